import { copyFileSync, readdirSync } from "node:fs";
import type { TrialStack } from "../stack/trial-stack.ts";

/** Puts the state back to what it was before the latest operation, from the back end's history, as docs/faults.md tells a person to. */
export function putStateBack({ project, stack, stateFolder }: TrialStack): void {
    const place = `${stateFolder}/.pulumi`;
    const history = `${place}/history/${project}/${stack}`;
    const checkpoints = readdirSync(history).filter((name) => name.endsWith(".checkpoint.json"));
    const before = checkpoints.sort().at(-2);
    if (before === undefined) throw new Error("the history has no state before the latest operation");
    copyFileSync(`${history}/${before}`, `${place}/stacks/${project}/${stack}.json`);
}
