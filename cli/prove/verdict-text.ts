import type { ProofRow } from "../../proof/ledger.ts";
import type { Verdict } from "../../proof/verdict.ts";

const marks = { held: "✓", broken: "✗", untried: "–" } as const;

/** What the judge found, as a person reads it: the claims by group, and what to change where one is broken. */
export function verdictText({ rows, causes, milliseconds }: Verdict): string {
    const width = Math.min(86, Math.max(0, ...rows.map(({ claim }) => claim.length)));
    const groups = [...Map.groupBy(rows, ({ group }) => group)].sort(([a], [b]) => compare(a, b));
    return [
        ...groups.flatMap(([group, ofGroup]) => ["", group, ...ofGroup.map((row) => rowText(row, width))]),
        "",
        `${counted(rows)}, in ${(milliseconds / 1000).toFixed(1)} s`,
        ...(causes.length === 0 ? [] : ["", "Why, and what to change:"]),
        ...causes.flatMap(({ id, problem, mend }) => [`  ${id}: ${problem}`, `    ${mend}`]),
    ].join("\n");
}

/** `26 claims held, 1 broken, 2 not tried`. */
export function counted(rows: readonly ProofRow[]): string {
    const count = (outcome: ProofRow["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
    const untried = count("untried");
    return `${count("held")} claims held, ${count("broken")} broken${untried === 0 ? "" : `, ${untried} not tried`}`;
}

function rowText({ claim, evidence, milliseconds, outcome }: ProofRow, width: number): string {
    const time = outcome === "untried" ? "" : ` (${milliseconds} ms)`;
    return `  ${marks[outcome]} ${claim.padEnd(width)}  ${evidence}${time}`;
}

function compare(a: string, b: string): number {
    return a < b ? -1 : Number(a > b);
}
