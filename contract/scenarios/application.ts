import { emptySeed } from "../empty-seed.ts";
import type { Declared, Inputs, Scenario, ScenarioSeed } from "../scenario.ts";
import { given } from "../scenario.ts";
import { graphRefuses } from "./faults.ts";
import { applicationNamed } from "./found.ts";

const graph = "00000003-0000-0000-c000-000000000000";
const userRead = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";
const mailRead = "570282fd-fa5c-430d-a7fd-fc8dc98a9dca";
const calendarsRead = "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42";
const scope = (id: string) => ({ id, type: "Scope" });
const owner = "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a11";

const withOwner: ScenarioSeed = {
    ...emptySeed,
    directory: { ...emptySeed.directory, principals: [{ id: owner, type: "user", displayName: "Owner" }] },
};

export const acme: Inputs = {
    displayName: "Acme",
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    preventDuplicateNames: true,
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: ["https://acme-dev.eu.auth0.com/login/callback"] },
    requiredResourceAccesses: [{ resourceAppId: graph, resourceAccesses: [scope(userRead), scope(mailRead)] }],
};

export const applicationScenarios: readonly Scenario[] = [
    {
        name: "azuread-application",
        title: "An app registration is made, seen unchanged, and deleted",
        steps: [
            { title: "what would be made", operation: "preview", resources: [application(acme)] },
            { title: "it is made" },
            { title: "nothing has changed in the directory", operation: "refresh" },
            { title: "nothing has changed" },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
    {
        name: "azuread-application-options",
        title: "Redirect URIs, permissions, owners and texts of an app registration come, go and change their order",
        seed: withOwner,
        steps: [
            { title: "it is made", resources: [application(acme)] },
            {
                title: "another redirect URI, a description and notes",
                resources: [
                    application({
                        ...acme,
                        description: "Sign-in",
                        notes: "Ours",
                        web: {
                            redirectUris: [
                                "https://login.acme.example/login/callback",
                                "https://acme-dev.eu.auth0.com/login/callback",
                            ],
                        },
                    }),
                ],
            },
            {
                title: "redirect URIs in another order",
                resources: [
                    application({
                        ...acme,
                        description: "Sign-in",
                        notes: "Ours",
                        web: {
                            redirectUris: [
                                "https://acme-dev.eu.auth0.com/login/callback",
                                "https://login.acme.example/login/callback",
                            ],
                        },
                    }),
                ],
            },
            {
                title: "texts gone, permissions in another order",
                resources: [
                    application({
                        ...acme,
                        requiredResourceAccesses: [
                            { resourceAppId: graph, resourceAccesses: [scope(mailRead), scope(userRead)] },
                        ],
                    }),
                ],
            },
            {
                title: "a permission more",
                resources: [
                    application({
                        ...acme,
                        requiredResourceAccesses: [
                            {
                                resourceAppId: graph,
                                resourceAccesses: [scope(mailRead), scope(userRead), scope(calendarsRead)],
                            },
                        ],
                    }),
                ],
            },
            {
                title: "an owner, another name",
                resources: [
                    application({
                        ...acme,
                        displayName: "Acme 2",
                        owners: [owner, "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a03"],
                    }),
                ],
            },
            {
                title: "no permission",
                resources: [application({ ...without(acme, "requiredResourceAccesses"), displayName: "Acme 2" })],
            },
        ],
    },
    {
        name: "azuread-application-work",
        title: "An app registration for one directory, with groups, tags and a public client",
        steps: [
            { title: "as little as there can be", resources: [application({ displayName: "Work" })] },
            { title: "nothing has changed" },
            {
                title: "much more",
                resources: [
                    application({
                        displayName: "Work",
                        groupMembershipClaims: ["SecurityGroup"],
                        tags: ["acme", "login"],
                        publicClient: { redirectUris: ["http://localhost"] },
                        singlePageApplication: { redirectUris: ["https://board.example/"] },
                        web: {
                            homepageUrl: "https://acme.example",
                            logoutUrl: "https://acme.example/logout",
                            implicitGrant: { idTokenIssuanceEnabled: true },
                        },
                        fallbackPublicClientEnabled: true,
                        marketingUrl: "https://acme.example",
                        oauth2PostResponseRequired: true,
                    }),
                ],
            },
            { title: "as little again", resources: [application({ displayName: "Work" })] },
            { title: "what the directory says of it", operation: "refresh" },
        ],
    },
    {
        name: "azuread-application-imported",
        title: "An app registration is imported, changed by others, and deleted by others",
        steps: [
            { title: "it is made and kept", resources: [application(acme, { retainOnDelete: true })] },
            { title: "the stack forgets it", resources: [] },
            {
                title: "it is imported",
                before: (world) => ({ id: `/applications/${applicationNamed(world, "Acme").id}` }),
                resources: [application(without(acme, "preventDuplicateNames"), { import: given("id") })],
            },
            {
                title: "somebody has added a redirect URI and changed the order of permissions",
                operation: "refresh",
                before: (world) => {
                    const found = applicationNamed(world, "Acme");
                    const [access] = found.requiredResourceAccess;
                    world.directory.applications.set(found.id, {
                        ...found,
                        web: {
                            ...found.web,
                            redirectUris: [...(found.web.redirectUris ?? []), "https://other.example/callback"],
                        },
                        requiredResourceAccess: [
                            { ...access, resourceAccess: [...(access?.resourceAccess ?? [])].reverse() },
                        ],
                    });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
            {
                title: "somebody has deleted it",
                operation: "refresh",
                before: (world) => {
                    world.directory.removeApplication(applicationNamed(world, "Acme"));
                    return undefined;
                },
            },
        ],
    },
    {
        name: "azuread-application-refused",
        title: "An app registration is refused: its values, its name, what personal accounts may not have",
        steps: [
            {
                title: "a redirect URI without a path, an unknown audience",
                fails: true,
                resources: [
                    application({
                        ...acme,
                        signInAudience: "Everybody",
                        web: { redirectUris: ["https://acme.example"] },
                    }),
                ],
            },
            {
                title: "personal accounts and version 1",
                fails: true,
                resources: [application({ ...acme, api: { requestedAccessTokenVersion: 1 } })],
            },
            {
                title: "the name is taken",
                fails: true,
                before: (world) => {
                    world.directory.applications.set("6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a44", {
                        ...applicationNamed(world, "Deployer"),
                        id: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a44",
                        appId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a45",
                        displayName: "Acme",
                    });
                    return undefined;
                },
                resources: [application(acme)],
            },
            {
                title: "the directory refuses",
                fails: true,
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "POST", path: /applications$/ },
                        400,
                        "Request_BadRequest",
                        "Invalid value specified for property 'web' of resource 'Application'.",
                    );
                    return undefined;
                },
                resources: [application({ ...acme, displayName: "Acme 3" })],
            },
            {
                title: "permissions are missing",
                fails: true,
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "POST", path: /applications$/ },
                        403,
                        "Authorization_RequestDenied",
                        "Insufficient privileges to complete the operation.",
                    );
                    return undefined;
                },
            },
        ],
    },
    {
        name: "azuread-application-replication",
        title: "A new app registration is not known everywhere: refusals are waited out, a first read that finds nothing loses it",
        steps: [
            {
                title: "409 Error_MsaAppDoesNotExist twice, 404 once",
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "PATCH", path: /v1\.0\/applications\//, times: 2 },
                        409,
                        "Error_MsaAppDoesNotExist",
                        "The application does not exist.",
                    );
                    graphRefuses(
                        world,
                        { method: "PATCH", path: /v1\.0\/applications\// },
                        404,
                        "Request_ResourceNotFound",
                        "Resource does not exist or one of its queried reference-property objects are not present.",
                    );
                    return undefined;
                },
                resources: [application(acme)],
            },
            {
                title: "429 with Retry-After, 503 with Retry-After",
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "PATCH", path: /v1\.0\/applications\//, times: 2, retryAfter: 1 },
                        429,
                        "TooManyRequests",
                        "Too many requests.",
                    );
                    graphRefuses(
                        world,
                        { method: "PATCH", path: /v1\.0\/applications\//, retryAfter: 1 },
                        503,
                        "serviceNotAvailable",
                        "Service unavailable.",
                    );
                    return undefined;
                },
                resources: [application({ ...acme, notes: "Ours" })],
            },
            {
                title: "500 while it is read",
                operation: "refresh",
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "GET", path: /v1\.0\/applications\//, times: 2 },
                        500,
                        "InternalServerError",
                        "Something went wrong.",
                    );
                    return undefined;
                },
            },
            {
                title: "404 while it is read: it is forgotten",
                operation: "refresh",
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "GET", path: /v1\.0\/applications\// },
                        404,
                        "Request_ResourceNotFound",
                        "Resource does not exist.",
                    );
                    return undefined;
                },
            },
            {
                title: "404 at the first read after it was made: it is lost",
                fails: true,
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "GET", path: /v1\.0\/applications\// },
                        404,
                        "Request_ResourceNotFound",
                        "Resource does not exist.",
                    );
                    return undefined;
                },
                resources: [application({ ...acme, displayName: "Acme 2" })],
            },
            { title: "the next one refuses to make it twice", fails: true },
        ],
    },
    {
        name: "azuread-application-lost-answers",
        title: "Broken connections and expired tokens of Microsoft Graph are told at once, and a refused change keeps what was planned",
        steps: [
            {
                title: "the connection breaks",
                fails: true,
                before: (world) => {
                    world.faults.add({ service: "microsoft", method: "POST", path: /applications$/, answer: "reset" });
                    return undefined;
                },
                resources: [application(acme)],
            },
            {
                title: "the token is over",
                fails: true,
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "POST", path: /applications$/ },
                        401,
                        "InvalidAuthenticationToken",
                        "Access token has expired or is not yet valid.",
                    );
                    return undefined;
                },
            },
            { title: "it is made" },
            {
                title: "a change is refused",
                fails: true,
                before: (world) => {
                    graphRefuses(
                        world,
                        { method: "PATCH", path: /v1\.0\/applications\// },
                        400,
                        "Request_BadRequest",
                        "Property notes has an invalid value.",
                    );
                    return undefined;
                },
                resources: [application({ ...acme, notes: "Ours" })],
            },
            { title: "the same change again" },
        ],
    },
];

export function application(inputs: Inputs, options: Declared["options"] = {}): Declared {
    return { type: "azuread.Application", name: "login", inputs, options };
}

function without(inputs: Inputs, ...names: readonly string[]): Inputs {
    return Object.fromEntries(Object.entries(inputs).filter(([name]) => !names.includes(name)));
}
