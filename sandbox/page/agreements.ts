import { connectedAccountsScopes, tokenVaultGrantType } from "../../catalogue/auth0.ts";
import { type SignInAudience, signInAudiences } from "../../catalogue/microsoft.ts";
import { microsoftGraphScopes } from "../../catalogue/microsoft-graph-scopes.ts";
import type { Client, Connection } from "../auth0/objects.ts";
import type { StoredApplication } from "../microsoft/objects.ts";
import type { World } from "../world.ts";
import type { StackOutputs } from "./stack-outputs.ts";

/** Two values, one on each side, that must say the same. */
export interface Agreement {
    readonly subject: string;
    readonly left: { readonly where: string; readonly value: string };
    readonly right: { readonly where: string; readonly value: string };
    readonly agrees: boolean;

    /** What follows where they do not. */
    readonly otherwise: string;
}

/** What a connection and its app registration must agree on. */
export function connectionAgreements(
    world: World,
    outputs: StackOutputs | undefined,
    connection: Connection,
    application: StoredApplication | undefined,
): Agreement[] {
    const options = connection.options as Readonly<Record<string, unknown>>;
    return [
        {
            subject: "Client ID",
            left: { where: "connection", value: textOf(options["client_id"]) },
            right: { where: "app registration", value: application?.appId ?? "no app registration has it" },
            agrees: application !== undefined,
            otherwise: "Microsoft does not know the app (AADSTS700016).",
        },
        ...(application === undefined
            ? []
            : [
                  secretAgreement(world, options, application),
                  ...redirectUriAgreements(world, outputs, application),
                  accountsAgreement(connection, options, application),
                  scopesAgreement(outputs, connection, application),
              ]),
    ];
}

function secretAgreement(
    { clock, directory }: World,
    options: Readonly<Record<string, unknown>>,
    application: StoredApplication,
): Agreement {
    const held = directory.passwordWithValue(application, textOf(options["client_secret"]));
    const hasEnded = held !== undefined && Date.parse(held.endDateTime) <= clock.now().getTime();
    return {
        subject: "Client secret",
        left: { where: "connection", value: "[client secret]" },
        right: {
            where: "app registration",
            value:
                held === undefined
                    ? "none with that value"
                    : `${held.displayName ?? "(no name)"}, ${hasEnded ? "ended" : "ends"} ${held.endDateTime.slice(0, 10)}`,
        },
        agrees: held !== undefined && !hasEnded,
        otherwise: "Microsoft refuses Auth0’s client secret (AADSTS7000215, or 7000222 where it has ended).",
    };
}

function redirectUriAgreements(
    { tenant }: World,
    outputs: StackOutputs | undefined,
    application: StoredApplication,
): Agreement[] {
    const registered = application.web.redirectUris ?? [];
    const callbacks = outputs?.redirectUris ?? [`https://${tenant.hosts.at(-1)}/login/callback`];
    const line = (callback: string | undefined, uri: string | undefined): Agreement => ({
        subject: "Redirect URI",
        left: { where: "Auth0’s callback", value: callback ?? "none of the stack’s domains has it" },
        right: { where: "app registration", value: uri ?? "not registered" },
        agrees: callback === uri,
        otherwise: "Microsoft compares byte for byte and refuses another redirect URI (AADSTS50011).",
    });
    return [
        ...callbacks.map((callback) => line(callback, registered.includes(callback) ? callback : undefined)),
        ...registered.filter((uri) => !callbacks.includes(uri)).map((uri) => line(undefined, uri)),
    ];
}

function accountsAgreement(
    connection: Connection,
    options: Readonly<Record<string, unknown>>,
    application: StoredApplication,
): Agreement {
    const audience = application.signInAudience as SignInAudience;
    const { otherDirectories, personalAccounts } = signInAudiences[audience];
    const isCommon =
        connection.strategy === "windowslive" ||
        options["useCommonEndpoint"] === true ||
        options["waad_common_endpoint"] === true;
    return {
        subject: "Accounts",
        left: {
            where: "connection",
            value: isCommon
                ? "Microsoft’s common endpoint"
                : `directory ${textOf(options["tenant_domain"] ?? options["domain"])}`,
        },
        right: { where: "app registration", value: audience },
        agrees: !isCommon || otherDirectories || personalAccounts,
        otherwise: "An app registration of one directory is not let in at the common endpoint (AADSTS50194).",
    };
}

function scopesAgreement(
    outputs: StackOutputs | undefined,
    connection: Connection,
    application: StoredApplication,
): Agreement {
    const asked = new Set(
        Object.values(outputs?.clients ?? {}).flatMap(({ connectScopes }) => connectScopes[connection.name] ?? []),
    );
    const registered = application.requiredResourceAccess
        .flatMap(({ resourceAccess }) => resourceAccess ?? [])
        .map(({ id }) => namesById.get(id ?? "") ?? `${id}`);
    return {
        subject: "Scopes",
        left: { where: "apps ask for", value: [...asked].sort().join(" ") || "none" },
        right: { where: "registered", value: registered.sort().join(" ") || "none" },
        agrees: [...asked].every((scope) => registered.includes(scope)),
        otherwise: "A scope that is not registered needs a consent nobody has reviewed, or is refused (AADSTS65001).",
    };
}

const namesById = new Map<string, string>(Object.entries(microsoftGraphScopes).map(([name, { id }]) => [id, name]));

/** What an app and Auth0's APIs must agree on. */
export function appAgreements(
    { tenant }: World,
    outputs: StackOutputs | undefined,
    client: Client,
    exchanger: Client | undefined,
): Agreement[] {
    const exchanges = (exchanger ?? client).grant_types.includes(tokenVaultGrantType);
    const audiences = outputs?.redirectUris.map((uri) => `https://${new URL(uri).host}/me/`) ?? [];
    const policies = client.refresh_token?.policies ?? [];
    const isRotating = exchanger === undefined && client.refresh_token?.rotation_type === "rotating";
    return [
        {
            subject: "Token Vault",
            left: {
                where: exchanger === undefined ? "app" : "the API’s client",
                value: exchanger?.name ?? client.name,
            },
            right: {
                where: "may exchange",
                value: exchanges
                    ? isRotating
                        ? "but its refresh token rotates"
                        : "grant type is on"
                    : "grant type is off",
            },
            agrees: exchanges && !isRotating,
            otherwise: "Auth0 refuses the exchange (unauthorized_client).",
        },
        ...audiences.map((audience): Agreement => {
            const grant = [...tenant.clientGrants.values()].find(
                (one) => one.client_id === client.client_id && one.audience === audience && one.subject_type === "user",
            );
            const policy = policies.find((one) => one.audience === audience);
            const scopes = grant?.scope ?? [];
            return {
                subject: "My Account API",
                left: { where: "refresh-token policy", value: policy?.audience ?? "no policy for it" },
                right: {
                    where: "user grant",
                    value: grant === undefined ? `no grant on ${audience}` : `${audience}, ${scopes.length} scopes`,
                },
                agrees: policy !== undefined && connectedAccountsScopes.every((scope) => scopes.includes(scope)),
                otherwise: "The app gets no token for the My Account API, and nobody can connect an account.",
            };
        }),
    ];
}

function textOf(value: unknown): string {
    return typeof value === "string" ? value : "none";
}
