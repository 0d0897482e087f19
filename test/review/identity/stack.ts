import { tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { findings } from "../../../review/identity/findings.ts";
import { types } from "../../../review/identity/types.ts";
import type { Phrase } from "../../../review/phrase.ts";
import type { Operation, Properties, Resource, ResourceChange, StackChange } from "../../../review/stack-change.ts";

/** What of a resource differs from the usual one. */
export type Edit = (resource: Resource) => Resource | undefined;

export const audience = "https://login.acme.example/me/";
const scopes = {
    "User.Read": "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
    "Calendars.Read": "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42",
};

export function urn(type: string, name: string): string {
    return `urn:pulumi:dev::acme::${type}::${name}`;
}

export function resource(type: string, name: string, outputs: Properties, more: Partial<Resource> = {}): Resource {
    return {
        urn: urn(type, name),
        type,
        name,
        id: `id-of-${name}`,
        inputs: outputs,
        outputs,
        protect: false,
        retainOnDelete: false,
        madeFrom: {},
        ...more,
    };
}

/** Permissions as an app registration lists them. */
export function access(ids: readonly string[], type = "Scope", api = microsoftGraphAppId) {
    return [{ resourceAppId: api, resourceAccesses: ids.map((id) => ({ id, type })) }];
}

/** A connection for Microsoft accounts with its app registration, and one app that signs in and exchanges tokens. */
export const stack: readonly Resource[] = [
    resource(types.application, "login", {
        displayName: "Acme Login",
        clientId: "entra-client",
        objectId: "entra-object",
        signInAudience: "AzureADandPersonalMicrosoftAccount",
        owners: ["owner-1"],
        web: { redirectUris: ["https://login.acme.example/login/callback"] },
        requiredResourceAccesses: access(Object.values(scopes)),
    }),
    resource(types.servicePrincipal, "login", {
        clientId: "entra-client",
        objectId: "principal",
        accountEnabled: true,
    }),
    secret("a", "2026-11-02", "2027-05-01"),
    resource(
        types.connection,
        "microsoft",
        {
            name: "microsoft",
            strategy: "windowslive",
            displayName: "Microsoft",
            authentication: { active: true },
            connectedAccounts: { active: true },
            options: { clientId: "entra-client", scopes: ["graph_calendars", "graph_user", "signin"] },
        },
        { madeFrom: { options: [urn(types.application, "login"), urn(types.password, "login-a")] } },
    ),
    resource(types.client, "portal", {
        name: "Acme Portal",
        clientId: "portal-client",
        appType: "regular_web",
        isFirstParty: true,
        oidcConformant: true,
        callbacks: ["https://portal.acme.example/callback"],
        grantTypes: ["authorization_code", "refresh_token", tokenVaultGrantType],
        refreshToken: { rotationType: "non-rotating", policies: [{ audience, scopes: [] }] },
    }),
    resource(types.clientGrant, "portal", { clientId: "portal-client", audience, subjectType: "user" }),
    resource(types.connectionClient, "portal", { connectionId: "id-of-microsoft", clientId: "portal-client" }),
];

/** A client secret of the app registration. */
export function secret(slot: string, issued: string, endDate: string): Resource {
    return resource(types.password, `login-${slot}`, {
        applicationId: "/applications/entra-object",
        displayName: `slot ${slot}, issued ${issued}`,
        endDate: `${endDate}T00:00:00Z`,
    });
}

/** The stack with some properties of one resource set. */
export function having(type: string, name: string, properties: Properties, from: readonly Resource[] = stack) {
    return edited(type, name, (one) => ({ ...one, outputs: { ...one.outputs, ...properties } }), from);
}

/** The stack without one resource. */
export function without(type: string, name: string, from: readonly Resource[] = stack) {
    return edited(type, name, () => undefined, from);
}

/** The stack with one resource changed by hand. */
export function edited(type: string, name: string, edit: Edit, from: readonly Resource[] = stack): Resource[] {
    return from.flatMap((one) => (one.urn === urn(type, name) ? (edit(one) ?? []) : [one]));
}

/** A change from one list of resources to another; what is replaced is named by type and logical name. */
export function changing(
    before: readonly Resource[],
    after: readonly Resource[],
    operations: readonly { type: string; name: string; operation: Operation; reasons?: readonly string[] }[] = [],
): StackChange {
    const changes = operations.map(
        ({ type, name, operation, reasons = [] }): ResourceChange => ({
            urn: urn(type, name),
            type,
            name,
            operation,
            reasons,
            properties: [],
            hidden: 0,
        }),
    );
    return {
        stack: "dev",
        project: "acme",
        operation: "update",
        outcome: "foreseen",
        before,
        after,
        changes,
        policies: [],
        errors: [],
        warnings: [],
        unreadable: [],
    };
}

/** What is said of a change of the usual stack. */
export function to(after: readonly Resource[], ...operations: Parameters<typeof changing>[2] & object): string[] {
    return said(changing(stack, after, operations));
}

/** Findings as a person reads them: weight, topic and sentence, values in `<>`. */
export function said(change: StackChange): string[] {
    return findings(change).map(({ topic, weight, text }) => `${weight}, ${topic}: ${written(text)}`);
}

export function written(text: Phrase): string {
    return text.map((part) => (typeof part === "string" ? part : `<${part.value}>`)).join("");
}
