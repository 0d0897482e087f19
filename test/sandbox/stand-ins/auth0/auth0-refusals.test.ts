import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CallError, secret } from "../provider-process.ts";
import { domain, type StandInWorld, startStandIn } from "../stand-in-world.ts";

const connection = "auth0:index/connection:Connection";
const given = {
    name: "ms",
    strategy: "windowslive",
    connectedAccounts: { active: false },
    options: { clientId: "id", clientSecret: secret("s3cret"), strategyVersion: 2, scopes: ["signin"] },
};

let sandbox: StandInWorld;

beforeAll(async () => {
    sandbox = await startStandIn("auth0");
});

afterEach(() => sandbox.world.faults.clear());

afterAll(() => sandbox.close());

function strike(
    method: string,
    times: number,
    status: number,
    body: object,
    headers: Record<string, string> = {},
): void {
    sandbox.world.faults.add({
        service: "auth0",
        method,
        path: /^\/api\/v2\/connections/,
        times,
        answer: () => Response.json(body, { status, headers }),
    });
}

async function create(name: string) {
    const { inputs } = await sandbox.provider.check(connection, "it", { ...given, name });
    return { inputs, ...(await sandbox.provider.create(connection, inputs)) };
}

describe("a refusal of Auth0", () => {
    it("is told in Auth0's words, without a stack trace", async () => {
        await create("taken");
        const error = await create("taken").catch((failure: unknown) => failure as CallError);

        expect(error).toBeInstanceOf(CallError);
        expect((error as CallError).message).toBe(
            "1 error occurred:\n\t* 409 Conflict: A connection with the same name already exists\n\n",
        );
        expect((error as CallError).halfDone).toBeUndefined();
    });

    it("of a change keeps the planned state, as the real provider does, with its secrets marked", async () => {
        const { id, state } = await create("half");
        const { inputs } = await sandbox.provider.check(connection, "it", {
            ...given,
            name: "half",
            connectedAccounts: { active: true },
        });
        strike("PATCH", 1, 400, { statusCode: 400, error: "Bad Request", message: "no", errorCode: "invalid_body" });
        const error = await sandbox.provider
            .update(connection, id, state, inputs)
            .catch((failure: unknown) => failure as CallError);

        expect(error).toBeInstanceOf(CallError);
        const { message, halfDone } = error as CallError;
        expect(message).toMatch(/^updating urn:.*: 1 error occurred:\n\t\* 400 Bad Request: no\n\n$/);
        expect(halfDone).toMatchObject({
            id,
            properties: { connectedAccounts: { active: true }, options: { clientSecret: secret("s3cret") } },
            reasons: [message],
        });
    });

    it("after the thing was made keeps it", async () => {
        strike("GET", 1, 403, { statusCode: 403, error: "Forbidden", message: "Insufficient scope" });
        const error = (await create("kept").catch((failure: unknown) => failure)) as CallError;

        expect(error.message).toMatch(
            /^creating urn:.*: 1 error occurred:\n\t\* 403 Forbidden: Insufficient scope\n\n$/,
        );
        const [id] = [...sandbox.world.tenant.connections.values()]
            .filter(({ name }) => name === "kept")
            .map(({ id }) => id);
        expect(error.halfDone?.id).toBe(id);
    });

    it("that says the thing is gone forgets it", async () => {
        const { id, state, inputs } = await create("gone");
        sandbox.world.tenant.connections.delete(id);

        await expect(sandbox.provider.update(connection, id, state, { ...inputs, displayName: "x" })).rejects.toThrow(
            "Resource provider reported that the resource did not exist while updating urn:",
        );
        await sandbox.provider.delete(connection, id, state);
    });

    it("is a server's failure only after three more tries", async () => {
        strike("POST", 3, 503, {});
        expect((await create("tried")).id).toMatch(/^con_/);

        const mark = sandbox.world.requests.mark();
        strike("POST", 4, 500, { statusCode: 500, error: "Internal Server Error", message: "oops" });
        await expect(create("failed")).rejects.toThrow("500 Internal Server Error: oops");
        expect(sandbox.calls(mark)).toEqual(Array(4).fill("POST /api/v2/connections 500"));
    });

    it("that is a rate limit is waited out, as long as it says", async () => {
        const reset = Math.floor(Date.now() / 1000) + 2;
        strike("POST", 1, 429, { statusCode: 429 }, { "x-ratelimit-reset": String(reset) });
        await create("limited");

        expect(Date.now()).toBeGreaterThanOrEqual(reset * 1000);
    });

    it("is tried again when the connection breaks, and told when it goes on", async () => {
        const reset = { service: "auth0", method: "POST", path: /^\/api\/v2\/connections/, answer: "reset" } as const;
        sandbox.world.faults.add(reset);
        expect((await create("broken")).id).toMatch(/^con_/);

        sandbox.world.faults.add({ ...reset, times: 100 });
        await expect(create("lost")).rejects.toThrow(
            `1 error occurred:\n\t* failed to send the request: Post "https://${domain}/api/v2/connections": `,
        );
    });

    it("that breaks off in the middle is not asked for again, though its work is done", async () => {
        const path = /^\/api\/v2\/connections$/;
        const mark = sandbox.world.requests.mark();
        sandbox.world.faults.add({ service: "auth0", method: "POST", path, answer: "half" });

        await expect(create("cut")).rejects.toThrow("* failed to read the response body: unexpected EOF");
        expect(sandbox.world.requests.since(mark).filter(({ method }) => method === "POST")).toHaveLength(1);
        expect([...sandbox.world.tenant.connections.values()].map(({ name }) => name)).toContain("cut");
    });

    it("of the credentials is told in OAuth's words, after both ways to send them", async () => {
        const { world, provider } = sandbox;
        const refused = world.requests.mark();
        await provider.configure({ clientSecret: "wrong" });
        await expect(provider.invoke("auth0:index/getTenant:getTenant", {})).rejects.toThrow(
            /failed to send the request: Get "https:.*": oauth2: "access_denied" "Unauthorized"/,
        );
        expect(world.requests.since(refused).map(({ path, status }) => `${path} ${status}`)).toEqual([
            "/oauth/token 401",
            "/oauth/token 401",
        ]);
        await provider.configure();
        await expect(provider.invoke("auth0:index/getTenant:getTenant", {})).resolves.toMatchObject({ failures: [] });
    });
});
