import type { Declared, Inputs, Scenario } from "../scenario.ts";
import { given, output } from "../scenario.ts";
import { auth0Refuses } from "./faults.ts";
import { clientNamed } from "./found.ts";

const portal: Inputs = {
    name: "Acme Portal",
    appType: "regular_web",
    oidcConformant: true,
    isFirstParty: true,
    callbacks: ["https://portal.example/auth/callback", "http://localhost:3000/auth/callback"],
    allowedLogoutUrls: ["https://portal.example"],
    grantTypes: ["authorization_code", "refresh_token"],
    jwtConfiguration: { alg: "RS256" },
    refreshToken: {
        rotationType: "non-rotating",
        expirationType: "expiring",
        tokenLifetime: 2592000,
        idleTokenLifetime: 1296000,
        policies: [
            {
                audience: "https://acme-dev.eu.auth0.com/me/",
                scopes: ["create:me:connected_accounts", "read:me:connected_accounts"],
            },
        ],
    },
};

const spa: Inputs = {
    name: "Acme Board",
    appType: "spa",
    oidcConformant: true,
    callbacks: ["https://board.example"],
    webOrigins: ["https://board.example"],
    grantTypes: ["authorization_code", "refresh_token"],
};

export const clientScenarios: readonly Scenario[] = [
    {
        name: "auth0-client",
        title: "A web client is made, seen unchanged, and deleted",
        steps: [
            { title: "what would be made", operation: "preview", resources: [client(portal)] },
            { title: "the client is made" },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "nothing has changed" },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
    {
        name: "auth0-client-options",
        title: "Options of a client are added, changed, reordered and cleared",
        steps: [
            { title: "the client is made", resources: [client(portal)] },
            {
                title: "callbacks in another order",
                resources: [
                    client({
                        ...portal,
                        callbacks: ["http://localhost:3000/auth/callback", "https://portal.example/auth/callback"],
                    }),
                ],
            },
            {
                title: "a callback gone, logout addresses and the description changed",
                resources: [
                    client({
                        ...portal,
                        callbacks: ["https://portal.example/auth/callback"],
                        allowedLogoutUrls: [],
                        description: "The portal",
                    }),
                ],
            },
            {
                title: "lists and description left out",
                resources: [client(without(portal, "callbacks", "allowedLogoutUrls", "grantTypes"))],
            },
        ],
    },
    {
        name: "auth0-client-nested",
        title: "Refresh token policies, metadata, token exchange and logout of a client change and go",
        steps: [
            {
                title: "with all of them",
                resources: [
                    client({
                        ...portal,
                        clientMetadata: { team: "platform", tier: "1" },
                        tokenExchange: { allowAnyProfileOfTypes: ["custom_authentication"] },
                        oidcLogout: { backchannelLogoutUrls: ["https://portal.example/logout"] },
                    }),
                ],
            },
            { title: "nothing has changed" },
            {
                title: "another policy, other metadata",
                resources: [
                    client({
                        ...portal,
                        clientMetadata: { team: "identity" },
                        tokenExchange: { allowAnyProfileOfTypes: ["on_behalf_of_token_exchange"] },
                        refreshToken: {
                            ...(portal["refreshToken"] as Inputs),
                            policies: [
                                {
                                    audience: "https://acme-dev.eu.auth0.com/me/",
                                    scopes: ["read:me:connected_accounts"],
                                },
                            ],
                        },
                    }),
                ],
            },
            {
                title: "all of them gone",
                resources: [
                    client({ ...portal, refreshToken: { rotationType: "rotating", expirationType: "expiring" } }),
                ],
            },
            { title: "what Auth0 says of it now", operation: "refresh" },
        ],
    },
    {
        name: "auth0-client-kinds",
        title: "A single-page app, a machine client and an API's own client are made, each authenticating by its type",
        steps: [
            {
                title: "they are made",
                resources: [
                    client(spa, "board"),
                    client(
                        { name: "Acme Worker", appType: "non_interactive", grantTypes: ["client_credentials"] },
                        "worker",
                    ),
                    {
                        type: "auth0.ResourceServer",
                        name: "api",
                        inputs: { identifier: "https://api.acme.example", name: "Acme API" },
                    },
                    client(
                        {
                            name: "Acme API client",
                            appType: "resource_server",
                            resourceServerIdentifier: output("api", "identifier"),
                            grantTypes: [],
                        },
                        "api-client",
                    ),
                ],
            },
            { title: "nothing has changed" },
            { title: "they are deleted", operation: "destroy" },
        ],
    },
    {
        name: "auth0-client-replaced",
        title: "Another encoding of a client's secret replaces the client",
        steps: [
            {
                title: "the client is made",
                resources: [client({ ...portal, jwtConfiguration: { alg: "RS256", secretEncoded: false } })],
            },
            {
                title: "the secret encoded",
                resources: [client({ ...portal, jwtConfiguration: { alg: "RS256", secretEncoded: true } })],
            },
        ],
    },
    {
        name: "auth0-client-imported",
        title: "A client is imported by its client id",
        steps: [
            { title: "it is made and kept", resources: [client(portal, "portal", { retainOnDelete: true })] },
            { title: "the stack forgets it", resources: [] },
            {
                title: "it is imported",
                before: (world) => ({ id: clientNamed(world, "Acme Portal").client_id }),
                resources: [client(portal, "portal", { import: given("id") })],
            },
        ],
    },
    {
        name: "auth0-client-changed-by-others",
        title: "Somebody changes a client, then deletes it: refreshes see both and updates take them back",
        steps: [
            { title: "the client is made", resources: [client(portal)] },
            {
                title: "somebody has added a callback and a logo",
                operation: "refresh",
                before: (world) => {
                    const found = clientNamed(world, "Acme Portal");
                    world.tenant.clients.set(found.client_id, {
                        ...found,
                        callbacks: ["https://other.example/callback"],
                        logo_uri: "https://other.example/logo.png",
                        description: "By hand",
                    });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
            {
                title: "somebody has deleted it",
                operation: "refresh",
                before: (world) => {
                    world.tenant.clients.delete(clientNamed(world, "Acme Portal").client_id);
                    return undefined;
                },
            },
            { title: "it is made anew" },
        ],
    },
    {
        name: "auth0-client-refused",
        title: "A client is refused by the provider and by Auth0",
        steps: [
            {
                title: "an unknown type and a description that is too long",
                fails: true,
                resources: [client({ ...portal, appType: "mainframe", description: "x".repeat(141) })],
            },
            {
                title: "a policy without scopes",
                fails: true,
                resources: [
                    client({ ...portal, refreshToken: { rotationType: "sometimes", expirationType: "expiring" } }),
                ],
            },
            {
                title: "the limit is reached",
                fails: true,
                resources: [client(portal)],
                before: (world) => {
                    auth0Refuses(
                        world,
                        { method: "POST", path: /clients$/ },
                        403,
                        "You reached the limit of entities of this type for this tenant.",
                        "too_many_entities",
                    );
                    return undefined;
                },
            },
        ],
    },
];

function client(inputs: Inputs, name = "portal", options: Declared["options"] = {}): Declared {
    return { type: "auth0.Client", name, inputs, options };
}

function without(inputs: Inputs, ...names: readonly string[]): Inputs {
    return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}
