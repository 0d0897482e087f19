import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auth0, domain, startAuth0 } from "./auth0-fixture.ts";

const acme = { id: "org_acme", name: "acme" };

let auth0: Auth0;
let waad: string;
let windowslive: string;
beforeAll(async () => {
    auth0 = await startAuth0({ organizations: [acme] });
    const create = async (name: string, strategy: "waad" | "windowslive") =>
        (await auth0.sdk.connections.create({ name, strategy, options: { client_id: "a", client_secret: "b" } })).id ??
        "";
    waad = await create("entra", "waad");
    windowslive = await create("microsoft", "windowslive");
});
afterAll(() => auth0.close());

async function raw(method: string, path: string, body: string, contentType = "application/json") {
    return auth0.send(`https://${domain}/api/v2${path}`, {
        method,
        headers: { authorization: `Bearer ${await auth0.token()}`, "content-type": contentType },
        body,
    });
}

describe("what is not served", () => {
    it.each([
        ["GET", "/rules"],
        ["PUT", "/connections/con_x"],
        ["DELETE", "/connections"],
        ["GET", "/connections/"],
        ["GET", "/users/auth0%7Cabc/sessions"],
    ])("is a 501 that names it: %s %s", async (method, path) => {
        const { status, body } = await auth0.call(method, path);
        expect([status, body]).toEqual([
            501,
            {
                statusCode: 501,
                error: "Not Implemented",
                message: `the sandbox does not serve ${method} /api/v2${path}`,
            },
        ]);
    });

    it("is a 501 beside the Management API too", async () => {
        const { status, body } = await auth0.send(`https://${domain}/samlp/metadata`);
        expect([status, body.message]).toEqual([501, "the sandbox does not serve GET /samlp/metadata"]);
    });

    it("is a 404 for a host that is not the tenant's", async () => {
        const { status, body } = await auth0.send("https://other.eu.auth0.com/api/v2/connections");
        expect([status, body.message]).toEqual([
            404,
            "no tenant and no verified custom domain answers to other.eu.auth0.com",
        ]);
    });
});

it("answers to the tenant's name, whatever its case and the port beside it", async () => {
    const headers = { host: "ACME-dev.eu.auth0.com:8443" };
    const { status } = await auth0.app.request("https://x/.well-known/openid-configuration", { headers });
    expect(status).toBe(200);
});

describe("a body", () => {
    it.each([
        ["malformed", "{", 400, "Invalid request payload JSON format"],
        ["empty", "", 400, "Payload validation error: 'Expected type object but found type null'."],
        ["no object", "[]", 400, "Payload validation error: 'Expected type object but found type array'."],
    ])("that is %s is refused", async (_what, body, status, message) => {
        const reply = await raw("POST", "/clients", body);
        expect([reply.status, reply.body.message]).toEqual([status, message]);
    });

    it("that is not JSON is refused by its type", async () => {
        const reply = await raw("POST", "/clients", "name=x", "text/plain");
        expect([reply.status, reply.body]).toEqual([
            415,
            { statusCode: 415, error: "Unsupported Media Type", message: "Unsupported Media Type" },
        ]);
    });

    it("over a megabyte is refused, with and without a length", async () => {
        const large = JSON.stringify({ name: "x".repeat(1024 * 1024) });
        const refusal = {
            statusCode: 413,
            error: "Request Entity Too Large",
            message: "Payload content length greater than maximum allowed: 1048576",
        };
        expect(await raw("POST", "/clients", large)).toMatchObject({ status: 413, body: refusal });
        const stream = new Blob([large]).stream();
        const token = await auth0.token();
        const reply = await auth0.send(`https://${domain}/api/v2/clients`, {
            method: "POST",
            headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
            body: stream,
            duplex: "half",
        } as RequestInit);
        expect(reply).toMatchObject({ status: 413, body: refusal });
    });

    it("with keys that only look like JavaScript's own is refused as any other", async () => {
        for (const key of ["__proto__", "constructor", "toString"]) {
            const reply = await raw("POST", "/clients", `{"name":"x","${key}":{}}`);
            expect(reply.body.message).toBe(`Payload validation error: 'Additional properties not allowed: ${key}'.`);
        }
    });
});

describe("a key that Auth0 does not know", () => {
    const strange = fc.stringMatching(/^zz_[a-z]{1,8}$/);
    const inBodies: [string, (key: string) => Promise<{ status: number; body: { message: string } }>, string][] = [
        [
            "POST /connections",
            (key) => auth0.call("POST", "/connections", { name: "x", strategy: "waad", [key]: 1 }),
            "",
        ],
        ["PATCH /connections", (key) => auth0.call("PATCH", `/connections/${waad}`, { [key]: 1 }), ""],
        [
            "options of windowslive",
            (key) => auth0.call("PATCH", `/connections/${windowslive}`, { options: { [key]: true } }),
            " on property options",
        ],
        [
            "options of waad",
            (key) => auth0.call("PATCH", `/connections/${waad}`, { options: { client_id: "a", [key]: true } }),
            " on property options",
        ],
        [
            "connected_accounts",
            (key) => auth0.call("PATCH", `/connections/${waad}`, { connected_accounts: { active: true, [key]: 1 } }),
            " on property connected_accounts",
        ],
        ["POST /clients", (key) => auth0.call("POST", "/clients", { name: "x", [key]: 1 }), ""],
        [
            "jwt_configuration",
            (key) => auth0.call("POST", "/clients", { name: "x", jwt_configuration: { [key]: 1 } }),
            " on property jwt_configuration",
        ],
        ["POST /client-grants", (key) => auth0.call("POST", "/client-grants", { audience: "x", [key]: 1 }), ""],
        ["POST /resource-servers", (key) => auth0.call("POST", "/resource-servers", { identifier: "x", [key]: 1 }), ""],
        [
            "subject_type_authorization",
            (key) =>
                auth0.call("POST", "/resource-servers", {
                    identifier: "x",
                    subject_type_authorization: { user: { [key]: 1 } },
                }),
            " on property subject_type_authorization.user",
        ],
        [
            "POST /organizations/{id}/connections",
            (key) => auth0.call("POST", `/organizations/${acme.id}/connections`, { connection_id: "x", [key]: 1 }),
            "",
        ],
    ];

    it.each(inBodies)("is refused in %s, by name", async (_where, send, place) => {
        await fc.assert(
            fc.asyncProperty(strange, async (key) => {
                const { status, body } = await send(key);
                expect([status, body.message]).toEqual([
                    400,
                    `Payload validation error: 'Additional properties not allowed: ${key}'${place}.`,
                ]);
            }),
            { numRuns: 5 },
        );
    });

    it("is refused in a query, and so is a value out of range", async () => {
        expect(await auth0.call("GET", "/connections?nam=x")).toMatchObject({
            status: 400,
            body: {
                message: "Query validation error: 'Additional properties not allowed: nam'.",
                errorCode: "invalid_query_string",
            },
        });
        const message = async (query: string) => (await auth0.call("GET", `/connections?${query}`)).body.message;
        expect(await message("take=101")).toBe(
            "Query validation error: 'Value 101 is greater than maximum 100' on property take.",
        );
        expect(await message("per_page=0")).toBe(
            "Query validation error: 'Value 0 is less than minimum 1' on property per_page.",
        );
        expect(await message("page=x")).toBe(
            "Query validation error: 'Expected type integer but found type string' on property page.",
        );
        expect(await message("include_totals=yes")).toBe(
            "Query validation error: 'Expected type boolean but found type string' on property include_totals.",
        );
    });
});

describe("never an error of its own", () => {
    const options = {
        client_id: "a",
        client_secret: "b",
        strategy_version: 2,
        upstream_params: { x: { alias: "prompt" } },
    };
    const bodies: [string, string, object][] = [
        ["POST", "/connections", { name: "fuzz", strategy: "windowslive", options, realms: ["x"], metadata: {} }],
        ["PATCH", "/connections/{waad}", { options, display_name: "x", authentication: { active: true } }],
        ["PATCH", "/connections/{waad}/clients", [{ client_id: "x", status: true }]],
        ["POST", "/clients", { name: "fuzz", grant_types: [], refresh_token: null, client_metadata: {}, addons: {} }],
        ["POST", "/clients/x/credentials", { credential_type: "public_key", pem: "x", expires_at: "x" }],
        ["POST", "/client-grants", { client_id: "x", audience: "x", scope: [], subject_type: "user" }],
        ["POST", "/resource-servers", { identifier: "x", scopes: [], authorization_details: [], signing_alg: "RS256" }],
        ["POST", "/organizations/org_acme/connections", { connection_id: "x", is_enabled: true }],
    ];

    async function statusOf(method: string, path: string, body: unknown): Promise<number> {
        const { status } = await auth0.app.request(`https://${domain}/api/v2${path.replace("{waad}", waad)}`, {
            method,
            headers: {
                host: domain,
                authorization: `Bearer ${await auth0.token()}`,
                "content-type": "application/json",
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return status;
    }

    it.each(bodies)("whatever one key of %s %s is", async (method, path, body) => {
        const change = fc.tuple(fc.constantFrom(...Object.keys(body)), fc.jsonValue({ maxDepth: 2 }));
        await fc.assert(
            fc.asyncProperty(change, async ([key, value]) => {
                const changed = Array.isArray(body) ? value : { ...body, [key]: value };
                expect(await statusOf(method, path, changed)).not.toBe(500);
            }),
            { numRuns: 30 },
        );
    });

    it.each([
        "/connections/%zz",
        "/resource-servers/%25%32%66",
        "/clients/%00",
        "//",
        "/%2e%2e/x",
        "/clients/a/b/c/d/e",
    ])("whatever the path is: %s", async (path) => {
        expect([404, 501]).toContain(await statusOf("GET", path, undefined));
    });

    it("however deep a body is", async () => {
        const deep = `{"name":"x","addons":{"samlp":${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}}}`;
        expect(await raw("POST", "/clients", deep)).toMatchObject({
            status: 400,
            body: {
                message: "Payload validation error: 'Nested too deep, maximum 100' on property addons.samlp.a.",
            },
        });
    });
});
