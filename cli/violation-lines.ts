import type { PolicyViolation } from "../engine/driver/driver-protocol.ts";

/** What rules said, for a terminal: what refuses first; each with its level, its name, the resource, and what is wrong. */
export function violationLines(violations: readonly PolicyViolation[]): string[] {
    return violations
        .map(({ level, rule, urn, message }) => {
            const [purpose = "", ...wrong] = message.split("\n");
            const where = urn === undefined ? "" : `, ${urn.split("::").at(-1)}`;
            return `${level} ${rule}${where}: ${wrong.length > 0 ? wrong.join(" ") : purpose}`;
        })
        .sort((a, b) => Number(b.startsWith("mandatory")) - Number(a.startsWith("mandatory")) || (a < b ? -1 : 1));
}
