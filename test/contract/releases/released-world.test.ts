import { describe, expect, it } from "vitest";
import { type AskedOnce, releasedRequests, secretMark } from "../../../contract/releases/released-world.ts";

const asked: AskedOnce = {
    host: "acme.eu.auth0.com",
    method: "POST",
    path: "/api/v2/clients",
    requestBody: '{"name":"Portal"}',
    status: 201,
    responseBody: '{"client_id":"abc","client_secret":"hush"}',
};

describe("what made the world of a release", () => {
    it("has no secret: a mark stands for it, wherever it is", () => {
        const handed = { ...asked, path: "/api/v2/connections", requestBody: '{"options":{"client_secret":"hush"}}' };
        const mark = secretMark("hush");

        expect(releasedRequests([asked, handed], ["hush"])).toEqual([
            {
                host: "acme.eu.auth0.com",
                method: "POST",
                path: "/api/v2/clients",
                body: { name: "Portal" },
                answer: { client_id: "abc", client_secret: mark },
            },
            {
                host: "acme.eu.auth0.com",
                method: "POST",
                path: "/api/v2/connections",
                body: { options: { client_secret: mark } },
                answer: { client_id: "abc", client_secret: mark },
            },
        ]);
        expect(mark).toMatch(/^secret:[0-9a-f]{64}$/);
    });

    it.each<[string, Partial<AskedOnce>]>([
        ["a read", { method: "GET" }],
        ["what was refused", { status: 404 }],
        ["what was broken", { status: "reset" }],
        ["a sign-in", { path: "/oauth/token" }],
        ["a sign-in at Microsoft", { path: "/tenant/oauth2/v2.0/token" }],
    ])("leaves out %s", (_, other) => {
        expect(releasedRequests([{ ...asked, ...other }], [])).toEqual([]);
    });

    it("keeps the read that tells which id Microsoft Graph has in the directory", () => {
        const path = "/v1.0/servicePrincipals?%24filter=appId+eq+%2700000003-0000-0000-c000-000000000000%27";
        expect(releasedRequests([{ ...asked, method: "GET", path, requestBody: "" }], ["hush"])).toHaveLength(1);
    });

    it("has no body where there was none", () => {
        expect(releasedRequests([{ ...asked, method: "DELETE", requestBody: "", responseBody: "" }], [])).toEqual([
            { host: "acme.eu.auth0.com", method: "DELETE", path: "/api/v2/clients" },
        ]);
    });
});
