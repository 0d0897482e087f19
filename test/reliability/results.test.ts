import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { measuredText } from "../../reliability/measured-text.ts";
import { type PartResult, readResults, withResult, writeResults } from "../../reliability/results.ts";
import { figuresText, verdictText } from "../../reliability/results-text.ts";

const result = (tried: number): PartResult => ({
    date: "2026-11-26T07:00:00.000Z",
    commit: "0123abc",
    cpu: "A processor",
    cores: 2,
    node: "v24.21.0",
    seconds: 12,
    counts: { tried },
    failures: [],
});

describe("stored figures", () => {
    it("of another part and of another size stay", () => {
        const before = { kills: { full: result(600), quick: result(3) }, faults: { quick: result(4) } };

        expect(withResult(before, "kills", "quick", result(5))).toEqual({
            kills: { full: result(600), quick: result(5) },
            faults: { quick: result(4) },
        });
    });

    it("are read back as they were written, and are none before", () => {
        const folder = mkdtempSync(`${tmpdir()}/results-`);
        onTestFinished(() => rmSync(folder, { recursive: true }));
        const file = `${folder}/results.json`;

        expect(readResults(file)).toEqual({});
        writeResults(file, { kills: { quick: result(3) } });
        expect(readResults(file)).toEqual({ kills: { quick: result(3) } });
    });
});

describe("figures on a page", () => {
    it("are those of full runs, and what did not end as it has to is listed", () => {
        const lost = { ...result(635), seconds: 5400, counts: { tried: 635, megabytes: 1.25 }, failures: ["up: lost"] };
        const text = measuredText({ vendor: { full: result(7) }, faults: { full: lost, quick: result(3) } });

        expect(text.split("\n")).toEqual([
            "| Part | When, of which commit, how long, on what | Came of it |",
            "| --- | --- | --- |",
            "| `faults` | 2026-11-26, 0123abc, 90 min, 2 cores (A processor), Node 24.21.0 | tried: 635<br>megabytes: 1.3 |",
            "| `vendor` | 2026-11-26, 0123abc, 12 s, 2 cores (A processor), Node 24.21.0 | tried: 7 |",
            "",
            "What did not end as it has to:",
            "",
            "- `faults`: up: lost",
        ]);
        expect(measuredText({})).toContain("Everything ended as it has to.");
    });
});

describe("printed figures", () => {
    it("have the numbers under one another, then what did not end well", () => {
        const figures = { counts: { tried: 7, "megabytes at the end": 61.25 }, failures: ["up 3 by KILL:\na lock"] };

        expect(figuresText("Kills", figures, 41.6)).toBe(
            [
                "Kills (42 s)",
                "  tried                 7",
                "  megabytes at the end  61.3",
                "  ! up 3 by KILL:",
                "    a lock",
            ].join("\n"),
        );
    });

    it("end with what holds, or with what does not", () => {
        expect(verdictText({ kills: 0, soak: 0 })).toBe("All of it holds: kills, soak.");
        expect(verdictText({ kills: 2, soak: 0 })).toBe("Does not hold: kills (2).");
    });
});
