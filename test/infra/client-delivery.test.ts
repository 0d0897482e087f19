import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deliveredValues } from "../../infra/client-delivery.ts";

const portal = { key: "portal", kind: "web", hasSecret: true } as const;

describe("what is delivered of a client", () => {
    it("is everything that a web app needs, under names that begin with its key", () => {
        expect(named(deliveredValues(portal))).toEqual({
            "portal-client-id": "AUTH0_CLIENT_ID",
            "portal-client-secret": "AUTH0_CLIENT_SECRET",
            "portal-domain": "AUTH0_DOMAIN",
            "portal-my-account-audience": "AUTH0_MY_ACCOUNT_AUDIENCE",
            "portal-connections": "AUTH0_CONNECTIONS",
            "portal-connect-scopes": "AUTH0_CONNECT_SCOPES",
        });
    });

    it("is no secret where the app signs in with a key of its own", () => {
        const secrets = deliveredValues({ ...portal, hasSecret: false }).map(({ secret }) => secret);

        expect(secrets).not.toContain("portal-client-secret");
        expect(secrets).toHaveLength(5);
    });

    it("is what the API of a single-page app needs", () => {
        expect(named(deliveredValues({ ...portal, key: "planner", kind: "spa" }))).toEqual({
            "planner-api-client-id": "AUTH0_API_CLIENT_ID",
            "planner-api-client-secret": "AUTH0_API_CLIENT_SECRET",
            "planner-api-audience": "AUTH0_AUDIENCE",
            "planner-domain": "AUTH0_DOMAIN",
            "planner-connections": "AUTH0_CONNECTIONS",
            "planner-connect-scopes": "AUTH0_CONNECT_SCOPES",
        });
    });

    it("has names that Key Vault and an environment take, each once, whatever the client's key", () => {
        const key = fc.stringMatching(/^[a-z][a-z0-9]{0,20}(-[a-z0-9]{1,20}){0,2}$/);
        fc.assert(
            fc.property(key, fc.constantFrom("web", "spa"), (name, kind) => {
                const values = deliveredValues({ key: name, kind, hasSecret: true });

                expect(new Set(values.map(({ secret }) => secret)).size).toBe(values.length);
                for (const { secret, setting } of values) {
                    expect(secret).toMatch(/^[0-9a-zA-Z-]{1,127}$/);
                    expect(setting).toMatch(/^AUTH0_[A-Z0-9_]+$/);
                }
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });
});

function named(values: ReturnType<typeof deliveredValues>): Record<string, string> {
    return Object.fromEntries(values.map(({ secret, setting }) => [secret, setting]));
}
