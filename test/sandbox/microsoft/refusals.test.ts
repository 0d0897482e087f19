import { request } from "node:https";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
    answer,
    createApplication,
    deployerForm,
    guid,
    type Microsoft,
    refusal,
    startMicrosoft,
    tenantId,
} from "./microsoft-fixture.ts";

let microsoft: Microsoft;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

describe("what the sandbox does not serve", () => {
    it.each([
        ["GET", "https://graph.microsoft.com/v1.0/me/contacts"],
        ["PUT", "https://graph.microsoft.com/v1.0/applications"],
        ["GET", "https://graph.microsoft.com/v2.0/applications"],
        ["POST", "https://login.microsoftonline.com/common/oauth2/v2.0/devicecode"],
        ["GET", "https://management.azure.com/subscriptions"],
    ])("is named by %s %s, and logged", async (method, url) => {
        const mark = microsoft.requests.mark();
        const reply = await answer(await microsoft.fetch(url, { method }));
        const { pathname: path } = new URL(url);
        expect(reply).toEqual(refusal(501, "NotImplemented", `${method} ${path} is not part of the sandbox.`));
        expect(microsoft.requests.since(mark)).toEqual([{ service: "microsoft", method, path, status: 501 }]);
    });
});

it("knows no query options for changes, and changes nothing where one is given", async () => {
    const before = microsoft.directory.applications.size;
    expect(await microsoft.graph("POST", "/v1.0/applications?$select=id", { displayName: "x" })).toEqual(
        refusal(501, "NotImplemented", "Query option $select is not part of the sandbox."),
    );
    expect(microsoft.directory.applications.size).toBe(before);
});

describe("a body", () => {
    const unreadable =
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.";

    it.each([
        ["{", unreadable],
        ["[]", unreadable],
        ['"name"', unreadable],
        ["null", unreadable],
        [`${'{"web":'.repeat(5000)}1${"}".repeat(5000)}`, unreadable],
        ["", "Empty Payload. JSON content expected."],
    ])("is refused that is %s", async (body, message) => {
        expect(await microsoft.graph("POST", "/v1.0/applications", body)).toEqual(refusal(400, "BadRequest", message));
    });

    it("does not reach into the sandbox", async () => {
        const body = '{"displayName":"x","web":{"__proto__":{"polluted":true}}}';
        expect(await microsoft.graph("POST", "/v1.0/applications", body)).toEqual(
            refusal(400, "Request_BadRequest", "Invalid property '__proto__'."),
        );
        expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
    });

    it("is at most 1 MB", async () => {
        const path = "/v1.0/applications";
        const notes = "x".repeat(1024 * 1024);
        expect(await microsoft.graph("POST", path, { displayName: "Large", notes })).toEqual(
            refusal(413, "RequestEntityTooLarge", "The request body is larger than 1 MB."),
        );
        const fits = { displayName: "Large", notes: notes.slice(100) };
        expect((await microsoft.graph("POST", path, fits)).status).toBe(201);
    });

    it("is at most 1 MB where the client says its length too", async () => {
        expect(await statusOfPost({ displayName: "Large", notes: "x".repeat(2 * 1024 * 1024) })).toBe(413);
        expect(await statusOfPost({ displayName: "Small" })).toBe(201);
    });

    it("of any JSON at all is answered, and never with a failure of the sandbox", async () => {
        const { id } = await createApplication(microsoft);
        const routes = [
            ["POST", "/v1.0/applications"],
            ["PATCH", `/v1.0/applications/${id}`],
            ["POST", `/v1.0/applications/${id}/addPassword`],
            ["POST", `/v1.0/applications/${id}/removePassword`],
            ["POST", `/v1.0/applications/${id}/owners/$ref`],
            ["POST", `/v1.0/applications/${id}/federatedIdentityCredentials`],
            ["POST", "/v1.0/servicePrincipals"],
            ["POST", "/v1.0/oauth2PermissionGrants"],
        ] as const;
        const names = ["displayName", "web", "api", "appId", "passwordCredential", "keyId", "@odata.id", "@odata.type"];
        const key = fc.oneof(fc.constantFrom(...names), fc.string());
        const body = fc.oneof(fc.jsonValue(), fc.dictionary(key, fc.jsonValue()));
        await fc.assert(
            fc.asyncProperty(fc.constantFrom(...routes), body, async ([method, path], value) => {
                const { status } = await microsoft.graph(method, path, JSON.stringify(value));
                expect([200, 201, 204, 400, 403, 404, 409, 501]).toContain(status);
            }),
            { numRuns: 150 },
        );
    });
});

it("says who refused and when, and repeats the caller's client-request-id", async () => {
    const clientRequestId = "3c1a2b6e-0000-4000-8000-000000000000";
    const reply = await microsoft.fetch("https://graph.microsoft.com/v1.0/applications", {
        headers: { "client-request-id": clientRequestId },
    });
    const requestId = reply.headers.get("request-id");
    expect(requestId).toMatch(guid);
    expect(reply.headers.get("client-request-id")).toBe(clientRequestId);
    expect((await answer(reply)).body.error.innerError).toEqual({
        date: "2026-11-23T08:00:00",
        "request-id": requestId,
        "client-request-id": clientRequestId,
    });
});

it("answers with Graph's content type, at a name with a port or without", async () => {
    const { access_token } = (await microsoft.token(deployerForm)).body;
    const reply = await microsoft.fetch("https://graph.microsoft.com:8443/v1.0/applications?$top=1", {
        headers: { authorization: `Bearer ${access_token}` },
    });
    expect(reply.headers.get("content-type")).toBe(
        "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8",
    );
    const { body } = await answer(reply);
    expect(body["@odata.context"]).toBe("https://graph.microsoft.com/v1.0/$metadata#applications");
    expect(body["@odata.nextLink"]).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/applications\?/);
});

it("answers as a fault says, once the work is done or instead of it", async () => {
    const { applications } = microsoft.directory;
    const busy = () => Response.json({ error: { code: "TooManyRequests" } }, { status: 429 });
    const fault = { service: "microsoft", method: "POST", path: /^\/v1\.0\/applications$/, answer: busy };
    const before = applications.size;
    microsoft.faults.add(fault);
    expect((await microsoft.graph("POST", "/v1.0/applications", { displayName: "Not made" })).status).toBe(429);
    expect(applications.size).toBe(before);
    microsoft.faults.add({ ...fault, afterwards: true });
    expect((await microsoft.graph("POST", "/v1.0/applications", { displayName: "Made" })).status).toBe(429);
    expect(applications.size).toBe(before + 1);
});

it("keeps secrets and tokens out of its request log", async () => {
    const mark = microsoft.requests.mark();
    await microsoft.token(deployerForm);
    expect(microsoft.requests.since(mark)).toEqual([
        { service: "microsoft", method: "POST", path: `/${tenantId}/oauth2/v2.0/token`, status: 200 },
    ]);
});

/** Posts an app registration with Node's own client, which says the length of what it sends. */
async function statusOfPost(application: object): Promise<number | undefined> {
    const { access_token } = (await microsoft.token(deployerForm)).body;
    const body = JSON.stringify(application);
    const { promise, reject, resolve } = Promise.withResolvers<number | undefined>();
    request(
        {
            host: "127.0.0.1",
            port: microsoft.port,
            servername: "graph.microsoft.com",
            ca: microsoft.caPem,
            method: "POST",
            path: "/v1.0/applications",
            headers: {
                authorization: `Bearer ${access_token}`,
                "content-length": Buffer.byteLength(body),
                "content-type": "application/json",
                host: "graph.microsoft.com",
            },
        },
        (response) => {
            response.resume();
            resolve(response.statusCode);
        },
    )
        .on("error", reject)
        .end(body);
    return promise;
}
