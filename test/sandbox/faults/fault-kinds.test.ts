import type { HttpBindings } from "@hono/node-server";
import { Hono } from "hono";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { blowOf, type FaultKindName, faultKindNames } from "../../../sandbox/faults/fault-kinds.ts";
import { Clock } from "../../../sandbox/service/clock.ts";
import { Faults } from "../../../sandbox/service/faults.ts";
import { observed } from "../../../sandbox/service/observed.ts";
import { Replicas } from "../../../sandbox/service/replicas.ts";
import { RequestLog } from "../../../sandbox/service/request-log.ts";
import { type Served, served } from "../served.ts";

const context = { clock: new Clock(), faults: new Faults(), requests: new RequestLog() };
const id = "8f14e45f-ceea-467f-a9f2-2b1d6c3e7a01";
const graph = "https://graph.microsoft.com/v1.0";
const auth0 = "https://acme-dev.eu.auth0.com/api/v2";
let service: Served;
let name = "first";

beforeAll(async () => {
    const vendor = new Hono<{ Bindings: HttpBindings }>();
    vendor.get("*", (c) => c.json({ id, displayName: name }));
    vendor.on(["POST", "PATCH", "DELETE"], "*", async (c) => {
        name = ((await c.req.json().catch(() => ({}))) as { displayName?: string }).displayName ?? "nameless";
        return c.json({ id, displayName: name }, 201);
    });
    const app = new Hono<{ Bindings: HttpBindings }>();
    // Both vendors behind one port, told apart as the services are: by what they are observed as.
    for (const [vendorName, path] of [
        ["auth0", "/api/v2/*"],
        ["auth0", "/oauth/*"],
        ["microsoft", "/v1.0/*"],
        ["microsoft", "/acme/*"],
    ] as const) {
        app.use(path, observed(vendorName, context));
    }
    app.route("/", vendor);
    service = await served(app);
});
afterAll(() => service.close());
beforeEach(() => {
    context.faults.clear();
    context.faults.replicas = new Replicas(context.clock);
    name = "first";
});

/** Lets a kind strike the next request it can happen to. */
function strikeOnce(kind: FaultKindName, times = 1): void {
    const { clock, faults } = context;
    let left = times;
    faults.source = (target) => {
        const blow = left > 0 ? blowOf(kind, target, clock, faults) : undefined;
        if (blow !== undefined) left -= 1;
        return blow;
    };
}

async function send(method: string, url: string, displayName?: string, token = "t") {
    const response = await service.fetch(url, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(displayName === undefined ? {} : { body: JSON.stringify({ displayName }) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text.startsWith("{") ? JSON.parse(text) : text };
}

describe("a fault of the kind", () => {
    it("429 names the time to wait as each vendor does", async () => {
        strikeOnce("throttled", 4);
        const [entra, login, management, token] = [
            await send("GET", `${graph}/applications/${id}`),
            await send("POST", "https://login.microsoftonline.com/acme/oauth2/v2.0/token", "x"),
            await send("GET", `${auth0}/clients`),
            await send("POST", "https://acme-dev.eu.auth0.com/oauth/token", "x"),
        ];

        expect([entra.status, entra.headers.get("retry-after"), entra.body.error.code]).toEqual([
            429,
            "1",
            "TooManyRequests",
        ]);
        expect(Object.keys(entra.body.error.innerError)).toEqual(["date", "request-id", "client-request-id"]);
        expect([login.status, login.body.error, login.body.error_codes]).toEqual([
            429,
            "temporarily_unavailable",
            [90055],
        ]);
        expect([management.status, management.headers.get("retry-after"), management.body.errorCode]).toEqual([
            429,
            "1",
            "too_many_requests",
        ]);
        expect(management.headers.get("x-ratelimit-remaining")).toBe("0");
        expect([token.status, token.body.error]).toEqual([429, "too_many_requests"]);
    });

    it.each(["500", "502", "503", "504", "408"] as const)(
        "%s is answered in each vendor's shape, and nothing is done",
        async (kind) => {
            strikeOnce(kind, 2);
            const entra = await send("PATCH", `${graph}/applications/${id}`, "second");
            const management = await send("PATCH", `${auth0}/clients/abc`, "second");

            expect([entra.status, management.status]).toEqual([Number(kind), Number(kind)]);
            expect(typeof entra.body.error.code).toBe("string");
            if (kind === "502" || kind === "504") expect(management.headers.get("content-type")).toBe("text/html");
            else expect(management.body.statusCode).toBe(Number(kind));
            expect(name).toBe("first");
        },
    );

    it("reset breaks the connection before anything is done, a lost answer after it", async () => {
        strikeOnce("reset");
        await expect(send("PATCH", `${graph}/applications/${id}`, "second")).rejects.toThrow("fetch failed");
        expect(name).toBe("first");

        strikeOnce("lost answer");
        await expect(send("PATCH", `${graph}/applications/${id}`, "second")).rejects.toThrow("fetch failed");
        expect(name).toBe("second");
    });

    it("503 afterwards does the work", async () => {
        strikeOnce("503 afterwards");

        expect((await send("PATCH", `${auth0}/clients/abc`, "second")).status).toBe(503);
        expect(name).toBe("second");
    });

    it("half answer does the work, says how long the answer is, and breaks off in the middle", async () => {
        strikeOnce("half answer");
        const response = await service.fetch(`${graph}/applications/${id}`, {
            method: "PATCH",
            body: '{"displayName":"second"}',
        });
        const whole = JSON.stringify({ id, displayName: "second" });

        expect([response.status, response.headers.get("content-length")]).toEqual([201, String(whole.length)]);
        await expect(response.text()).rejects.toThrow("terminated");
        expect(name).toBe("second");
    });

    it("slow answers late and whole", async () => {
        strikeOnce("slow");
        const start = performance.now();

        expect((await send("GET", `${graph}/applications/${id}`)).body.displayName).toBe("first");
        expect(performance.now() - start).toBeGreaterThan(1400);
    });

    it("404 and 403 of what was just made are Entra's and Auth0's, and only of single objects", async () => {
        strikeOnce("not found yet", 2);
        await send("GET", `${graph}/applications`);
        const entra = await send("GET", `${graph}/applications/${id}`);
        const management = await send("GET", `${auth0}/client-grants/cgr_1`);
        strikeOnce("forbidden yet");
        const forbidden = await send("PATCH", `${graph}/servicePrincipals/${id}`, "x");

        expect([entra.status, entra.body.error.message]).toEqual([
            404,
            `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
        ]);
        expect([management.status, management.body.errorCode]).toEqual([404, "inexistent_client_grant"]);
        expect([forbidden.status, forbidden.body.error.code]).toEqual([403, "Authorization_RequestDenied"]);
    });

    it("404 is no answer that Auth0's documents have for a deletion, but for an organization's connection", async () => {
        strikeOnce("not found yet");
        const client = await send("DELETE", `${auth0}/clients/abc`);
        const organization = await send("DELETE", `${auth0}/organizations/org_1/enabled_connections/con_1`);

        expect([client.status, organization.status]).toEqual([201, 404]);
    });

    it("stale read is what was there before the latest change, and waits until there is such a thing", async () => {
        strikeOnce("stale read", 0);
        const url = `${graph}/applications/${id}`;
        context.faults.add({ path: /./, method: "GET", times: 2, answer: "former", kind: "stale read" });
        await send("GET", url);
        await send("GET", url);
        await send("PATCH", url, "second");
        const reads = [await send("GET", url), await send("GET", url), await send("GET", url)];

        expect(reads.map(({ body }) => body.displayName)).toEqual(["first", "first", "second"]);
    });

    it("409 Error_MsaAppDoesNotExist and 400 for the app registration strike where Microsoft says them", async () => {
        strikeOnce("Error_MsaAppDoesNotExist");
        await send("GET", `${graph}/applications/${id}`);
        const msa = await send("POST", `${graph}/applications/${id}/addPassword`, "x");
        strikeOnce("no backing application yet");
        await send("POST", `${graph}/applications`, "x");
        const backing = await send("POST", `${graph}/servicePrincipals`, "x");

        expect([msa.status, msa.body.error.code]).toEqual([409, "Error_MsaAppDoesNotExist"]);
        expect([backing.status, backing.body.error.message]).toEqual([
            400,
            expect.stringMatching(
                /^The appId '\S+' of the service principal does not reference a valid application object\.$/,
            ),
        ]);
    });

    it("expired token refuses that token from then on, and no other", async () => {
        strikeOnce("expired token");
        const url = `${graph}/applications/${id}`;
        const answers = [await send("GET", url), await send("GET", url), await send("GET", url, undefined, "new")];
        strikeOnce("expired token");
        const management = await send("GET", `${auth0}/clients`, undefined, "other");

        expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
        expect(answers[0]?.body.error.message).toBe("Lifetime validation failed, the token is expired.");
        expect([management.status, management.body.message]).toEqual([
            401,
            "Expired token received for JSON Web Token validation",
        ]);
    });

    it("any name is told with the request it struck", async () => {
        const told: string[] = [];
        context.faults.onStruck = ({ kind, method, path, service: vendor }) =>
            told.push(`${vendor} ${method} ${path} ${kind}`);
        for (const kind of faultKindNames.filter((kind) => kind !== "stale read" && kind !== "slow")) {
            strikeOnce(kind);
            for (const request of ["POST /applications/1/addPassword", "POST /servicePrincipals"]) {
                const [method = "", path = ""] = request.split(" ");
                await send(method, `${graph}${path}`, "x").catch(() => undefined);
            }
        }
        context.faults.onStruck = () => {};

        expect(told).toHaveLength(faultKindNames.length - 2);
        expect(told).toContain("microsoft POST /v1.0/applications/1/addPassword throttled");
    });
});
