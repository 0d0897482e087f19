import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, it, onTestFinished } from "vitest";
import type { KillResult } from "../../../reliability/kills/kill-case.ts";
import { killFigures } from "../../../reliability/kills/kill-figures.ts";
import { KillLog } from "../../../reliability/kills/kill-log.ts";

const result: KillResult = {
    stack: "dev",
    providers: "stand-in",
    operation: "up",
    signal: "SIGKILL",
    moment: "answer lost",
    request: 7,
    struck: "POST auth0 /api/v2/clients",
    wreck: "a",
    recovery: "run",
    tries: 1,
    commands: 1,
    said: [],
    end: "b",
    differences: [],
    proof: "run",
    seconds: 9,
    tree: "old",
};

it("goes on from what was found with the same code, and tries again what did not recover", () => {
    const folder = mkdtempSync(`${tmpdir()}/kill-log-`);
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = `${folder}/kills.jsonl`;
    const log = new KillLog(file, "old");
    log.add(result);
    log.add({ ...result, request: 8, differences: ["a lock, and none in an undisturbed stack"] });
    // A line that a run which was stopped did not finish.
    appendFileSync(file, '{"stack":"dev"');

    const again = new KillLog(file, "old");
    expect([7, 8, 9].map((request) => again.hasRecovered({ ...result, request }))).toEqual([true, false, false]);
    expect(new KillLog(file, "new").results).toEqual([]);
    expect(new KillLog(file, undefined).results.length).toBe(2);
});

it("counts how each came back, and says what did not", () => {
    const equal = { ...result, recovery: "equal to one that recovered", proof: "equal to a proven one" } as const;
    const { struck: _, ...unstruck } = equal;
    const lost = {
        ...result,
        signal: "SIGTERM",
        commands: 0,
        differences: ["a lock", "b", "c", "d", "e"],
        proof: "nothing to prove",
    } as const;
    expect(killFigures({ results: [result, equal, unstruck, { ...lost, tree: "new" }], broken: [] }, "new")).toEqual({
        counts: {
            killed: 3,
            recovered: 2,
            "recovered by running it again": 0,
            "recovered by npm run repair and running it again": 2,
            "ended before that request": 1,
            "wrecks put in order": 2,
            "wrecks equal to one of those": 1,
            "ends proven": 1,
            "ends equal to a proven one": 1,
            "with other code": 2,
            "dev up SIGKILL: killed": 2,
            "dev up SIGTERM: killed": 1,
        },
        failures: ["dev/stand-in/up/SIGTERM/answer lost/7 (POST auth0 /api/v2/clients): a lock; b; c; and 2 more"],
    });
});
