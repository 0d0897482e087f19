import type { Report } from "../../review/report.ts";

/** Exit code that tells of a report: 1 where a stack cannot be reviewed, 3 where policies or protection refuse one, 0 otherwise. */
export function exitCodeOf({ stacks }: Report): 0 | 1 | 3 {
    if (stacks.length === 0 || stacks.some(({ outcome }) => outcome === "failed")) return 1;
    return stacks.some(({ outcome }) => outcome === "refused") ? 3 : 0;
}
