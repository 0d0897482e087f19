import { SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { managementScopes } from "../../../sandbox/auth0/management-scopes.ts";
import { routes } from "../../../sandbox/auth0/routes.ts";
import { type Auth0, customDomain, deployer, domain, managementApi, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0({ customDomains: [{ domain: customDomain, status: "ready" }] });
});
afterAll(() => auth0.close());

const get = (authorization?: string, host = domain) =>
    auth0.send(`https://${host}/api/v2/tenants/settings`, authorization ? { headers: { authorization } } : {});

async function signed(claims: Record<string, unknown>): Promise<string> {
    const { privateKey, kid } = await auth0.tenant.signingKey.ready();
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: `https://${domain}/`, aud: managementApi, exp: now + 60, ...claims };
    return new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
}

describe("a request to the Management API", () => {
    it("is refused without a token", async () => {
        const { status, body } = await get();
        expect([status, body]).toEqual([
            401,
            { statusCode: 401, error: "Unauthorized", message: "Missing authentication" },
        ]);
    });

    it("is refused with a token that is no JWT, in the shape users report", async () => {
        const { status, body } = await get("Bearer opaque");
        expect([status, body]).toEqual([
            400,
            {
                statusCode: 400,
                error: "Bad Request",
                message: "Bad HTTP authentication header format",
                errorCode: "Bearer",
            },
        ]);
    });

    it("is refused with a token that was tampered with", async () => {
        const [head, , signature] = (await auth0.token()).split(".");
        const payload = Buffer.from(JSON.stringify({ aud: managementApi, exp: 9e9 })).toString("base64url");
        const { status, body } = await get(`Bearer ${head}.${payload}.${signature}`);
        const message = "Invalid signature received for JSON Web Token validation";
        expect([status, body]).toEqual([
            401,
            { statusCode: 401, error: "Unauthorized", message, attributes: { error: message } },
        ]);
    });

    it.each([
        ["another audience", { aud: "https://api.example.com" }, "Bad audience: https://api.example.com"],
        ["another issuer", { iss: "https://other.eu.auth0.com/" }, "Invalid token"],
        ["no end", { exp: undefined }, "Invalid token"],
    ])("is refused with a token for %s", async (_what, claims, message) => {
        const { status, body } = await get(`Bearer ${await signed(claims)}`);
        expect([status, body.message]).toEqual([401, message]);
    });

    it("is refused with a token that has expired by the sandbox's clock", async () => {
        const token = await auth0.token(["read:tenant_settings"]);
        expect((await get(`Bearer ${token}`)).status).toBe(200);
        auth0.context.clock.advance(86_401_000);
        const { status, body } = await get(`Bearer ${token}`);
        auth0.context.clock.advance(-86_401_000);
        expect([status, body.message]).toEqual([401, "Expired token received for JSON Web Token validation"]);
    });

    it("goes to the domain that issued its token, and to no other", async () => {
        const token = await auth0.token();
        expect((await get(`Bearer ${token}`, customDomain)).body.message).toBe("Invalid token");

        const { body } = await auth0.send(`https://${customDomain}/oauth/token`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({
                grant_type: "client_credentials",
                client_id: deployer.clientId,
                client_secret: deployer.clientSecret,
                audience: managementApi,
            }),
        });
        expect((await get(`Bearer ${body.access_token}`, customDomain)).status).toBe(200);
    });

    it("is refused without one of the scopes of its route", async () => {
        const { status, body } = await auth0.call("PATCH", "/connections/con_x", {}, ["read:connections"]);
        expect([status, body]).toEqual([
            403,
            {
                statusCode: 403,
                error: "Forbidden",
                message: "Insufficient scope, expected any of: update:connections",
                errorCode: "insufficient_scope",
            },
        ]);
    });
});

describe("scopes", () => {
    it("open every route, each with those of its own and with no others", async () => {
        const replies = await Promise.all(
            routes.map(async ({ method, path, scopes }) => {
                const url = path.replace("/api/v2", "").replaceAll(/\{\w+\}/g, "none");
                const others = managementScopes.filter((scope) => !scopes.includes(scope));
                const body = method === "POST" || method === "PATCH" ? {} : undefined;
                return [
                    (await auth0.call(method, url, body, others)).status,
                    (await auth0.call(method, url, body, scopes)).status,
                ];
            }),
        );
        expect(replies.map(([refused]) => refused)).toEqual(routes.map(() => 403));
        expect(replies.filter(([, opened]) => opened === 403 || opened === 401)).toEqual([]);
    });

    it("are those that Auth0's reference names for the deployer's everyday work", () => {
        const scopesOf = (method: string, path: string) =>
            routes.find((route) => route.method === method && route.path === `/api/v2${path}`)?.scopes;
        expect(scopesOf("POST", "/client-grants")).toEqual(["create:client_grants"]);
        expect(scopesOf("PATCH", "/connections/{id}/clients")).toEqual(["update:connections"]);
        expect(scopesOf("GET", "/clients/{client_id}/credentials")).toEqual(["read:client_credentials"]);
    });
});

describe("every reply", () => {
    it.each([
        ["a success", () => auth0.call("GET", "/tenants/settings")],
        ["a refusal", () => get()],
        ["a route that is not served", () => auth0.call("GET", "/rules")],
        ["a token", () => auth0.send(`https://${domain}/oauth/token`, { method: "POST" })],
    ])("carries rate-limit headers: %s", async (_what, ask) => {
        const { headers } = await ask();
        expect(headers.get("x-ratelimit-limit")).toBe("1000");
        expect(Number(headers.get("x-ratelimit-remaining"))).toBeGreaterThan(0);
        const seconds = Math.floor(auth0.context.clock.now().getTime() / 1000);
        expect(Number(headers.get("x-ratelimit-reset")) - seconds).toBeLessThanOrEqual(1);
    });

    it("is in the request log, without what was said", async () => {
        const mark = auth0.context.requests.mark();
        await auth0.call("GET", "/connections?name=x");
        expect(auth0.context.requests.since(mark)).toEqual([
            { service: "auth0", method: "GET", path: "/api/v2/connections", status: 200 },
        ]);
    });
});
