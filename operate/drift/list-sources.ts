import { z } from "zod";
import type { GraphDirectory } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";
import { Refusal } from "../../clouds/refusal.ts";
import type { Declared } from "./declared.ts";
import type { ById, ListName, Lists } from "./lists.ts";
import * as shapes from "./seen-shapes.ts";

/** How a list is read. */
export type ListSource<Name extends ListName> = {
    /** The request, for people. */
    readonly asks: string;

    /** What the credentials have to be allowed. */
    readonly needs: string;
} & (
    | { readonly at: "auth0"; readonly read: (management: Management, declared: Declared) => Promise<Lists[Name]> }
    | {
          readonly at: "microsoft";
          readonly read: (directory: GraphDirectory, declared: Declared) => Promise<Lists[Name]>;
      }
);

const readApplications = "Application.Read.All";

/** Every list, with what it takes to read it. */
export const listSources: { readonly [Name in ListName]: ListSource<Name> } = {
    connections: {
        at: "auth0",
        asks: "GET /api/v2/connections",
        needs: "read:connections and read:connections_options",
        read: async (management) => each(shapes.seenConnection, management.all("connections", "connections")),
    },
    enabledClients: {
        at: "auth0",
        asks: "GET /api/v2/connections/{id}/clients",
        needs: "read:connections",
        read: (management, { connections }) =>
            byId(
                connections.map(({ id }) => id),
                async (id) => {
                    const clients = await each(
                        shapes.seenEnabledClient,
                        management.all(`connections/${encodeURIComponent(id)}/clients`, "clients"),
                    );
                    return clients.map(({ client_id }) => client_id);
                },
            ),
    },
    clients: {
        at: "auth0",
        asks: "GET /api/v2/clients",
        needs: "read:clients",
        read: async (management) =>
            each(
                shapes.seenClient,
                management.allByNumber(`clients?fields=${shapes.clientFields}&include_fields=true`, "clients"),
            ),
    },
    clientGrants: {
        at: "auth0",
        asks: "GET /api/v2/client-grants",
        needs: "read:client_grants",
        read: async (management) => each(shapes.seenClientGrant, management.all("client-grants", "client_grants")),
    },
    organizations: {
        at: "auth0",
        asks: "GET /api/v2/organizations and GET /api/v2/organizations/{id}/enabled_connections",
        needs: "read:organizations and read:organization_connections",
        read: organizationsOf,
    },
    applications: {
        at: "microsoft",
        asks: "GET /applications/{id}",
        needs: readApplications,
        read: (directory, { applications }) =>
            byId(objectIds(applications), async (id) =>
                shapes.seenApplication.parse(
                    await directory.get(`/applications/${id}?$select=${shapes.applicationFields}`),
                ),
            ),
    },
    federatedCredentials: ofEach("applications", "federatedIdentityCredentials", shapes.seenFederatedCredential),
    applicationOwners: ofEach("applications", "owners", shapes.seenOwner),
    servicePrincipals: {
        at: "microsoft",
        asks: "GET /servicePrincipals/{id}",
        needs: readApplications,
        read: (directory, { servicePrincipals }) =>
            byId(objectIds(servicePrincipals), async (id) =>
                shapes.seenServicePrincipal.parse(
                    await directory.get(`/servicePrincipals/${id}?$select=${shapes.servicePrincipalFields}`),
                ),
            ),
    },
    servicePrincipalOwners: ofEach("servicePrincipals", "owners", shapes.seenOwner),
    permissionGrants: {
        at: "microsoft",
        asks: "GET /oauth2PermissionGrants",
        needs: "Directory.Read.All",
        read: (directory, { servicePrincipals }) =>
            byId(objectIds(servicePrincipals), (id) =>
                each(shapes.seenPermissionGrant, directory.all("/oauth2PermissionGrants", `clientId eq '${id}'`)),
            ),
    },
    assignedTo: ofEach("servicePrincipals", "appRoleAssignedTo", shapes.seenAssignment),
    applicationPermissions: ofEach("servicePrincipals", "appRoleAssignments", shapes.seenAssignment),
    notes: {
        at: "microsoft",
        asks: "GET /applications",
        needs: readApplications,
        read: (directory) =>
            each(shapes.seenNotes, directory.all("/applications?$select=id,appId,displayName,notes&$top=999")),
    },
};

/** A list that hangs on each application or service principal. */
function ofEach<Item extends z.ZodType>(collection: "applications" | "servicePrincipals", list: string, item: Item) {
    return {
        at: "microsoft",
        asks: `GET /${collection}/{id}/${list}`,
        needs: readApplications,
        read: (directory: GraphDirectory, declared: Declared) =>
            byId(objectIds(declared[collection]), (id) => each(item, directory.all(`/${collection}/${id}/${list}`))),
    } as const;
}

/** Auth0 lists the connections of an organization, and not the organizations of a connection: each one is asked. */
async function organizationsOf(management: Management): Promise<Lists["organizations"]> {
    const organizations = await each(shapes.seenOrganization, management.all("organizations", "organizations"));
    const found: { id: string; name: string; connectionIds: string[] }[] = [];
    for (const { id, name } of organizations) {
        const enabled = await each(
            shapes.seenOrganizationConnection,
            management.allByNumber(`organizations/${id}/enabled_connections`, "enabled_connections"),
        );
        found.push({ id, name, connectionIds: enabled.map(({ connection_id }) => connection_id) });
    }
    return found;
}

async function each<Item extends z.ZodType>(item: Item, asked: Promise<unknown[]>): Promise<z.infer<Item>[]> {
    return z.array(item).parse(await asked) as z.infer<Item>[];
}

function objectIds(declared: readonly { readonly objectId: string }[]): string[] {
    return declared.map(({ objectId }) => objectId);
}

async function byId<T>(ids: readonly string[], read: (id: string) => Promise<T>): Promise<ById<T>> {
    const entries = await Promise.all(
        ids.map(async (id) => {
            try {
                return [[id, await read(id)] as const];
            } catch (error) {
                if (error instanceof Refusal && error.status === 404) return [];
                throw error;
            }
        }),
    );
    return Object.fromEntries(entries.flat());
}
