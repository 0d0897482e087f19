import { request as httpRequest } from "node:http";
import { parse } from "node-html-parser";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { ProofRow } from "../../../sandbox/page/page.ts";
import { type ServedPage, startPage } from "./page-fixture.ts";

let page: ServedPage;
let proof: ProofRow[] | undefined;
beforeAll(async () => {
    page = await startPage({ proof: () => proof });
});
afterAll(() => page.close());
afterEach(() => {
    proof = undefined;
});

async function overview() {
    const { text } = await page.browser().get(`${page.origin}/`);
    return parse(text);
}

function words(text: string | undefined): string {
    return (text ?? "").replace(/\s+/g, " ").trim();
}

/** A request that no browser's `fetch` would let a page send. */
function raw(path: string, headers: Record<string, string>, method = "GET"): Promise<number> {
    const { hostname, port } = new URL(page.origin);
    return new Promise((resolve, reject) => {
        httpRequest({ hostname, port, path, method, headers }, (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
        })
            .on("error", reject)
            .end();
    });
}

describe("the picture", () => {
    it("has apps, connections and app registrations, joined where they belong together", async () => {
        const document = await overview();
        const names = (column: string) =>
            document.querySelectorAll(`.column.${column} h4`).map(({ text }) => words(text));

        expect(names("apps")).toEqual(["Acme Planner", "Acme Portal", "Reports"]);
        expect(names("auth0")).toEqual(["microsoft", "staff"]);
        expect(names("microsoft")).toEqual(["Acme (development)", "Acme staff"]);
        // Planner and portal to `microsoft`, portal to `staff`; each connection to its app registration.
        const lines = document.querySelectorAll(".gutter").map((svg) => svg.querySelectorAll("path").length);
        expect(lines).toEqual([3, 2]);
        expect(document.querySelectorAll(".gutter path.broken")).toHaveLength(0);
    });

    it("names a client secret by its slot and its end, and never by its value", async () => {
        const document = await overview();

        expect(words(document.querySelector("#connection-microsoft")?.text)).toMatch(
            /Client secret ✓ agrees connection \[client secret\] = app registration slot a, ends 20\d\d-\d\d-\d\d/,
        );
        expect(page.secrets.filter((secret) => document.outerHTML.includes(secret))).toEqual([]);
    });

    it("shows what differs, where, and what comes of it", async () => {
        const { directory } = page.world;
        const [id, application] =
            [...directory.applications].find(([, { displayName }]) => displayName === "Acme staff") ?? [];
        if (id === undefined || application === undefined) throw new Error("no app registration");
        const right = application.web.redirectUris ?? [];
        directory.applications.set(id, {
            ...application,
            web: { ...application.web, redirectUris: right.map((uri) => `${uri}/`) },
        });

        const document = await overview();
        const differing = document.querySelectorAll(".differs").map(({ text }) => words(text));
        directory.applications.set(id, application);

        expect(differing).toEqual([
            "Redirect URI ✗ differs Auth0’s callback https://acme-dev.eu.auth0.com/login/callback ≠ app registration not registered Microsoft compares byte for byte and refuses another redirect URI (AADSTS50011).",
            "Redirect URI ✗ differs Auth0’s callback none of the stack’s domains has it ≠ app registration https://acme-dev.eu.auth0.com/login/callback/ Microsoft compares byte for byte and refuses another redirect URI (AADSTS50011).",
        ]);
        expect(document.querySelectorAll(".gutter path.broken")).toHaveLength(1);
    });

    it("lists the claims of the proof once it has run", async () => {
        expect(words((await overview()).querySelector("#proof")?.text)).toContain("It has not run yet.");
        proof = [
            { claim: "portal gets a token <b>", held: true, evidence: "200", milliseconds: 12.4, group: "portal" },
            { claim: "reports is refused", held: false, evidence: "got 200", milliseconds: 3, group: "refused" },
        ];

        const list = (await overview()).querySelector("#proof");
        expect(list?.querySelector("b")).toBeNull();
        expect(words(list?.text)).toBe(
            "The proof ✗ 1 of 2 claims are broken portal ✓ held portal gets a token <b> 200 12 ms refused ✗ broken reports is refused got 200 3 ms",
        );
    });

    it("says that nothing is deployed where there are no outputs yet", async () => {
        const empty = await startPage({ outputs: () => undefined });
        const { text } = await empty.browser().get(`${empty.origin}/`);
        await empty.close();

        expect(words(parse(text).querySelector(".intro")?.text)).toContain("Nothing is deployed yet");
        expect(parse(text).querySelector("form")).toBeNull();
    });
});

describe("the page's door", () => {
    it("answers to loopback's own names only, against DNS rebinding", async () => {
        const { port } = new URL(page.origin);

        expect(await raw("/", { host: `127.0.0.1:${port}` })).toBe(200);
        expect(await raw("/", { host: `localhost:${port}` })).toBe(200);
        expect(await raw("/", { host: `evil.example:${port}` })).toBe(421);
        expect(await raw("/", { host: "127.0.0.1" })).toBe(421);
        expect(await raw("/at/login.microsoftonline.com/common/login", { host: "login.microsoftonline.com" })).toBe(
            421,
        );
    });

    it("takes forms of its own pages only", async () => {
        const { host } = new URL(page.origin);
        const post = (headers: Record<string, string>) => raw("/walk", { host, ...headers }, "POST");

        expect(await post({ "sec-fetch-site": "same-origin" })).toBe(303);
        expect(await post({ origin: page.origin })).toBe(303);
        expect(await post({ "sec-fetch-site": "cross-site", origin: page.origin })).toBe(403);
        expect(await post({ "sec-fetch-site": "same-site" })).toBe(403);
        expect(await post({ origin: "http://localhost:1" })).toBe(403);
        expect(await post({})).toBe(403);
        expect(await raw("/at/login.microsoftonline.com/common/login", { host }, "POST")).toBe(403);
    });

    it("lets browsers run no script, load nothing from elsewhere and be framed by nobody", async () => {
        const { headers } = await page.browser().get(`${page.origin}/`);

        expect(headers.get("content-security-policy")).toBe(
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
        );
        expect(headers.get("x-content-type-options")).toBe("nosniff");
        expect(headers.get("cache-control")).toBe("no-store");
    });

    it("carries hosted pages with their styles and a policy of its own, cookies kept to the carrier", async () => {
        const visit = await page.begin(page.browser(), "portal", "microsoft");
        const answer = await page.browser().get(visit.url.href);

        expect(answer.headers.get("content-security-policy")).toMatch(
            /^default-src 'none'; style-src 'self' 'sha256-[A-Za-z0-9+/=]+'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
        );
        expect(answer.headers.get("referrer-policy")).toBe("same-origin");
        expect([...answer.headers.keys()].filter((name) => /strict|ratelimit|access-control/.test(name))).toEqual([]);
        const cookies = page.sent.flatMap(({ headers }) => headers.match(/^set-cookie,.*/gm) ?? []);
        expect(cookies.length).toBeGreaterThan(0);
        expect(cookies.filter((cookie) => /secure|domain=|samesite=none/i.test(cookie))).toEqual([]);
    });

    it.each([
        "/at/evil.example/",
        "/at/graph.microsoft.com/v1.0/me",
        "/at/management.azure.com/metadata/endpoints",
        "/at/127.0.0.1:22/",
        "/at/169.254.169.254/latest/meta-data",
    ])("carries nothing but the sandbox's own hosted pages: not %s", async (path) => {
        const mark = page.world.requests.mark();

        expect((await page.browser().get(`${page.origin}${path}`)).status).toBe(404);
        expect(page.world.requests.since(mark)).toEqual([]);
    });
});

it("tells of the faults that struck on the way, where some did", async () => {
    const { faults } = page.world;
    const before = (await overview()).querySelector("#faults");
    faults.note({ service: "auth0", method: "POST", path: "/api/v2/clients", kind: "503" });
    faults.note({ service: "auth0", method: "POST", path: "/api/v2/clients", kind: "503" });
    const after = (await overview()).querySelectorAll("#faults li").map(({ text }) => words(text));
    faults.struck.length = 0;

    expect(before).toBeNull();
    expect(after).toEqual(["2 × Auth0 POST /api/v2/clients: 503"]);
});
