import type { Outcome } from "../../operate/doctor/check.ts";
import type { Looked } from "./look.ts";

const marks: Readonly<Record<Outcome, string>> = { fine: "✓", attention: "!", broken: "✗", unknown: "?" };
const words: Readonly<Record<Outcome, string>> = {
    fine: "fine",
    attention: "to attend to",
    broken: "broken",
    unknown: "not looked at",
};

/** What the doctor found, as a person reads it: group by group, and at the end what to do, the worst first. */
export function doctorText(found: readonly Looked[]): string {
    const width = Math.max(0, ...found.map(({ id }) => id.length));
    const groups = [...Map.groupBy(found, ({ group }) => group)];
    const order: readonly Outcome[] = ["broken", "attention", "unknown"];
    const due = order.flatMap((outcome) => found.filter((one) => one.outcome === outcome && one.mend !== undefined));
    return [
        ...groups.flatMap(([group, ofGroup]) => [
            group,
            ...ofGroup.map(({ evidence, id, outcome }) => `  ${marks[outcome]} ${id.padEnd(width)}  ${evidence}`),
            "",
        ]),
        counted(found),
        ...(due.length === 0 ? [] : ["", "What to do:"]),
        ...due.flatMap(({ about, id, mend = "", outcome }) => [`  ${marks[outcome]} ${id}: ${about}`, `    ${mend}`]),
    ].join("\n");
}

/** `24 checks: 22 fine, 1 to attend to, 1 not looked at`. */
export function counted(found: readonly Looked[]): string {
    const parts = (Object.keys(words) as Outcome[]).flatMap((outcome) => {
        const count = found.filter((one) => one.outcome === outcome).length;
        return count === 0 ? [] : [`${count} ${words[outcome]}`];
    });
    return `${found.length} checks: ${parts.join(", ")}`;
}
