import { type Outcome, outcomeOf } from "./kept-outcome.ts";
import { stackNames } from "./previewed-stacks.ts";
import { runner, script } from "./runner.ts";

/** What `npm run rotate -- --check` ends with. */
const meanings: Readonly<Record<number, { readonly due: boolean; readonly meaning: string }>> = {
    0: { due: false, meaning: "fine" },
    3: { due: true, meaning: "ends soon" },
    4: { due: true, meaning: "ends very soon" },
    5: { due: true, meaning: "has ended" },
};

if (import.meta.main) await script(() => findDue(process.argv.slice(process.argv.indexOf("--") + 1)));

/** Asks every stack, and fails only after the last: a broken one must not hide another's end. */
async function findDue(command: readonly string[]): Promise<void> {
    const outcomes: [string, Outcome][] = [];
    for (const stack of stackNames()) outcomes.push([stack, await outcomeOf([...command, "--stack", stack])]);
    const { due, failed, lines } = dueOf(outcomes);
    runner.output("stacks", JSON.stringify(due));
    runner.summary(lines.join("\n"));
    if (failed.length > 0) throw new Error(`the secrets of ${failed.join(", ")} could not be checked`);
}

export function dueOf(outcomes: readonly (readonly [stack: string, outcome: Pick<Outcome, "exitCode">])[]) {
    const known = outcomes.map(([stack, { exitCode }]) => ({ stack, ...meanings[exitCode] }));
    return {
        due: known.filter(({ due }) => due === true).map(({ stack }) => stack),
        failed: known.filter(({ due }) => due === undefined).map(({ stack }) => stack),
        lines: known.map(({ stack, meaning }) => `- ${stack}: ${meaning ?? "could not be checked"}`),
    };
}
