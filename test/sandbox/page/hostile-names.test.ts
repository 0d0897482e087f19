import fc from "fast-check";
import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ProofRow } from "../../../sandbox/page/page.ts";
import { hostileText } from "../../review/markdown/hostile.ts";
import { startChromium } from "./chromium.ts";
import { type ServedPage, startPage } from "./page-fixture.ts";

let page: ServedPage;
let proof: ProofRow[];
beforeAll(async () => {
    page = await startPage({ proof: () => proof });
}, 60_000);
afterAll(() => page?.close());

/** Names everything that a page shows and that somebody else may name. */
function name(given: string): void {
    const { directory, tenant } = page.world;
    for (const client of tenant.clients.values()) client.name = given;
    for (const application of directory.applications.values()) application.displayName = given;
    for (const connection of tenant.connections.values()) connection.display_name = given;
    proof = [{ claim: given, held: false, evidence: given, milliseconds: 1, group: given }];
}

async function shown() {
    const response = await fetch(page.origin);
    return {
        status: response.status,
        policy: response.headers.get("content-security-policy"),
        root: parse(await response.text()),
    };
}

/** What a browser makes of the page: elements with the names of their attributes, texts left out. */
function skeleton(root: ReturnType<typeof parse>): string[] {
    return root.querySelectorAll("*").map(({ attributes, tagName }) => `${tagName} ${Object.keys(attributes).sort()}`);
}

describe("names of others on the page", () => {
    it("make no element, no attribute and no script, whatever they are", async () => {
        name("plain");
        const plain = skeleton((await shown()).root);
        await fc.assert(
            fc.asyncProperty(hostileText, async (given) => {
                // Nothing is left out for a name that is not there.
                name(given.trim() === "" ? "x" : given);
                const { policy, root, status } = await shown();

                expect(status).toBe(200);
                expect(skeleton(root)).toEqual(plain);
                expect(policy).toContain("default-src 'none'");
            }),
            { numRuns: 60, interruptAfterTimeLimit: 4000 },
        );
    });

    it("are there to be read as they are", async () => {
        name("</script><img src=x onerror=alert(1)>");
        const { root } = await shown();

        expect(root.querySelectorAll("h4").map(({ text }) => text)).toContain("</script><img src=x onerror=alert(1)>");
        expect(root.querySelectorAll("img, script, iframe, object, embed")).toEqual([]);
    });

    it("run nothing and ask nobody in a real browser, which keeps to the page's policy", async () => {
        const scripts = [
            "</script><script>document.title='ran'</script>",
            "<img src=x onerror=\"document.title='ran'\">",
            "<svg/onload=document.title='ran'>",
            "<style>@import 'https://evil.example/x.css'</style><link rel=stylesheet href=https://evil.example/y.css>",
            "<base href=https://evil.example/><iframe srcdoc='<script>parent.document.title=1</script>'></iframe>",
        ];
        name(scripts.join(""));
        const chromium = await startChromium();
        try {
            const tab = await chromium.browser.newPage();
            const asked: string[] = [];
            tab.on("request", (request) => asked.push(new URL(request.url()).origin));
            await tab.goto(page.origin);

            expect(await tab.title()).not.toBe("ran");
            expect(await tab.locator("script, img, iframe, style, base").count()).toBe(0);
            expect(await tab.locator("h4", { hasText: "<svg/onload" }).count()).toBeGreaterThan(0);
            expect(new Set(asked)).toEqual(new Set([page.origin]));
            // Even a script that got into the page would not run: the policy has no place for one.
            const added = tab.evaluate(
                `(() => { const script = document.createElement("script"); script.textContent = "document.title = 'ran'"; document.body.append(script); return document.title; })()`,
            );
            expect(await added).not.toBe("ran");
        } finally {
            await chromium.close();
        }
    }, 90_000);
});
