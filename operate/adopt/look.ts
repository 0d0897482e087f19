import { z } from "zod";
import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";
import { nearest } from "../../stacks/settings/nearest.ts";
import type { Found, FoundClient, FoundConnection } from "./found.ts";
import { applicationOf } from "./look-in-directory.ts";
import * as shapes from "./shapes.ts";
import type { Sketch, SketchedClient } from "./sketch.ts";

/** Names or ids that keys of the stack file stand for, where the file's own name is not the one. */
export interface Choices {
    /** Name or id of a connection, by key. */
    readonly connections: Readonly<Record<string, string>>;

    /** Client id, by key. */
    readonly clients: Readonly<Record<string, string>>;
}

export interface Clouds {
    readonly management: Management;
    readonly directory: GraphDirectory;
}

/** Finds in both clouds what a sketch names; only reads. */
export async function look(sketch: Sketch, choices: Choices, clouds: Clouds): Promise<Found> {
    const tenant = await tenantOf(clouds.management);
    const problems: string[] = [];
    const connections: Record<string, FoundConnection | undefined> = {};
    for (const [key, { name = key }] of Object.entries(sketch.connections)) {
        const wanted = choices.connections[key] ?? name;
        const seen = tenant.connections.find((one) => one.name === wanted || one.id === wanted);
        connections[key] = seen === undefined ? undefined : await connectionOf(seen, tenant, clouds);
        if (seen === undefined) problems.push(missing("connection", key, wanted, tenant.connections));
    }
    const clients: Record<string, FoundClient | undefined> = {};
    for (const [key, client] of Object.entries(sketch.clients)) {
        const { found, problem } = clientOf(key, client, choices.clients[key], tenant);
        clients[key] = found;
        if (problem !== undefined) problems.push(problem);
    }
    const apis = Object.fromEntries(tenant.apis.map(({ id, identifier }) => [identifier, id]));
    return { connections, clients, apis, problems };
}

interface Tenant {
    readonly connections: readonly shapes.Connection[];
    readonly clients: readonly shapes.Client[];
    readonly grants: readonly shapes.ClientGrant[];
    readonly apis: readonly shapes.Api[];
    readonly organizations: readonly { id: string; name: string; connectionIds: string[] }[];
}

async function tenantOf(management: Management): Promise<Tenant> {
    const [connections, clients, grants, apis, organizations] = await Promise.all([
        each(shapes.connection, management.all("connections", "connections")),
        each(
            shapes.client,
            management.allByNumber(`clients?fields=${shapes.clientFields}&include_fields=true`, "clients"),
        ),
        each(shapes.clientGrant, management.all("client-grants", "client_grants")),
        each(shapes.api, management.allByNumber("resource-servers", "resource_servers")),
        each(shapes.organization, management.all("organizations", "organizations")),
    ]);
    const enabled = await Promise.all(
        organizations.map(async ({ id, name }) => {
            const path = `organizations/${id}/enabled_connections`;
            const found = await each(
                shapes.organizationConnection,
                management.allByNumber(path, "enabled_connections"),
            );
            return { id, name, connectionIds: found.map(({ connection_id }) => connection_id) };
        }),
    );
    return { connections, clients, grants, apis, organizations: enabled };
}

async function connectionOf(seen: shapes.Connection, tenant: Tenant, clouds: Clouds): Promise<FoundConnection> {
    const { client_secret: secret, ...options } = seen.options;
    const clients = await each(
        shapes.enabledClient,
        clouds.management.all(`connections/${encodeURIComponent(seen.id)}/clients`, "clients"),
    );
    const clientId = typeof options["client_id"] === "string" ? options["client_id"] : "";
    return {
        id: seen.id,
        name: seen.name,
        strategy: seen.strategy,
        displayName: seen.display_name,
        // A connection that says nothing of it is one that people sign in with, and no vault.
        signIn: seen.authentication?.active ?? true,
        tokenVault: seen.connected_accounts?.active ?? false,
        showAsButton: seen.show_as_button ?? undefined,
        options,
        enabledClients: clients.map(({ client_id }) => client_id),
        organizations: tenant.organizations
            .filter(({ connectionIds }) => connectionIds.includes(seen.id))
            .map(({ id, name }) => ({ id, name })),
        application: await applicationOf(clouds.directory, clientId, typeof secret === "string" ? secret : ""),
    };
}

interface Looked {
    readonly found?: FoundClient;
    readonly problem?: string;
}

/** By the id that was given, by that of the file, or by its name. */
function clientOf(key: string, sketched: SketchedClient, chosen: string | undefined, tenant: Tenant): Looked {
    const id = chosen ?? sketched.clientId;
    const name = sketched.name ?? key;
    const named = tenant.clients.filter((one) => (id === undefined ? one.name === name : one.client_id === id));
    const [seen, ...more] = named;
    if (more.length > 0) {
        const ids = named.map(({ client_id }) => `--client ${key}=${client_id}`).join(" or ");
        return { problem: `clients.${key}: ${named.length} applications are called "${name}"; say which: ${ids}` };
    }
    if (seen === undefined) {
        return { problem: missing("client", key, id ?? name, tenant.clients) };
    }
    return { found: foundClient(seen, sketched, tenant) };
}

function foundClient(seen: shapes.Client, sketched: SketchedClient, { apis, clients, grants }: Tenant): FoundClient {
    const own = grants.filter(({ client_id, subject_type }) => client_id === seen.client_id && subject_type === "user");
    const api = apis.find(({ identifier }) => identifier === sketched.api?.identifier);
    const { refresh_token: refreshToken } = seen;
    return {
        clientId: seen.client_id,
        name: seen.name,
        description: seen.description,
        appType: seen.app_type,
        callbacks: seen.callbacks,
        logoutUrls: seen.allowed_logout_urls,
        webOrigins: seen.web_origins,
        authentication:
            seen.client_authentication_methods?.["private_key_jwt"] === undefined
                ? seen.token_endpoint_auth_method
                : "private_key_jwt",
        refreshToken: refreshToken
            ? {
                  expirationType: refreshToken.expiration_type,
                  tokenLifetime: refreshToken.token_lifetime,
                  idleTokenLifetime: refreshToken.idle_token_lifetime,
              }
            : undefined,
        grants: Object.fromEntries(own.map(({ audience, id }) => [audience, id])),
        ...(api === undefined
            ? {}
            : {
                  api: {
                      id: api.id,
                      identifier: api.identifier,
                      name: api.name,
                      scopes: Object.fromEntries(api.scopes.map(({ description, value }) => [value, description])),
                      clientId: clients.find((one) => one.resource_server_identifier === api.identifier)?.client_id,
                  },
              }),
    };
}

function missing(kind: string, key: string, wanted: string, all: readonly { readonly name: string }[]): string {
    const names = all.map(({ name }) => name);
    const near = nearest(wanted, names);
    const hint = near === undefined ? `the tenant has: ${names.slice(0, 10).join(", ") || "none"}` : `there is ${near}`;
    return `${kind}s.${key}: the tenant has no ${kind} "${wanted}"; ${hint}`;
}

async function each<Item extends z.ZodType>(item: Item, asked: Promise<unknown[]>): Promise<z.infer<Item>[]> {
    return z.array(item).parse(await asked) as z.infer<Item>[];
}
