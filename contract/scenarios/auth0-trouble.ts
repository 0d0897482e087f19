import { emptySeed } from "../empty-seed.ts";
import type { Declared, Scenario } from "../scenario.ts";
import { auth0Refuses, breaks } from "./faults.ts";

const connection = (displayName: string): Declared => ({
    type: "auth0.Connection",
    name: "microsoft",
    inputs: {
        name: "microsoft",
        strategy: "windowslive",
        displayName,
        options: { clientId: "00000000-aaaa-4bbb-8ccc-000000000001" },
    },
});
const many = { method: "POST", path: /\/api\/v2\/connections$/ } as const;
const one = { method: "PATCH", path: /connections\/con_/ } as const;
const read = { method: "GET", path: /connections\/con_/ } as const;

export const auth0TroubleScenarios: readonly Scenario[] = [
    {
        name: "auth0-waited-out",
        title: "Rate limits and short failures of Auth0 are waited out",
        steps: [
            {
                title: "429 twice, then 503 once",
                resources: [connection("a")],
                before: (world) => {
                    auth0Refuses(
                        world,
                        { ...many, times: 2 },
                        429,
                        "Global limit has been reached",
                        "too_many_requests",
                    );
                    auth0Refuses(world, many, 503, "Service unavailable", "service_unavailable");
                    return undefined;
                },
            },
            {
                title: "500 twice on a change",
                resources: [connection("b")],
                before: (world) => {
                    auth0Refuses(world, { ...one, times: 2 }, 500, "Internal server error", "internal_error");
                    return undefined;
                },
            },
            {
                title: "502 and 504 on a read",
                operation: "refresh",
                before: (world) => {
                    auth0Refuses(world, read, 502, "Bad gateway", "bad_gateway");
                    auth0Refuses(world, read, 504, "Gateway timeout", "gateway_timeout");
                    return undefined;
                },
            },
            {
                title: "the connection breaks once",
                resources: [connection("c")],
                before: (world) => {
                    breaks(world, "auth0", one);
                    return undefined;
                },
            },
        ],
    },
    {
        name: "auth0-lost-for-good",
        title: "Failures of Auth0 that go on are told after four tries, and an answer lost after the work makes the name taken",
        steps: [
            {
                title: "500 for ever",
                fails: true,
                resources: [connection("a")],
                before: (world) => {
                    auth0Refuses(world, { ...many, times: 4 }, 500, "Internal server error", "internal_error");
                    return undefined;
                },
            },
            {
                title: "the answer is lost after the work",
                fails: true,
                before: (world) => {
                    breaks(world, "auth0", { ...many, afterwards: true });
                    return undefined;
                },
            },
        ],
    },
    {
        name: "auth0-token-refused",
        title: "Auth0 refuses the deployer's credentials, and knows no such tenant",
        seed: {
            ...emptySeed,
            tenant: { ...emptySeed.tenant, deployer: { ...emptySeed.tenant.deployer, scopes: ["read:clients"] } },
        },
        steps: [
            {
                title: "a wrong secret",
                fails: true,
                resources: [connection("a")],
                before: (world) => {
                    const deployer = world.tenant.clients.get("sandbox-deployer");
                    if (deployer !== undefined)
                        world.tenant.clients.set("sandbox-deployer", { ...deployer, client_secret: "another" });
                    return undefined;
                },
            },
            {
                title: "scopes are missing",
                fails: true,
                before: (world) => {
                    const deployer = world.tenant.clients.get("sandbox-deployer");
                    if (deployer !== undefined)
                        world.tenant.clients.set("sandbox-deployer", {
                            ...deployer,
                            client_secret: emptySeed.tenant.deployer.clientSecret,
                        });
                    return undefined;
                },
            },
            {
                title: "a token that is over",
                fails: true,
                before: (world) => {
                    auth0Refuses(
                        world,
                        many,
                        401,
                        "Expired token received for JSON Web Token validation",
                        "invalid_token",
                    );
                    return undefined;
                },
            },
        ],
    },
    {
        name: "auth0-settings",
        title: "The provider's settings stand in the stack's configuration, some of them missing",
        settings: {
            "auth0:domain": "acme-dev.eu.auth0.com",
            "auth0:clientId": "sandbox-deployer",
            "auth0:clientSecret": "not-a-secret-of-the-auth0-deployer",
        },
        steps: [{ title: "a connection is made", resources: [connection("a")] }, { title: "nothing has changed" }],
    },
];
