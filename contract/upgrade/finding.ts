import type { ResourceChange, StackChange } from "../../review/stack-change.ts";
import type { StateDifferences } from "./state-differences.ts";

/** What one operation came to with the other version of a provider. */
export interface ScenarioFinding {
    readonly stack: string;

    /** `preview`, `refresh`, `up`, `rotation` or `destroy`. */
    readonly scenario: string;

    /** What changes that does not change with the installed version, a line each. */
    readonly changes: readonly string[];

    /** Those of them that replace or delete. */
    readonly destructive: readonly string[];

    /** Of what was deployed: what the state lost, and what it has besides. */
    readonly state?: StateDifferences;

    /** What a service does not serve and was asked for: method and path. */
    readonly unserved: readonly string[];
    readonly errors: readonly string[];
}

/** Changes of one preview that are not in another, a line each. */
export function changesBeyond(
    before: StackChange,
    after: StackChange,
): Pick<ScenarioFinding, "changes" | "destructive"> {
    const known = new Set(before.changes.map(changeLine));
    const more = after.changes.filter((change) => !known.has(changeLine(change)));
    return {
        changes: more.map(changeLine),
        destructive: more.filter(({ operation }) => operation === "replace" || operation === "delete").map(changeLine),
    };
}

/** Whether a team must not take this version as it is. */
export function isRefused({ destructive, errors, state }: ScenarioFinding): boolean {
    return destructive.length > 0 || errors.length > 0 || (state?.lostSecrets.length ?? 0) > 0;
}

/** A change in one line: what happens to what, and which properties differ. */
export function changeLine({ name, operation, properties, type }: ResourceChange): string {
    const what = properties.map(({ kind, path }) => `${kind} ${path}`).toSorted();
    return [`${operation} ${type.split(":").at(-1)} ${name}`, ...(what.length === 0 ? [] : [what.join(", ")])].join(
        ": ",
    );
}
