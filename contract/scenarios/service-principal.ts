import { emptySeed } from "../empty-seed.ts";
import type { Declared, Inputs, Scenario, ScenarioSeed } from "../scenario.ts";
import { given, output } from "../scenario.ts";
import { application } from "./application.ts";
import { graphRefuses } from "./faults.ts";
import { principalOf } from "./found.ts";

const login = application({ displayName: "Acme" });
const user = "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a11";
const group = "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a12";
const noRole = "00000000-0000-0000-0000-000000000000";
const graphAppId = "00000003-0000-0000-c000-000000000000";
const withPeople: ScenarioSeed = {
    ...emptySeed,
    directory: {
        ...emptySeed.directory,
        principals: [
            { id: user, type: "user", displayName: "Person" },
            { id: group, type: "group", displayName: "Staff" },
        ],
    },
};

export const servicePrincipalScenarios: readonly Scenario[] = [
    {
        name: "azuread-service-principal",
        title: "A service principal is made, changed, and deleted",
        seed: withPeople,
        steps: [
            { title: "it is made", resources: [login, principal({})] },
            { title: "nothing has changed in the directory", operation: "refresh" },
            { title: "nothing has changed" },
            {
                title: "assignment required, notes and an owner",
                resources: [login, principal({ appRoleAssignmentRequired: true, notes: "Ours", owners: [user] })],
            },
            { title: "all of it gone", resources: [login, principal({})] },
            { title: "it is deleted", resources: [login] },
        ],
    },
    {
        name: "azuread-service-principal-replaced",
        title: "Another application replaces a service principal",
        steps: [
            {
                title: "of the first application",
                resources: [login, { ...application({ displayName: "Other" }), name: "other" }, principal({})],
            },
            {
                title: "of the second",
                resources: [
                    login,
                    { ...application({ displayName: "Other" }), name: "other" },
                    principal({ clientId: output("other", "clientId") }),
                ],
            },
        ],
    },
    {
        name: "azuread-service-principal-existing",
        title: "A service principal that is there refuses to be made again, is used as it is, imported, changed and deleted by others",
        steps: [
            { title: "it is made and kept", resources: [login, principal({}, { retainOnDelete: true })] },
            { title: "the stack forgets it", resources: [login] },
            { title: "it is there", fails: true, resources: [login, principal({})] },
            {
                title: "it is used",
                resources: [login, principal({ useExisting: true, notes: "Used" }, { retainOnDelete: true })],
            },
            { title: "the stack forgets it again", resources: [login] },
            {
                title: "it is imported",
                before: (world) => ({ id: `/servicePrincipals/${principalOf(world, "Acme").id}` }),
                resources: [login, principal({ notes: "Used" }, { import: given("id") })],
            },
            {
                title: "somebody has disabled it",
                operation: "refresh",
                before: (world) => {
                    const found = principalOf(world, "Acme");
                    world.directory.servicePrincipals.set(found.id, {
                        ...found,
                        accountEnabled: false,
                        tags: ["HideApp"],
                    });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
            {
                title: "somebody has deleted it",
                operation: "refresh",
                before: (world) => {
                    world.directory.removeServicePrincipal(principalOf(world, "Acme"));
                    return undefined;
                },
            },
        ],
    },
    {
        name: "azuread-service-principal-replication",
        title: "A service principal's application is not known everywhere, then it is not itself: the first is waited out, the second half done and repaired",
        steps: [
            {
                title: "its application is not known yet",
                fails: true,
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "POST", path: /servicePrincipals$/ },
                        400,
                        "Request_BadRequest",
                        "The appId '00000000' of the service principal does not reference a valid application object.",
                    );
                    graphRefuses(
                        world,
                        { method: "PATCH", path: /servicePrincipals\// },
                        404,
                        "Request_ResourceNotFound",
                        "Resource does not exist.",
                    );
                    return undefined;
                },
                resources: [login, principal({})],
            },
            { title: "the next update repairs it" },
            {
                title: "no right to make one",
                fails: true,
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "PATCH", path: /servicePrincipals\// },
                        403,
                        "Authorization_RequestDenied",
                        "Insufficient privileges to complete the operation.",
                    );
                    return undefined;
                },
                resources: [login, principal({ notes: "Ours" })],
            },
        ],
    },
    {
        name: "azuread-app-role-assignment",
        title: "A user and a group are assigned to an app; each input replaces the assignment; it is deleted",
        seed: withPeople,
        steps: [
            { title: "a user", resources: [login, principal({}), assignment({ principalObjectId: user })] },
            { title: "nothing has changed in the directory", operation: "refresh" },
            { title: "nothing has changed" },
            { title: "a group instead", resources: [login, principal({}), assignment({ principalObjectId: group })] },
            { title: "it is deleted", resources: [login, principal({})] },
        ],
    },
    {
        name: "azuread-app-role-assignment-imported",
        title: "An assignment is imported, taken away by others, refused twice and for nobody",
        seed: withPeople,
        steps: [
            {
                title: "it is made and kept",
                resources: [login, principal({}), assignment({ principalObjectId: user }, { retainOnDelete: true })],
            },
            { title: "the stack forgets it", resources: [login, principal({})] },
            {
                title: "it is there",
                fails: true,
                resources: [login, principal({}), assignment({ principalObjectId: user })],
            },
            {
                title: "it is imported",
                before: (world) => {
                    const found = [...world.directory.appRoleAssignments.values()].find(
                        (one) => one.principalId === user,
                    );
                    return { id: `/servicePrincipals/${found?.resourceId}/appRoleAssignedTo/${found?.id}` };
                },
                resources: [login, principal({}), assignment({ principalObjectId: user }, { import: given("id") })],
            },
            {
                title: "somebody has taken it away",
                operation: "refresh",
                before: (world) => {
                    for (const one of world.directory.appRoleAssignments.values())
                        if (one.principalId === user) world.directory.appRoleAssignments.delete(one.id);
                    return undefined;
                },
            },
            {
                title: "the first try is refused as no valid reference",
                resources: [login, principal({}), assignment({ principalObjectId: user })],
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "POST", path: /appRoleAssignedTo$/ },
                        400,
                        "Request_BadRequest",
                        "Not a valid reference update.",
                    );
                    return undefined;
                },
            },
            {
                title: "ids that are none",
                fails: true,
                resources: [login, principal({}), assignment({ principalObjectId: "nobody" })],
            },
        ],
    },
    {
        name: "azuread-delegated-permission-grant",
        title: "Delegated permissions are granted for everyone, changed, reordered, granted to one user instead, and taken back",
        seed: withPeople,
        steps: [
            {
                title: "for everyone",
                resources: [login, principal({}), microsoftGraph(), grant(["openid", "User.Read"])],
            },
            { title: "nothing has changed in the directory", operation: "refresh" },
            { title: "nothing has changed" },
            {
                title: "one more",
                resources: [login, principal({}), microsoftGraph(), grant(["openid", "User.Read", "Mail.Read"])],
            },
            {
                title: "in another order",
                resources: [login, principal({}), microsoftGraph(), grant(["Mail.Read", "User.Read", "openid"])],
            },
            {
                title: "for one user",
                resources: [login, principal({}), microsoftGraph(), grant(["User.Read"], { userObjectId: user })],
            },
            { title: "it is taken back", resources: [login, principal({}), microsoftGraph()] },
        ],
    },
    {
        name: "azuread-delegated-permission-grant-imported",
        title: "A grant of delegated permissions is there already, is imported, and changed and taken back by others",
        seed: withPeople,
        steps: [
            {
                title: "it is made and kept",
                resources: [login, principal({}), microsoftGraph(), grant(["User.Read"], {}, { retainOnDelete: true })],
            },
            { title: "the stack forgets it", resources: [login, principal({}), microsoftGraph()] },
            {
                title: "it is there",
                fails: true,
                resources: [login, principal({}), microsoftGraph(), grant(["User.Read"])],
            },
            {
                title: "it is imported",
                before: (world) => ({
                    id: `/oauth2PermissionGrants/${[...world.directory.permissionGrants.values()][0]?.id}`,
                }),
                resources: [login, principal({}), microsoftGraph(), grant(["User.Read"], {}, { import: given("id") })],
            },
            {
                title: "somebody has granted more",
                operation: "refresh",
                before: (world) => {
                    for (const one of world.directory.permissionGrants.values())
                        world.directory.permissionGrants.set(one.id, { ...one, scope: "User.Read Mail.ReadWrite" });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
            {
                title: "somebody has taken it back",
                operation: "refresh",
                before: (world) => {
                    world.directory.permissionGrants.clear();
                    return undefined;
                },
            },
            {
                title: "the principals are not known everywhere",
                resources: [login, principal({}), microsoftGraph(), grant(["User.Read"])],
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "POST", path: /oauth2PermissionGrants$/ },
                        404,
                        "Request_ResourceNotFound",
                        "Resource does not exist.",
                    );
                    return undefined;
                },
            },
            {
                title: "a principal that is not there",
                fails: true,
                resources: [
                    login,
                    principal({}),
                    microsoftGraph(),
                    grant(["User.Read"], { servicePrincipalObjectId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a99" }),
                ],
            },
        ],
    },
    {
        name: "azuread-lookups",
        title: "Whoever deploys, Microsoft Graph and app registrations are looked up",
        steps: [
            {
                title: "by id and by name",
                resources: [login],
                lookUps: [
                    { name: "azuread.getClientConfig", inputs: {} },
                    { name: "azuread.getServicePrincipal", inputs: { clientId: graphAppId } },
                    { name: "azuread.getApplication", inputs: { displayName: "Acme" } },
                    { name: "azuread.getApplication", inputs: { clientId: output("login", "clientId") } },
                ],
            },
            {
                title: "an app registration that is not there",
                operation: "preview",
                fails: true,
                lookUps: [{ name: "azuread.getApplication", inputs: { displayName: "Nobody" } }],
            },
            {
                title: "a service principal that is not there",
                operation: "preview",
                fails: true,
                lookUps: [
                    {
                        name: "azuread.getServicePrincipal",
                        inputs: { clientId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a99" },
                    },
                ],
            },
        ],
    },
    {
        name: "azuread-token-refused",
        title: "Microsoft refuses the deployer's credentials when the provider is configured, or is busy for a while",
        steps: [
            {
                title: "a wrong secret",
                fails: true,
                resources: [login],
                before: (world) => {
                    const app = [...world.directory.applications.values()].find(
                        (one) => one.displayName === "Deployer",
                    );
                    if (app !== undefined)
                        world.directory.applications.set(app.id, { ...app, passwordCredentials: [] });
                    return app === undefined ? undefined : { app: JSON.stringify(app.passwordCredentials) };
                },
            },
            {
                title: "it is right again, and the login is busy twice",
                before: (world) => {
                    const app = [...world.directory.applications.values()].find(
                        (one) => one.displayName === "Deployer",
                    );
                    const password = {
                        customKeyIdentifier: null,
                        displayName: "Deployment",
                        endDateTime: "2299-12-31T00:00:00Z",
                        hint: "not",
                        keyId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a77",
                        secretText: null,
                        startDateTime: "2026-11-03T09:00:00Z",
                    };
                    if (app !== undefined)
                        world.directory.applications.set(app.id, { ...app, passwordCredentials: [password] });
                    world.directory.keepSecret(password, emptySeed.directory.deployer.clientSecret, new Date(0));
                    world.faults.add({
                        service: "microsoft",
                        method: "POST",
                        path: /oauth2\/v2\.0\/token$/,
                        times: 2,
                        answer: () => new Response("busy", { status: 503 }),
                    });
                    return undefined;
                },
            },
        ],
    },
];

function principal(inputs: Inputs, options: Declared["options"] = {}): Declared {
    return {
        type: "azuread.ServicePrincipal",
        name: "login-principal",
        inputs: { clientId: output("login", "clientId"), ...inputs },
        options,
    };
}

function microsoftGraph(): Declared {
    return {
        type: "azuread.ServicePrincipal",
        name: "graph",
        inputs: { clientId: graphAppId, useExisting: true },
        options: { retainOnDelete: true },
    };
}

function assignment(inputs: Inputs, options: Declared["options"] = {}): Declared {
    return {
        type: "azuread.AppRoleAssignment",
        name: "assignment",
        inputs: { appRoleId: noRole, resourceObjectId: output("login-principal", "objectId"), ...inputs },
        options,
    };
}

function grant(claimValues: readonly string[], more: Inputs = {}, options: Declared["options"] = {}): Declared {
    return {
        type: "azuread.ServicePrincipalDelegatedPermissionGrant",
        name: "grant",
        inputs: {
            servicePrincipalObjectId: output("login-principal", "objectId"),
            resourceServicePrincipalObjectId: output("graph", "objectId"),
            claimValues,
            ...more,
        },
        options,
    };
}
