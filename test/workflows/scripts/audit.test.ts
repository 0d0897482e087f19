import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit } from "../../../.github/scripts/audit.ts";
import { auditFindings, exceptionsSchema } from "../../../.github/scripts/audit-findings.ts";

const url = "https://github.com/advisories/GHSA-aaaa-bbbb-cccc";
const weak = {
    auditReportVersion: 2 as const,
    vulnerabilities: {
        inner: { via: [{ url, title: "Reads too much", severity: "high", range: "<2.0.0" }] },
        outer: { via: ["inner"] },
    },
};
const clean = { auditReportVersion: 2 as const, vulnerabilities: {} };
const exception = {
    advisory: "GHSA-aaaa-bbbb-cccc",
    why: "Only its tests read anything, and they are not installed here.",
    until: "2026-12-31",
};
const told = `high: inner <2.0.0: Reads too much (${url})`;

describe("an audit", () => {
    it.each([
        ["nothing where nothing is known", clean, [], []],
        ["a weakness once, where it is", weak, [], [told]],
        ["no weakness that is argued away", weak, [exception], []],
        ["a weakness whose exception is over", weak, [{ ...exception, until: "2026-11-25" }], [told]],
        [
            "an exception that is for nothing any more",
            clean,
            [exception],
            [".github/audit-exceptions.json: GHSA-aaaa-bbbb-cccc is of no dependency any more"],
        ],
    ])("finds %s", (_what, report, exceptions, findings) => {
        expect(auditFindings(report, exceptions, "2026-11-26")).toEqual(findings);
    });

    it("takes no exception without an argument and an end", () => {
        expect(exceptionsSchema.safeParse([{ ...exception, why: "fine" }]).success).toBe(false);
        expect(exceptionsSchema.safeParse([{ advisory: exception.advisory, why: exception.why }]).success).toBe(false);
        const own = JSON.parse(
            readFileSync(new URL("../../../.github/audit-exceptions.json", import.meta.url), "utf8"),
        );
        expect(exceptionsSchema.safeParse(own).success).toBe(true);
    });
});

describe("the script", () => {
    let folder: string;
    beforeAll(() => {
        folder = mkdtempSync(`${tmpdir()}/audit-`);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    /** A command that prints what npm would. */
    function npmThatSays(report: unknown): string {
        writeFileSync(`${folder}/report.json`, JSON.stringify(report));
        writeFileSync(`${folder}/npm`, `#!/bin/sh\ncat '${folder}/report.json'\nexit 1\n`);
        chmodSync(`${folder}/npm`, 0o755);
        return `${folder}/npm`;
    }

    it("fails where a weakness is open, and says what to do", () => {
        expect(() => audit(npmThatSays(weak))).toThrow(
            `${told}\nMend it with an update, or argue in .github/audit-exceptions.json`,
        );
    });

    it("fails where the registry gave no report: no answer is not a clean one", () => {
        expect(() => audit(npmThatSays({ statusCode: 405, message: "Method Not Allowed" }))).toThrow(
            "npm audit gave no report: ",
        );
    });

    it("is content with a clean report", () => {
        expect(() => audit(npmThatSays(clean))).not.toThrow();
    });
});
