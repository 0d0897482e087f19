import { randomUUID } from "node:crypto";
import { deployerGraphPermissions, microsoftGraphAppId } from "../../catalogue/microsoft.ts";
import { addAppRoleAssignment } from "./app-role-assignments.ts";
import type { Directory, DirectorySeed } from "./directory.ts";
import { graphApplicationPermissions } from "./graph-permissions.ts";
import { newApplication, newServicePrincipal } from "./objects.ts";
import { utcOf } from "./utc.ts";

/** The app registration that deployments sign in as, its service principal, and the permissions an administrator gave it. */
export function seedDeployer(directory: Directory, deployer: DirectorySeed["deployer"]): void {
    const now = utcOf(directory.clock.now());
    const password = {
        customKeyIdentifier: null,
        displayName: "Deployment",
        endDateTime: "2299-12-31T00:00:00Z",
        hint: deployer.clientSecret.slice(0, 3),
        keyId: randomUUID(),
        secretText: null,
        // Valid at every time that settings can name: a sandbox's clock may be set back to a day before a secret of theirs ended.
        startDateTime: "2000-01-01T00:00:00Z",
    };
    const application = {
        ...newApplication("Deployer", directory.domain, now),
        appId: deployer.clientId,
        passwordCredentials: [password],
    };
    directory.applications.set(application.id, application);
    directory.keepSecret(password, deployer.clientSecret, new Date(0));
    if (deployer.federatedCredential !== undefined) {
        directory.federatedCredentials.set(application.id, [
            {
                id: randomUUID(),
                name: "deployment",
                audiences: ["api://AzureADTokenExchange"],
                description: null,
                ...deployer.federatedCredential,
            },
        ]);
    }

    const servicePrincipal = {
        ...newServicePrincipal(deployer.clientId, directory.tenantId),
        id: deployer.objectId.toLowerCase(),
    };
    directory.servicePrincipals.set(servicePrincipal.id, servicePrincipal);
    for (const id of [application.id, servicePrincipal.id, password.keyId]) directory.system.add(id);

    const microsoftGraph = directory.servicePrincipalWithAppId(microsoftGraphAppId);
    if (microsoftGraph === undefined) throw new Error("Microsoft Graph's service principal is seeded first");
    for (const role of deployer.roles ?? deployerGraphPermissions) {
        const assignment = addAppRoleAssignment(directory, {
            appRoleId: permissionId(role),
            principalId: servicePrincipal.id,
            resourceId: microsoftGraph.id,
        });
        directory.system.add(assignment.id);
    }
}

function permissionId(role: string): string {
    const ids: Readonly<Record<string, string>> = graphApplicationPermissions;
    const id = ids[role];
    if (id !== undefined) return id;
    throw new Error(
        `"${role}" is not an application permission the sandbox knows; it knows ${Object.keys(ids).join(", ")}`,
    );
}
