import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { controlApp } from "../../../sandbox/control/control-app.ts";
import { personalAccountsTenantId } from "../../../sandbox/microsoft/account.ts";
import { startWorld, type World } from "../../../sandbox/world.ts";

const tenantId = "5d8e3b1c-2f4a-4c6e-9b7d-0a1f2c3d4e5f";
const other = "7c1d2e3f-0000-4000-8000-000000000001";
const deployer = {
    clientId: "deployer",
    clientSecret: "deployer-secret",
    objectId: "a0b1c2d3-0000-4000-8000-000000000002",
};
const existingClients = [
    { clientId: "reports", name: "Reports", clientSecret: "reports-secret", callbacks: ["https://reports.example/cb"] },
    { clientId: "bare", name: "Bare", clientSecret: "bare-secret" },
];
const proofs: unknown[] = [];

let world: World;
let app: Hono;
beforeAll(async () => {
    world = await startWorld({
        tenant: { domain: "acme.eu.auth0.com", customDomains: [], deployer, clients: existingClients },
        directory: {
            tenantId,
            domain: "acme.example",
            deployer,
            accounts: [
                { id: "1", tenantId, username: "ada@acme.example", displayName: "Ada", isAdministrator: true },
                { id: "2", tenantId: other, username: "ben@other.example", displayName: "Ben" },
                { id: "3", tenantId: personalAccountsTenantId, username: "cy@outlook.example", displayName: "Cy" },
            ],
        },
    });
    app = controlApp({
        world,
        token: "run-token",
        existingClients,
        environment: { HTTPS_PROXY: world.proxyUrl },
        workFolder: "/tmp/work",
        onProof: (result) => proofs.push(result),
    });
});
afterAll(() => world.close());

/** Status and answer to a holder of a token. */
async function ask(method: string, path: string, body?: string, token = "Bearer run-token"): Promise<unknown[]> {
    const response = await app.request(`/control/${path}`, {
        method,
        headers: token === "" ? {} : { authorization: token },
        ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return [response.status, isJson ? JSON.parse(text) : text];
}

describe("a sandbox's control", () => {
    it.each([
        ["without a token", ""],
        ["with another token", "Bearer another-token"],
        ["with a longer one that begins the same", "Bearer run-token-and-more"],
        ["with the token in another scheme", "Basic run-token"],
    ])("refuses whoever asks %s", async (_how, token) => {
        for (const path of ["environment", "people", "existing-clients", "clock", "anything"]) {
            expect(await ask("GET", path, undefined, token)).toEqual([401, ""]);
        }
        expect(await ask("PUT", "clock", '{"now":"2031-05-06T07:08:09Z"}', token)).toEqual([401, ""]);
        expect(await ask("PUT", "proof", "{}", token)).toEqual([401, ""]);
        expect(proofs).toEqual([]);
    });

    it("tells who can sign in and where from, and lets nobody keep the answer", async () => {
        expect(await ask("GET", "people")).toEqual([
            200,
            [
                {
                    id: "1",
                    username: "ada@acme.example",
                    displayName: "Ada",
                    from: "own directory",
                    isAdministrator: true,
                },
                {
                    id: "2",
                    username: "ben@other.example",
                    displayName: "Ben",
                    from: "other directory",
                    isAdministrator: false,
                },
                {
                    id: "3",
                    username: "cy@outlook.example",
                    displayName: "Cy",
                    from: "personal",
                    isAdministrator: false,
                },
            ],
        ]);
        const response = await app.request("/control/people", { headers: { authorization: "Bearer run-token" } });
        expect(response.headers.get("cache-control")).toBe("no-store");
    });

    it("tells what other teams know of their applications", async () => {
        expect(await ask("GET", "existing-clients")).toEqual([
            200,
            {
                reports: { clientSecret: "reports-secret", callbacks: ["https://reports.example/cb"] },
                bare: { clientSecret: "bare-secret", callbacks: [] },
            },
        ]);
    });

    it("tells the environment of everything that runs against it, and where the stack file is", async () => {
        expect(await ask("GET", "environment")).toEqual([
            200,
            { environment: { HTTPS_PROXY: world.proxyUrl }, workFolder: "/tmp/work" },
        ]);
    });

    it("sets the clock of both services, and tells the time", async () => {
        expect(await ask("PUT", "clock", '{"now":"2031-05-06T07:08:00.000Z"}')).toEqual([204, ""]);

        expect(world.clock.now().toISOString().slice(0, 16)).toBe("2031-05-06T07:08");
        expect(await ask("GET", "clock")).toEqual([
            200,
            { now: expect.stringMatching(/^2031-05-06T07:08:0\d\.\d{3}Z$/) as string },
        ]);
    });

    it.each([
        "",
        "no json",
        "{}",
        '{"now":"tomorrow"}',
        '{"now":"2031-05-06"}',
        '{"now":1}',
        '{"now":"2031-05-06T07:08:09Z","by":1}',
    ])("refuses to set the clock to %j and leaves it as it is", async (body) => {
        const before = world.clock.now().getTime();

        expect(await ask("PUT", "clock", body)).toEqual([400, 'expected {"now": "2026-11-25T12:00:00Z"}']);
        expect(Math.abs(world.clock.now().getTime() - before)).toBeLessThan(1000);
    });

    it("hands the last proof on", async () => {
        const rows = [{ group: "dev", claim: "it holds", outcome: "held", evidence: "200", milliseconds: 3 }];
        expect(await ask("PUT", "proof", JSON.stringify(rows))).toEqual([204, ""]);
        expect(proofs).toEqual([rows]);
    });

    it.each(["", "{", "{}", "[1]", '[{"claim":1}]', "null"])("hands on no %j for a proof", async (body) => {
        const before = proofs.length;

        expect(await ask("PUT", "proof", body)).toEqual([400, "expected the rows of a proof"]);
        expect(proofs.length).toBe(before);
    });

    it("knows no other route", async () => {
        expect(await ask("GET", "secrets")).toEqual([404, "404 Not Found"]);
    });
});
