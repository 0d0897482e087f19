import { difference } from "../stack/difference.ts";
import { fingerprint } from "../stack/fingerprint.ts";
import { pictureOf } from "../stack/picture.ts";
import { proven } from "../stack/proven.ts";
import { recovered } from "../stack/recovered.ts";
import { withoutSecrets } from "../stack/without-secrets.ts";
import type { Base, Ground } from "./ground.ts";
import type { KillCase, KillResult } from "./kill-case.ts";
import { killed } from "./killed.ts";
import type { Known } from "./known.ts";

type Outcome = Pick<KillResult, "recovery" | "tries" | "commands" | "said" | "end" | "differences" | "proof">;

/** Kills one operation at one request, puts the stack in order, and compares it with an undisturbed one. */
export async function killTrial(ground: Ground, known: Known, kill: KillCase): Promise<Omit<KillResult, "tree">> {
    const start = performance.now();
    const { trial } = ground;
    const base = await ground.base(kill.operation);
    base.restore();
    const struck = await killed(trial.drive(), trial.world, base.killed.performs, kill);

    // The same clouds, state and lock: what puts the one in order puts the other in order.
    const wreck = named(kill, fingerprint(pictureOf(trial)));
    const before = known.recoveryOf(wreck);
    const outcome = before === undefined ? await putInOrder(ground, base, known, kill) : likewise(before, base);
    return {
        ...kill,
        ...(struck === undefined ? {} : { struck }),
        wreck,
        ...outcome,
        seconds: Math.round((performance.now() - start) / 100) / 10,
    };
}

function likewise({ commands, end, said, tries }: KillResult, { killed }: Base): Outcome {
    const proof = killed.isProvable ? "equal to a proven one" : "nothing to prove";
    return { recovery: "equal to one that recovered", tries, commands, said, end, differences: [], proof };
}

async function putInOrder(ground: Ground, base: Base, known: Known, kill: KillCase): Promise<Outcome> {
    const { driver, trial } = ground;
    const { succeeded, ...recovery } = await recovered(trial, base.killed.performs, driver);
    const picture = pictureOf(trial);
    const end = named(kill, fingerprint(picture));
    const said = recovery.said.map((line) => withoutSecrets(line, trial.world));
    const outcome = { ...recovery, said, recovery: "run", end } as const;
    const differences = [
        ...(succeeded ? [] : [`${kill.operation} does not go through`]),
        ...difference(base.end, picture),
    ];
    if (differences.length > 0 || !base.killed.isProvable) {
        return { ...outcome, differences, proof: "nothing to prove" };
    }
    if (known.isProven(end)) return { ...outcome, differences, proof: "equal to a proven one" };
    return { ...outcome, differences: await brokenIn(ground), proof: "run" };
}

/** What a preview and the proof find. */
async function brokenIn({ driver, trial }: Ground): Promise<string[]> {
    const { changes, errors, succeeded } = await driver.perform("preview", { quiet: true });
    const changed = Object.entries(changes).filter(([operation, count]) => operation !== "same" && count > 0);
    return [
        ...(succeeded ? [] : errors.map((error) => `preview: ${error}`)),
        ...changed.map(([operation, count]) => `a preview wants to ${operation} ${count}`),
        ...(await proven(trial, driver)).map((claim) => `the proof is broken: ${claim}`),
    ];
}

function named({ operation, providers, stack }: KillCase, print: string): string {
    return [stack, providers, operation, print].join(" ");
}
