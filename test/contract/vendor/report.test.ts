import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { meant } from "../../../contract/vendor/meant.ts";
import { countsOf, fidelityPage, inText, type VendorReport } from "../../../contract/vendor/report.ts";
import { figuresOf } from "../../../reliability/parts/vendor.ts";

const recordings = {
    cassettes: 1,
    interactions: 5,
    routes: [
        {
            route: "GET /api/v2/shops",
            interactions: 4,
            equal: 2,
            onSeeded: 1,
            onPurpose: 1,
            differing: 1,
            notReplayable: 0,
        },
    ],
    notServed: { routes: 1, interactions: 1 },
    notReplayable: {},
    meant: { "it is meant": 1 },
    failures: ["GET /api/v2/shops: missing key tax: recorded 7, ours none (made up #3)"],
};
const report: VendorReport = { versions: "made up 1", recordings, published: [] };
const folder = mkdtempSync(join(tmpdir(), "vendor-"));
afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ["contract/vendor.ts", ...args], {
        encoding: "utf8",
    });
    return { status, stdout, stderr };
};

it("names what no row of the table explains", () => {
    expect(inText(report)).toContain(
        "1 differences that contract/vendor-differences.ts does not explain:\n  GET /api/v2/shops: missing key tax: recorded 7, ours none (made up #3)",
    );
});

it("renews its section of a page, and keeps the rest", () => {
    const page = "# Page\n\nBefore.\n\n<!-- contract:vendor -->\n<!-- /contract:vendor -->\n\nAfter.\n";
    const once = fidelityPage(page, report, "2026-11-26");
    expect(once).toContain("| `GET /api/v2/shops` | 4 | 2 | 1 | 1 | 0 |");
    expect(once).toContain("| different on purpose | 1 |");
    const other = { ...report, versions: "made up 2" };
    const twice = fidelityPage(once, other, "2026-11-27");
    expect(twice).toBe(fidelityPage(page, other, "2026-11-27"));
    expect([twice.startsWith("# Page\n\nBefore.\n\n"), twice.endsWith("\n\nAfter.\n")]).toEqual([true, true]);
    expect(() => fidelityPage("# Page\n", report, "2026-11-26")).toThrow("<!-- contract:vendor -->");
});

it("is a failure of the figures where something differed", () => {
    const counts = countsOf(report);
    expect(figuresOf({ day: "2026-11-26", versions: "", counts }).failures).toEqual([
        "1 recorded interactions differed on 2026-11-26: npm run contract:vendor names them",
    ]);
    expect(figuresOf({ day: "", versions: "", counts: { ...counts, "different otherwise": 0 } }).failures).toEqual([]);
});

describe("a row of the table", () => {
    const difference = { kind: "extra key", path: "options.scope[]", recorded: "none", ours: "1" } as const;
    const row = { route: "/shops", kind: "extra key", path: "options.*", reason: "" } as const;
    const at = (version: string | undefined) => ({
        version,
        url: new URL("https://made-up.eu.auth0.com/api/v2/shops"),
    });
    const explains = (changed: object, version?: string) =>
        meant("GET /api/v2/shops/{id}", at(version), difference, [{ ...row, ...changed }]) !== undefined;

    it.each<[object, string | undefined, boolean]>([
        [{}, undefined, true],
        [{ route: "/stalls" }, undefined, false],
        [{ method: "POST" }, undefined, false],
        [{ kind: "missing key" }, undefined, false],
        [{ path: "options" }, undefined, false],
        [{ upTo: "1.9.0" }, "1.10.0", false],
        [{ upTo: "1.10.0" }, "1.9.0", true],
        [{ upTo: "1.9.0" }, undefined, true],
        [{ from: "1.9.0" }, "1.10.0", true],
        [{ from: "1.9.0" }, undefined, false],
        [{ tenant: "other" }, undefined, false],
        [{ tenant: "made-up" }, undefined, true],
        [{ recorded: "201" }, undefined, false],
    ])("%j explains it in a recording of %s: %s", (changed, version, expected) => {
        expect(explains(changed, version)).toBe(expected);
    });
});

describe("the command", () => {
    it("says everything that is missing at once, and where to get it", () => {
        const { status, stderr } = run("--recordings", "/nowhere", "--write");
        expect(status).toBe(1);
        expect(stderr.split("\n").slice(0, 2)).toEqual([
            "--recordings /nowhere: there is no such folder.",
            '--write stores counts of both, and of what: give --recordings, --openapi and --versions "REPOSITORY COMMIT, …".',
        ]);
        expect(stderr).toContain("git clone --depth 1 https://github.com/auth0/terraform-provider-auth0");
    });

    it("ends with 1 when something differs, and names it", () => {
        const interaction = {
            request: { method: "GET", url: "https://made-up.eu.auth0.com/api/v2/connections" },
            response: { code: 418, body: '{"message":"I am a teapot"}' },
        };
        writeFileSync(join(folder, "made-up.yaml"), JSON.stringify({ version: 2, interactions: [interaction] }));
        const { status, stdout } = run("--recordings", folder);
        expect(status).toBe(1);
        expect(stdout).toContain("GET /api/v2/connections: status: recorded 418 I am a teapot, ours 200 (made-up #0)");
    });
});
