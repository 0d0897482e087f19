import type { Declared, Inputs, Scenario } from "../scenario.ts";
import { given } from "../scenario.ts";
import { auth0Refuses } from "./faults.ts";
import { connectionNamed } from "./found.ts";

const options: Inputs = {
    clientId: "00000000-aaaa-4bbb-8ccc-000000000001",
    clientSecret: "not-a-secret-of-the-connection",
    strategyVersion: 2,
    scopes: ["signin", "graph_user"],
    setUserRootAttributes: "on_each_login",
};

const personal: Inputs = {
    name: "microsoft",
    strategy: "windowslive",
    options,
    connectedAccounts: { active: true },
};

const work: Inputs = {
    name: "work",
    strategy: "waad",
    options: {
        clientId: "00000000-aaaa-4bbb-8ccc-000000000002",
        clientSecret: "not-a-secret-of-the-connection",
        identityApi: "microsoft-identity-platform-v2.0",
        tenantDomain: "acme.onmicrosoft.com",
        domain: "acme.onmicrosoft.com",
        domainAliases: ["acme.example", "acme.test"],
        waadProtocol: "openid-connect",
        userIdAttribute: "oid",
        useWsfed: false,
        shouldTrustEmailVerifiedConnection: "always_set_emails_as_verified",
        setUserRootAttributes: "on_each_login",
        scopes: ["basic_profile", "ext_profile"],
        strategyVersion: 2,
    },
    connectedAccounts: { active: true },
    authentication: { active: true },
};

export const connectionScenarios: readonly Scenario[] = [
    {
        name: "auth0-connection",
        title: "A windowslive connection is made, seen unchanged, and deleted",
        steps: [
            { title: "the connection is made", resources: [connection(personal)] },
            { title: "nothing has changed" },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
    {
        name: "auth0-connection-scopes",
        title: "Scopes of a windowslive connection come, go and change their order",
        steps: [
            { title: "two scopes", resources: [connection(personal)] },
            {
                title: "two more",
                resources: [withOptions({ scopes: ["signin", "graph_user", "graph_calendars", "offline_access"] })],
            },
            {
                title: "another order",
                resources: [withOptions({ scopes: ["offline_access", "graph_calendars", "graph_user", "signin"] })],
            },
            { title: "one gone", resources: [withOptions({ scopes: ["signin", "graph_user", "offline_access"] })] },
            { title: "what Auth0 says of it now", operation: "refresh" },
            { title: "none named", resources: [withOptions({ scopes: undefined })] },
        ],
    },
    {
        name: "auth0-connection-options",
        title: "Options of a windowslive connection are added, changed and cleared",
        steps: [
            {
                title: "as few as there can be",
                resources: [connection({ ...personal, options: { clientId: options["clientId"] ?? null } })],
            },
            {
                title: "a secret, upstream parameters and what a login writes",
                resources: [withOptions({ upstreamParams: '{"prompt":{"value":"select_account"}}' })],
            },
            {
                title: "another secret",
                resources: [
                    withOptions({
                        clientSecret: "not-a-secret-either",
                        upstreamParams: '{"prompt":{"value":"select_account"}}',
                    }),
                ],
            },
            {
                title: "upstream parameters gone",
                resources: [withOptions({ nonPersistentAttrs: ["gender", "address"] })],
            },
            {
                title: "attributes that are kept again",
                resources: [withOptions({ nonPersistentAttrs: [], setUserRootAttributes: "never_on_login" })],
            },
        ],
    },
    {
        name: "auth0-connection-purposes",
        title: "Purposes, display name, realms and metadata of a connection change beside its options",
        steps: [
            { title: "Token Vault on", resources: [connection(personal)] },
            {
                title: "Token Vault off, sign-in off",
                resources: [
                    connection({
                        ...personal,
                        connectedAccounts: { active: false },
                        authentication: { active: false },
                    }),
                ],
            },
            {
                title: "neither named",
                resources: [connection({ name: "microsoft", strategy: "windowslive", options })],
            },
            {
                title: "a display name, metadata and realms",
                resources: [
                    connection({
                        ...personal,
                        displayName: "Microsoft",
                        metadata: { team: "platform" },
                        realms: ["microsoft", "work"],
                    }),
                ],
            },
            {
                title: "other metadata",
                resources: [connection({ ...personal, displayName: "Microsoft", metadata: { owner: "platform" } })],
            },
            { title: "none of them", resources: [connection(personal)] },
        ],
    },
    {
        name: "auth0-connection-replaced",
        title: "Another name and another strategy replace a connection, and the old one goes first",
        steps: [
            { title: "the connection is made", resources: [connection(personal)] },
            {
                title: "what another name would do",
                operation: "preview",
                resources: [connection({ ...personal, name: "microsoft-2" })],
            },
            { title: "another name" },
            { title: "another strategy", resources: [connection({ ...work, name: "microsoft-2" })] },
        ],
    },
    {
        name: "auth0-connection-autonamed",
        title: "A connection that the provider named is replaced the other way round",
        steps: [
            { title: "no name is given", resources: [connection({ strategy: "windowslive", options })] },
            { title: "nothing has changed" },
            {
                title: "another strategy",
                resources: [connection({ strategy: "waad", options: work["options"] ?? {} })],
            },
        ],
    },
    {
        name: "auth0-connection-waad",
        title: "A waad connection is made, changed and deleted; what Auth0 writes into its options goes along",
        steps: [
            { title: "the connection is made", resources: [connection(work)] },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "nothing has changed" },
            {
                title: "domain aliases in another order",
                resources: [withOptions({ domainAliases: ["acme.test", "acme.example"] }, work)],
            },
            {
                title: "a logo and groups",
                resources: [
                    connection({
                        ...work,
                        showAsButton: true,
                        options: {
                            ...(work["options"] as Inputs),
                            iconUrl: "https://acme.example/logo.png",
                            maxGroupsToRetrieve: "50",
                            apiEnableUsers: true,
                        },
                    }),
                ],
            },
            {
                title: "the common endpoint",
                resources: [
                    withOptions(
                        {
                            waadCommonEndpoint: true,
                            userIdAttribute: "sub",
                            tenantDomain: undefined,
                            domainAliases: undefined,
                        },
                        work,
                    ),
                ],
            },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
    {
        name: "auth0-connection-imported",
        title: "Connections of both strategies are imported by their ids",
        steps: [
            {
                title: "they are made and kept",
                resources: [
                    connection(personal, { retainOnDelete: true }),
                    { type: "auth0.Connection", name: "work", inputs: work, options: { retainOnDelete: true } },
                ],
            },
            { title: "the stack forgets them", resources: [] },
            {
                title: "they are imported",
                before: (world) => ({
                    personal: connectionNamed(world, "microsoft").id,
                    work: connectionNamed(world, "work").id,
                }),
                resources: [
                    connection(personal, { import: given("personal") }),
                    { type: "auth0.Connection", name: "work", inputs: work, options: { import: given("work") } },
                ],
            },
        ],
    },
    {
        name: "auth0-connection-changed-by-others",
        title: "Somebody changes a connection, a refresh sees it and the next update takes it back",
        steps: [
            { title: "the connection is made", resources: [connection(personal)] },
            {
                title: "somebody has taken a scope and switched Token Vault off",
                operation: "refresh",
                before: (world) => {
                    const found = connectionNamed(world, "microsoft");
                    world.tenant.connections.set(found.id, {
                        ...found,
                        display_name: "By hand",
                        options: {
                            ...found.options,
                            graph_user: false,
                            upstream_params: { prompt: { value: "login" } },
                        },
                        connected_accounts: { active: false },
                    });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
        ],
    },
    {
        name: "auth0-connection-deleted-by-others",
        title: "Somebody deletes a connection: an update loses it, a refresh forgets it, the next update makes it anew",
        steps: [
            { title: "the connection is made", resources: [connection(personal)] },
            {
                title: "an update of what is gone",
                fails: true,
                before: deleted,
                resources: [connection({ ...personal, displayName: "Microsoft" })],
            },
            { title: "the stack forgets it", operation: "refresh" },
            { title: "it is made anew" },
            { title: "a destroy of what is gone", operation: "destroy", before: deleted },
        ],
    },
    {
        name: "auth0-connection-refused",
        title: "Auth0 refuses a connection: its name is taken or being deleted, the plan or the scopes do not allow it",
        steps: [
            {
                title: "the name is taken",
                fails: true,
                before: (world) =>
                    refuse(world, 409, "A connection with the same name already exists", "connection_conflict"),
                resources: [connection(personal)],
            },
            {
                title: "the name is being deleted",
                fails: true,
                before: (world) =>
                    refuse(
                        world,
                        409,
                        "A connection with the same name is being deleted, try again later",
                        "connection_conflict",
                    ),
            },
            {
                title: "the plan has no more connections",
                fails: true,
                before: (world) =>
                    refuse(
                        world,
                        403,
                        "You reached the limit of entities of this type for this tenant.",
                        "too_many_entities",
                    ),
            },
            {
                title: "a scope is missing",
                fails: true,
                before: (world) =>
                    refuse(world, 403, "Insufficient scope, expected any of: create:connections", "insufficient_scope"),
            },
            {
                title: "the body is invalid",
                fails: true,
                before: (world) =>
                    refuse(
                        world,
                        400,
                        "Payload validation error: 'Additional properties not allowed: enabled_clients'.",
                        "invalid_body",
                    ),
            },
            { title: "an unknown strategy", fails: true, resources: [connection({ ...personal, strategy: "google" })] },
            {
                title: "unknown and misplaced options",
                fails: true,
                resources: [
                    connection({
                        ...personal,
                        options: { ...options, setUserRootAttributes: "sometimes", upstreamParams: "not JSON" },
                    }),
                ],
            },
        ],
    },
    {
        name: "auth0-connection-half-done",
        title: "A connection that was made and could not be read is kept, and an update that is refused keeps what was planned",
        steps: [
            {
                title: "made, and not read",
                fails: true,
                before: (world) => {
                    auth0Refuses(
                        world,
                        { method: "GET", path: /connections\/con_/ },
                        403,
                        "Insufficient scope, expected any of: read:connections",
                        "insufficient_scope",
                    );
                    return undefined;
                },
                resources: [connection(personal)],
            },
            { title: "the next update goes on from there" },
            {
                title: "a change that is refused",
                fails: true,
                before: (world) => {
                    auth0Refuses(
                        world,
                        { method: "PATCH", path: /connections\/con_/ },
                        400,
                        "Payload validation error: 'Object didn't pass validation'.",
                        "invalid_body",
                    );
                    return undefined;
                },
                resources: [connection({ ...personal, displayName: "Microsoft" })],
            },
            { title: "the same change again" },
        ],
    },
];

function connection(inputs: Inputs, more: Declared["options"] = {}): Declared {
    return { type: "auth0.Connection", name: "microsoft", inputs, options: more };
}

/** A connection with some options changed, or without those that are undefined. */
function withOptions(changed: Readonly<Record<string, unknown>>, base: Inputs = personal): Declared {
    const kept = Object.entries({ ...(base["options"] as Inputs), ...changed }).filter(
        ([, value]) => value !== undefined,
    );
    return connection({ ...base, options: Object.fromEntries(kept) as Inputs });
}

function deleted(world: Parameters<typeof connectionNamed>[0]): undefined {
    world.tenant.connections.delete(connectionNamed(world, "microsoft").id);
}

function refuse(
    world: Parameters<typeof connectionNamed>[0],
    status: number,
    message: string,
    code: string,
): undefined {
    auth0Refuses(world, { method: "POST", path: /\/api\/v2\/connections$/ }, status, message, code);
}
