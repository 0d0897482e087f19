import { z } from "zod";
import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";
import type { Deployed } from "../deployed.ts";

const strings = z.array(z.string()).default([]);
const active = z.object({ active: z.boolean() });

const connection = z.object({
    id: z.string(),
    name: z.string(),
    strategy: z.string(),
    authentication: active.default({ active: true }),
    connected_accounts: active.default({ active: false }),
    options: z.record(z.string(), z.unknown()).default({}),
});
const enabled = z.object({ clients: z.array(z.object({ client_id: z.string() })) });
const client = z.object({
    client_id: z.string(),
    name: z.string(),
    app_type: z.string().optional(),
    client_secret: z.string().optional(),
    is_first_party: z.boolean(),
    oidc_conformant: z.boolean(),
    grant_types: strings,
    callbacks: strings,
    allowed_origins: strings,
    cross_origin_authentication: z.boolean().default(false),
    token_endpoint_auth_method: z.string().optional(),
    resource_server_identifier: z.string().optional(),
    refresh_token: z
        .object({
            rotation_type: z.string(),
            policies: z.array(z.object({ audience: z.string(), scope: strings })).default([]),
        })
        .optional(),
});
const grants = z.array(
    z.object({
        client_id: z.string().optional(),
        audience: z.string(),
        subject_type: z.string().optional(),
        scope: strings,
    }),
);
const api = z.object({
    id: z.string(),
    identifier: z.string(),
    skip_consent_for_verifiable_first_party_clients: z.boolean().default(false),
});
const customDomains = z.array(z.object({ domain: z.string(), status: z.string() }));

const application = z.object({
    id: z.string(),
    appId: z.string(),
    signInAudience: z.string(),
    web: z.object({ redirectUris: strings }),
    passwordCredentials: z.array(
        z.object({
            displayName: z.string().nullable(),
            endDateTime: z.string(),
            hint: z.string().nullable(),
        }),
    ),
});
const servicePrincipal = z.object({
    id: z.string(),
    appId: z.string(),
    accountEnabled: z.boolean().nullable(),
    appRoleAssignmentRequired: z.boolean().nullable(),
});
const permissionGrant = z.object({ clientId: z.string(), consentType: z.string(), scope: z.string() });
const assignment = z.object({ principalId: z.string() });
const listOf = <T extends z.ZodType>(item: T) => z.object({ value: z.array(item) });

export type SeenConnection = z.infer<typeof connection> & { readonly enabledClients: readonly string[] };
export type SeenClient = z.infer<typeof client>;
export type SeenApplication = z.infer<typeof application>;
export type SeenServicePrincipal = z.infer<typeof servicePrincipal> & {
    /** Scopes that an administrator has consented to for everyone. */
    readonly consented: readonly string[];
    readonly assigned: readonly string[];
};

/** What exists of a stack in both clouds, as its operator sees it; keys are ids of the outputs. */
export interface Seen {
    readonly connections: ReadonlyMap<string, SeenConnection>;
    readonly clients: ReadonlyMap<string, SeenClient>;
    readonly grants: z.infer<typeof grants>;
    readonly apis: readonly z.infer<typeof api>[];
    readonly customDomains: z.infer<typeof customDomains>;

    /** Whether every sign-in asks for a second factor; undefined where the credentials may not see it. */
    readonly requiresMfa: boolean | undefined;
    readonly applications: ReadonlyMap<string, SeenApplication>;
    readonly servicePrincipals: ReadonlyMap<string, SeenServicePrincipal>;
}

/** Looks at everything that a stack's outputs name, in both clouds; nothing is changed. */
export async function lookAt(deployed: Deployed, management: Management, directory: GraphDirectory): Promise<Seen> {
    const clientIds = deployed.clients.flatMap(({ clientId, apiClientId }) =>
        apiClientId === undefined ? [clientId] : [clientId, apiClientId],
    );
    const appIds = [...new Set(deployed.connections.map(({ entraClientId }) => entraClientId))];
    const identifiers = [
        ...deployed.domains.map((domain) => `https://${domain}/me/`),
        ...deployed.clients.flatMap(({ settings }) => settings["AUTH0_AUDIENCE"] ?? []),
    ];
    const [connections, clients, clientGrants, apis, domains, mfa, applications, servicePrincipals] = await Promise.all(
        [
            found(
                deployed.connections.map(({ id }) => id),
                (id) => connectionOf(management, id),
            ),
            found(clientIds, (id) => optional(client, management.find(`clients/${id}`))),
            Promise.all(clientIds.map((id) => optional(grants, management.find(`client-grants?client_id=${id}`)))),
            Promise.all(
                identifiers.map((id) => optional(api, management.find(`resource-servers/${encodeURIComponent(id)}`))),
            ),
            optional(customDomains, management.find("custom-domains")),
            optional(strings, management.find("guardian/policies")),
            found(appIds, (id) => first(application, directory.find("/applications", `appId eq '${id}'`))),
            found(appIds, (id) => servicePrincipalOf(directory, id)),
        ],
    );
    return {
        connections,
        clients,
        grants: clientGrants.flatMap((list) => list ?? []),
        apis: apis.filter((one) => one !== undefined),
        customDomains: domains ?? [],
        requiresMfa: mfa?.includes("all-applications"),
        applications,
        servicePrincipals,
    };
}

async function connectionOf(management: Management, id: string): Promise<SeenConnection | undefined> {
    const [seen, clients] = await Promise.all([
        optional(connection, management.find(`connections/${id}`)),
        optional(enabled, management.find(`connections/${id}/clients`)),
    ]);
    if (seen === undefined) return undefined;
    return { ...seen, enabledClients: (clients?.clients ?? []).map(({ client_id }) => client_id) };
}

async function servicePrincipalOf(directory: GraphDirectory, appId: string): Promise<SeenServicePrincipal | undefined> {
    const principal = await first(servicePrincipal, directory.find("/servicePrincipals", `appId eq '${appId}'`));
    if (principal === undefined) return undefined;
    const [granted, assignments] = await Promise.all([
        optional(listOf(permissionGrant), directory.find("/oauth2PermissionGrants", `clientId eq '${principal.id}'`)),
        optional(listOf(assignment), directory.find(`/servicePrincipals/${principal.id}/appRoleAssignedTo`)),
    ]);
    const consented = (granted?.value ?? [])
        .filter(({ consentType }) => consentType === "AllPrincipals")
        .flatMap(({ scope }) => scope.split(" "));
    return { ...principal, consented, assigned: (assignments?.value ?? []).map(({ principalId }) => principalId) };
}

async function found<T>(ids: readonly string[], look: (id: string) => Promise<T | undefined>): Promise<Map<string, T>> {
    const seen = new Map<string, T>();
    await Promise.all(
        ids.map(async (id) => {
            const value = await look(id);
            if (value !== undefined) seen.set(id, value);
        }),
    );
    return seen;
}

async function optional<T extends z.ZodType>(shape: T, looked: Promise<unknown>): Promise<z.infer<T> | undefined> {
    const value = await looked;
    return value === undefined ? undefined : shape.parse(value);
}

async function first<T extends z.ZodType>(item: T, looked: Promise<unknown>): Promise<z.infer<T> | undefined> {
    const list = await optional(listOf(item), looked);
    return list?.value[0] as z.infer<T> | undefined;
}
