import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { graphApplicationPermissions } from "../../../sandbox/microsoft/graph-permissions.ts";
import type { World } from "../../../sandbox/world.ts";
import { handsIn } from "../adopt/hands.ts";

/** What people do by hand in the dashboards of the dev stack's tenant and directory, as the requests that the dashboards send. */
export type Hands = Awaited<ReturnType<typeof byHand>>;

/** @param environment holds the deployer's credentials */
export async function byHand(world: World, environment: Readonly<Record<string, string>>) {
    const { auth0, graph } = await handsIn(world, environment);
    const [connection] = await auth0("GET", "connections");
    const portal = (await auth0("GET", "clients")).find(({ name }: { name: string }) => name.startsWith("Acme Portal"));
    const ofName = (list: { displayName: string }[]) => list.find(({ displayName }) => displayName.startsWith("Acme"));
    const application = ofName((await graph("GET", "applications")).value) as unknown as Record<string, string>;
    const principals = (await graph("GET", "servicePrincipals")).value as { appId: string; id: string }[];
    const principal = principals.find(({ appId }) => appId === application["appId"]);
    const microsoftGraph = principals.find(({ appId }) => appId === microsoftGraphAppId);
    const person = [...world.directory.accounts.values()][0];

    return {
        renameConnection: (display_name: string) => auth0("PATCH", `connections/${connection.id}`, { display_name }),
        setConnectionOption: (option: object) =>
            auth0("PATCH", `connections/${connection.id}`, { options: { ...connection.options, ...option } }),
        enableClient: (client_id: string) =>
            auth0("PATCH", `connections/${connection.id}/clients`, [{ client_id, status: true }]),
        addConnection: (name: string) => {
            const { client_id, client_secret } = connection.options;
            const options = { client_id, client_secret };
            return auth0("POST", "connections", { name, strategy: "windowslive", options });
        },
        enableInOrganization: (id: string) =>
            auth0("POST", `organizations/${id}/enabled_connections`, { connection_id: connection.id }),
        removePortalGrant: async () => {
            const [grant] = await auth0("GET", `client-grants?client_id=${portal.client_id}`);
            await auth0("DELETE", `client-grants/${grant.id}`);
        },
        grantPortal: (audience: string) =>
            auth0("POST", "client-grants", {
                client_id: portal.client_id,
                audience,
                scope: ["read:me:connected_accounts"],
                subject_type: "user",
            }),
        addClient: (name: string, description: string) => auth0("POST", "clients", { name, description }),

        addClientSecret: async (displayName: string): Promise<string> => {
            const body = { passwordCredential: { displayName } };
            return (await graph("POST", `applications/${application["id"]}/addPassword`, body)).secretText;
        },
        addRedirectUris: async (web: string, spa: string) => {
            const { web: before } = await graph("GET", `applications/${application["id"]}`);
            await graph("PATCH", `applications/${application["id"]}`, {
                web: { redirectUris: [web, ...before.redirectUris] },
                spa: { redirectUris: [spa] },
            });
        },
        addFederatedCredential: (subject: string) =>
            graph("POST", `applications/${application["id"]}/federatedIdentityCredentials`, {
                name: "fork",
                issuer: "https://token.actions.githubusercontent.com",
                subject,
                audiences: ["api://AzureADTokenExchange"],
            }),
        consentForEveryone: (scope: string) =>
            graph("POST", "oauth2PermissionGrants", {
                clientId: principal?.id,
                consentType: "AllPrincipals",
                resourceId: microsoftGraph?.id,
                scope,
            }),
        consentOfPerson: (scope: string) =>
            graph("POST", "oauth2PermissionGrants", {
                clientId: principal?.id,
                consentType: "Principal",
                principalId: person?.id,
                resourceId: microsoftGraph?.id,
                scope,
            }),
        giveApplicationPermission: () =>
            graph("POST", `servicePrincipals/${microsoftGraph?.id}/appRoleAssignedTo`, {
                principalId: principal?.id,
                resourceId: microsoftGraph?.id,
                appRoleId: graphApplicationPermissions["Application.Read.All"],
            }),
        addApplication: (displayName: string, notes: string) => graph("POST", "applications", { displayName, notes }),

        /** Takes scopes and application permissions from the deployer. @returns what gives them back */
        takeAwayRights: (scopes: readonly string[], roles: readonly string[]): (() => void) => {
            const { clientGrants } = world.tenant;
            const { appRoleAssignments } = world.directory;
            const grant = [...clientGrants.values()].find(({ audience }) => audience === world.tenant.managementApi);
            if (grant === undefined) throw new Error("the deployer has no grant");
            const ids: Readonly<Record<string, string>> = graphApplicationPermissions;
            const taken = [...appRoleAssignments.values()].filter(({ appRoleId }) =>
                roles.some((role) => ids[role] === appRoleId),
            );
            clientGrants.set(grant.id, {
                ...grant,
                scope: (grant.scope ?? []).filter((scope) => !scopes.includes(scope)),
            });
            for (const { id } of taken) appRoleAssignments.delete(id);
            return () => {
                clientGrants.set(grant.id, grant);
                for (const one of taken) appRoleAssignments.set(one.id, one);
            };
        },
    };
}
