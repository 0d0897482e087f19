import type { Declared, Inputs, Scenario } from "../scenario.ts";
import { given, output } from "../scenario.ts";
import { apiWith, clientNamed, grantOn } from "./found.ts";

const identifier = "https://api.acme.example";
const apiInputs: Inputs = {
    identifier,
    name: "Acme API",
    signingAlg: "RS256",
    skipConsentForVerifiableFirstPartyClients: true,
};
const myAccount: Declared = {
    type: "auth0.ResourceServer",
    name: "my-account",
    inputs: { identifier: "https://acme-dev.eu.auth0.com/me/", name: "Auth0 My Account API" },
};
const portal: Declared = {
    type: "auth0.Client",
    name: "portal",
    inputs: { name: "Acme Portal", appType: "regular_web" },
};
const worker: Declared = {
    type: "auth0.Client",
    name: "worker",
    inputs: { name: "Acme Worker", appType: "non_interactive" },
};
const scopes = [
    { name: "read:things", description: "Read things" },
    { name: "write:things", description: "Write things" },
];

export const apiScenarios: readonly Scenario[] = [
    {
        name: "auth0-resource-server",
        title: "An API is made, changed, replaced by another identifier, and deleted",
        steps: [
            { title: "the API is made", resources: [api(apiInputs)] },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "nothing has changed" },
            {
                title: "offline access and policies",
                resources: [
                    api({
                        ...apiInputs,
                        allowOfflineAccess: true,
                        tokenLifetime: 3600,
                        subjectTypeAuthorization: {
                            user: { policy: "require_client_grant" },
                            client: { policy: "deny_all" },
                        },
                    }),
                ],
            },
            { title: "both left out", resources: [api(apiInputs)] },
            { title: "another identifier", resources: [api({ ...apiInputs, identifier: `${identifier}/v2` })] },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
    {
        name: "auth0-resource-server-my-account",
        title: "The My Account API keeps Auth0's name, and its policies change",
        steps: [
            { title: "it is activated", resources: [{ ...myAccount, inputs: { ...myAccount.inputs, name: "Ours" } }] },
            {
                title: "policies",
                resources: [
                    {
                        ...myAccount,
                        inputs: {
                            ...myAccount.inputs,
                            skipConsentForVerifiableFirstPartyClients: true,
                            subjectTypeAuthorization: { user: { policy: "require_client_grant" } },
                        },
                    },
                ],
            },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
    {
        name: "auth0-resource-server-imported",
        title: "An API is imported by its identifier, changed by others, and deleted by others",
        steps: [
            { title: "it is made and kept", resources: [api(apiInputs, { retainOnDelete: true })] },
            { title: "the stack forgets it", resources: [] },
            { title: "it is imported", resources: [api(apiInputs, { import: identifier })] },
            {
                title: "somebody has changed it",
                operation: "refresh",
                before: (world) => {
                    const found = apiWith(world, identifier);
                    world.tenant.resourceServers.set(found.id, {
                        ...found,
                        name: "By hand",
                        token_lifetime: 60,
                        allow_offline_access: true,
                    });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
            {
                title: "somebody has deleted it",
                operation: "refresh",
                before: (world) => {
                    world.tenant.resourceServers.delete(apiWith(world, identifier).id);
                    return undefined;
                },
            },
        ],
    },
    {
        name: "auth0-resource-server-scopes",
        title: "Scopes of an API are made, reordered, changed and deleted; they move to another API",
        steps: [
            { title: "two scopes", resources: [api(apiInputs), scopesOf(scopes)] },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "in another order", resources: [api(apiInputs), scopesOf([...scopes].reverse())] },
            {
                title: "one gone, one come, one described otherwise",
                resources: [
                    api(apiInputs),
                    scopesOf([
                        { name: "read:things", description: "Read all things" },
                        { name: "delete:things", description: "Delete things" },
                    ]),
                ],
            },
            {
                title: "of another API",
                resources: [
                    api(apiInputs),
                    {
                        type: "auth0.ResourceServer",
                        name: "other",
                        inputs: { identifier: "https://other.acme.example", name: "Other API" },
                    },
                    scopesOf(scopes, { resourceServerIdentifier: output("other", "identifier") }),
                ],
            },
            { title: "they are deleted", resources: [api(apiInputs)] },
        ],
    },
    {
        name: "auth0-resource-server-scopes-imported",
        title: "Scopes that are there refuse to be made again, and are imported; what others change is seen",
        steps: [
            {
                title: "they are made and kept",
                resources: [api(apiInputs), scopesOf(scopes, {}, { retainOnDelete: true })],
            },
            { title: "the stack forgets them", resources: [api(apiInputs)] },
            {
                title: "they are there",
                fails: true,
                resources: [api(apiInputs), scopesOf([{ name: "other:things", description: "Others" }])],
            },
            { title: "they are imported", resources: [api(apiInputs), scopesOf(scopes, {}, { import: identifier })] },
            {
                title: "somebody has taken one",
                operation: "refresh",
                before: (world) => {
                    const found = apiWith(world, identifier);
                    world.tenant.resourceServers.set(found.id, { ...found, scopes: found.scopes?.slice(1) ?? [] });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
            {
                title: "somebody has deleted the API",
                operation: "refresh",
                before: (world) => {
                    world.tenant.resourceServers.delete(apiWith(world, identifier).id);
                    return undefined;
                },
            },
        ],
    },
    {
        name: "auth0-client-grant",
        title: "A grant is made, its scopes change, and another API replaces it",
        steps: [
            {
                title: "the grant is made",
                resources: [
                    myAccount,
                    portal,
                    grant({ scopes: ["create:me:connected_accounts"], subjectType: "user" }),
                ],
            },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "nothing has changed" },
            {
                title: "another scope",
                resources: [
                    myAccount,
                    portal,
                    grant({
                        scopes: ["create:me:connected_accounts", "read:me:connected_accounts"],
                        subjectType: "user",
                    }),
                ],
            },
            {
                title: "in another order",
                resources: [
                    myAccount,
                    portal,
                    grant({
                        scopes: ["read:me:connected_accounts", "create:me:connected_accounts"],
                        subjectType: "user",
                    }),
                ],
            },

            {
                title: "for another client",
                resources: [
                    myAccount,
                    portal,
                    worker,
                    grant({
                        clientId: output("worker", "clientId"),
                        scopes: ["read:me:connected_accounts"],
                        subjectType: "user",
                    }),
                ],
            },
            { title: "it is deleted", resources: [myAccount, portal, worker] },
        ],
    },
    {
        name: "auth0-client-grant-adopted",
        title: "A grant that is there already is taken as it is, with other scopes; it is imported, and others change and delete it",
        steps: [
            {
                title: "it is made and kept",
                resources: [
                    api(apiInputs),
                    portal,
                    grant({ audience: identifier, scopes: [] }, { retainOnDelete: true }),
                ],
            },
            { title: "the stack forgets it", resources: [api(apiInputs), portal] },
            {
                title: "it is taken as it is",
                resources: [
                    api(apiInputs),
                    scopesOf(scopes),
                    portal,
                    grant({ audience: identifier, scopes: ["read:things"] }, { retainOnDelete: true }),
                ],
            },
            { title: "a refresh sees other scopes", operation: "refresh" },
            { title: "now it gets the scopes" },
            { title: "the stack forgets it again", resources: [api(apiInputs), scopesOf(scopes), portal] },
            {
                title: "it is imported",
                before: (world) => ({ id: grantOn(world, identifier).id }),
                resources: [
                    api(apiInputs),
                    scopesOf(scopes),
                    portal,
                    grant({ audience: identifier, scopes: ["read:things"] }, { import: given("id") }),
                ],
            },
            {
                title: "somebody has deleted it",
                operation: "refresh",
                before: (world) => {
                    world.tenant.clientGrants.delete(grantOn(world, identifier).id);
                    return undefined;
                },
            },
        ],
    },
    {
        name: "auth0-client-grant-refused",
        title: "A grant without scopes, of an API that is not there, and twice is refused",
        steps: [
            { title: "no scopes", fails: true, resources: [portal, grant({})] },
            {
                title: "all scopes and some",
                fails: true,
                resources: [portal, grant({ scopes: ["a"], allowAllScopes: true })],
            },
            {
                title: "no such API",
                fails: true,
                resources: [portal, grant({ audience: "https://nowhere.example", scopes: ["a"] })],
            },
            {
                title: "all scopes",
                resources: [api(apiInputs), portal, grant({ audience: identifier, allowAllScopes: true })],
            },
            {
                title: "some scopes",
                resources: [
                    api(apiInputs),
                    scopesOf(scopes),
                    portal,
                    grant({ audience: identifier, scopes: ["read:things"] }),
                ],
            },
            {
                title: "a grant's client is gone",
                operation: "destroy",
                before: (world) => {
                    world.tenant.clients.delete(clientNamed(world, "Acme Portal").client_id);
                    return undefined;
                },
            },
        ],
    },
];

function api(inputs: Inputs, options: Declared["options"] = {}): Declared {
    return { type: "auth0.ResourceServer", name: "api", inputs, options };
}

function scopesOf(list: readonly Inputs[], more: Inputs = {}, options: Declared["options"] = {}): Declared {
    return {
        type: "auth0.ResourceServerScopes",
        name: "api",
        inputs: { resourceServerIdentifier: output("api", "identifier"), scopes: list, ...more },
        options,
    };
}

function grant(inputs: Inputs, options: Declared["options"] = {}): Declared {
    return {
        type: "auth0.ClientGrant",
        name: "grant",
        inputs: { clientId: output("portal", "clientId"), audience: "https://acme-dev.eu.auth0.com/me/", ...inputs },
        options,
    };
}
