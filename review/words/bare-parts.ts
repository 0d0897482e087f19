import type { ChangeReport } from "../report.ts";
import { plural } from "./counts.ts";

/** Resources that exist in the program only: components, and the stack itself. */
const kinds = ["component", "stack"];

/** Changes worth a line of their own, and the number of those that change nothing outside of the program. */
export function withoutBareParts(changes: readonly ChangeReport[]): [told: readonly ChangeReport[], bare: number] {
    const told = changes.filter(({ kind, properties }) => !kinds.includes(kind) || properties.length > 0);
    return [told, changes.length - told.length];
}

/** What is said of them. */
export function barePartsText(count: number): string {
    return `${plural(count, "component")} of the program, ${count === 1 ? "which is" : "which are"} nothing at the vendors`;
}
