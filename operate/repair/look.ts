import { z } from "zod";
import { microsoftGraphAppId } from "../../catalogue/microsoft.ts";
import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";
import { mayBeInUse } from "../../infra/leftover-secrets.ts";
import { claims } from "../../infra/mark.ts";
import * as shapes from "../adopt/shapes.ts";
import type { Seen, SeenApplication, SeenClient, SeenConnection } from "./seen.ts";

/** What is looked for. */
export interface Wanted {
    /** The stack, as its objects say: `microsoft-connection/dev`. */
    readonly owner: string;

    /** Names that the settings give. */
    readonly appNames: readonly string[];
    readonly connectionNames: readonly string[];

    /** Whether the settings name organizations. */
    readonly withOrganizations: boolean;

    /** Whether a list of links is to be the only one. */
    readonly withLinks: boolean;

    /** Object ids of app registrations, and client ids, that the state has. */
    readonly known: { readonly applications: readonly string[]; readonly clients: readonly string[] };
}

export interface Clouds {
    readonly management: Management;
    readonly directory: GraphDirectory;
}

/** Lists what both clouds hold of a stack; only reads. */
export async function look(wanted: Wanted, { directory, management }: Clouds): Promise<Seen> {
    const [connections, clients, grants, apis] = await Promise.all([
        each(shapes.connection, management.all("connections", "connections")),
        each(
            shapes.client,
            management.allByNumber(`clients?fields=${shapes.clientFields}&include_fields=true`, "clients"),
        ),
        each(shapes.clientGrant, management.all("client-grants", "client_grants")),
        each(shapes.api, management.allByNumber("resource-servers", "resource_servers")),
    ]);
    const seen = clients.map(clientOf);
    return {
        connections: await connectionsOf(connections, seen, wanted, management),
        clients: seen,
        grants: grants.map(({ audience, client_id, id, scope, subject_type }) => ({
            id,
            audience,
            clientId: client_id,
            subjectType: subject_type || "client",
            scopes: scope,
        })),
        apis: apis.map(({ id, identifier, name, scopes }) => ({ id, identifier, name, hasScopes: scopes.length > 0 })),
        applications: await applicationsOf(connections, wanted, directory),
    };
}

function clientOf({ client_id, description, name, resource_server_identifier }: shapes.Client): SeenClient {
    return { clientId: client_id, name, description, resourceServerIdentifier: resource_server_identifier };
}

/** Whom a connection is enabled for is one more request for each: made where a client may have to go, or a list is declared. */
async function connectionsOf(
    connections: readonly shapes.Connection[],
    clients: readonly SeenClient[],
    { connectionNames, known, owner, withLinks, withOrganizations }: Wanted,
    management: Management,
): Promise<SeenConnection[]> {
    const organizations = withOrganizations ? await organizationsOf(management) : [];
    const hasUnknown = clients.some(
        ({ clientId, description }) => claims(description, owner) && !known.clients.includes(clientId),
    );
    return Promise.all(
        connections.map(async (one) => ({
            id: one.id,
            name: one.name,
            strategy: one.strategy,
            entraClientId: clientIdIn(one),
            organizations: organizations
                .filter(({ connectionIds }) => connectionIds.includes(one.id))
                .map(({ id, name }) => ({ id, name })),
            enabledClients:
                hasUnknown || (withLinks && connectionNames.includes(one.name))
                    ? await enabledClients(one.id, management)
                    : undefined,
        })),
    );
}

async function enabledClients(id: string, management: Management): Promise<string[]> {
    const path = `connections/${encodeURIComponent(id)}/clients`;
    return (await each(shapes.enabledClient, management.all(path, "clients"))).map(({ client_id }) => client_id);
}

async function organizationsOf(management: Management) {
    const organizations = await each(shapes.organization, management.all("organizations", "organizations"));
    return Promise.all(
        organizations.map(async ({ id, name }) => {
            const path = `organizations/${id}/enabled_connections`;
            const enabled = await each(
                shapes.organizationConnection,
                management.allByNumber(path, "enabled_connections"),
            );
            return { id, name, connectionIds: enabled.map(({ connection_id }) => connection_id) };
        }),
    );
}

/** Applications cannot be asked for by their notes: all are listed, with few of their properties. */
async function applicationsOf(
    connections: readonly shapes.Connection[],
    { appNames, known, owner }: Wanted,
    directory: GraphDirectory,
): Promise<SeenApplication[]> {
    const all = await each(application, directory.all(`/applications?$select=${applicationFields}&$top=999`));
    const own = all.filter(
        ({ displayName, id, notes }) =>
            claims(notes, owner) || known.applications.includes(id) || appNames.includes(displayName),
    );
    if (own.length === 0) return [];
    const [microsoftGraph] = await servicePrincipals(directory, microsoftGraphAppId);
    return Promise.all(
        own.map(async (one) => {
            const inUse = connections
                .filter((connection) => clientIdIn(connection) === one.appId)
                .map(({ options }) => (typeof options["client_secret"] === "string" ? options["client_secret"] : ""));
            return {
                objectId: one.id,
                clientId: one.appId,
                displayName: one.displayName,
                description: one.description,
                notes: one.notes,
                // A secret that these credentials are not shown may be any.
                secrets: one.passwordCredentials.map((secret) => ({
                    ...secret,
                    mayBeInUse: inUse.includes("") || mayBeInUse(secret, inUse),
                })),
                hasCertificates: one.keyCredentials.length > 0,
                servicePrincipal: await servicePrincipalOf(directory, one.appId, microsoftGraph?.id),
            };
        }),
    );
}

async function servicePrincipalOf(
    directory: GraphDirectory,
    appId: string,
    microsoftGraph: string | undefined,
): Promise<SeenApplication["servicePrincipal"]> {
    const [principal] = await servicePrincipals(directory, appId);
    if (principal === undefined) return undefined;
    const [grants, assignments] = await Promise.all([
        each(shapes.permissionGrant, directory.all("/oauth2PermissionGrants", `clientId eq '${principal.id}'`)),
        each(shapes.assignment, directory.all(`/servicePrincipals/${principal.id}/appRoleAssignedTo`)),
    ]);
    const consent = grants.find(
        ({ consentType, resourceId }) => consentType === "AllPrincipals" && resourceId === microsoftGraph,
    );
    return {
        objectId: principal.id,
        consent: consent?.id,
        assignments: assignments.map(({ id, principalId }) => ({ id, principalId })),
    };
}

function servicePrincipals(directory: GraphDirectory, appId: string) {
    return each(shapes.servicePrincipal, directory.all("/servicePrincipals", `appId eq '${appId}'`));
}

function clientIdIn({ options }: shapes.Connection): string {
    return typeof options["client_id"] === "string" ? options["client_id"] : "";
}

const nullable = z
    .string()
    .nullish()
    .transform((value) => value ?? "");
const listOf = <Item extends z.ZodType>(item: Item) =>
    z
        .array(item)
        .nullish()
        .transform((value) => value ?? []);

const application = z.object({
    id: z.string(),
    appId: z.string(),
    displayName: nullable,
    description: nullable,
    notes: nullable,
    passwordCredentials: listOf(
        z.object({
            keyId: z.string(),
            displayName: z.string().nullable(),
            startDateTime: z.string().nullable(),
            endDateTime: z.string().nullable(),
            hint: z.string().nullable(),
        }),
    ),
    keyCredentials: listOf(z.unknown()),
});
const applicationFields = Object.keys(application.shape).join(",");

async function each<Item extends z.ZodType>(item: Item, asked: Promise<unknown[]>): Promise<z.infer<Item>[]> {
    return z.array(item).parse(await asked) as z.infer<Item>[];
}
