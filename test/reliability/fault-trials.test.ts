import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { FaultResult, FaultTrial } from "../../reliability/faults/fault-trial.ts";
import { trialLog } from "../../reliability/faults/trial-log.ts";

const trial: FaultTrial = {
    stack: "dev",
    providers: "stand-in",
    operation: "up",
    disturbance: { kind: "lost answer", route: "auth0 POST /api/v2/clients" },
};
const result: FaultResult = {
    ...{ ...trial, outcome: "recovered", struck: 1, tries: 2, commands: 1 },
    ...{ differences: [], said: [], seconds: 6 },
};

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(`${tmpdir()}/fault-trials-`);
});
afterEach(() => rmSync(folder, { recursive: true }));

const own = { tree: "one", earlier: "of this code" } as const;

it("a run of the same code goes on where an earlier one was stopped, in the middle of a line too", () => {
    trialLog(folder, own).add(result);
    appendFileSync(`${folder}/trials.jsonl`, '{"stack":"dev","outc');

    expect(trialLog(folder, own).known(trial)).toEqual({ tree: "one", ...result });
    expect(trialLog(folder, own).known({ ...trial, operation: "destroy" })).toBeUndefined();
});

it("what was found with other code counts where that is asked for, and says of which", () => {
    trialLog(folder, own).add(result);

    expect(trialLog(folder, { tree: "two", earlier: "of this code" }).known(trial)).toBeUndefined();
    expect(trialLog(folder, { tree: "two", earlier: "of any code" }).known(trial)?.tree).toBe("one");
});

it("a quick run keeps nothing", () => {
    const log = trialLog(folder, { tree: "one", earlier: "none" });
    log.add(result);

    expect(log.known(trial)).toEqual({ tree: "one", ...result });
    expect(() => readFileSync(`${folder}/trials.jsonl`)).toThrow("ENOENT");
});
