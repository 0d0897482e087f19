import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { isMapping } from "../../../stacks/settings/schema-tree.ts";
import type { RawSettings } from "../settings/valid-settings.ts";

/**
 * Settings with all taken out that a failure does not need, as far as some tries go. What is left is valid still.
 *
 * @param most tries, each of which may deploy a stack
 */
export async function shrunk(
    settings: RawSettings,
    fails: (less: RawSettings) => Promise<boolean>,
    most = 12,
): Promise<RawSettings> {
    let least = settings;
    let tries = 0;
    for (let isSmaller = true; isSmaller; ) {
        isSmaller = false;
        for (const less of smaller(least)) {
            if (readSettings(structuredClone(less)).problems.length > 0) continue;
            if (tries++ >= most) return least;
            if (!(await fails(less).catch(() => true))) continue;
            least = less;
            isSmaller = true;
            break;
        }
    }
    return least;
}

/** The same without one key, the largest parts first. */
export function* smaller(settings: RawSettings): Generator<RawSettings> {
    for (const depth of [1, 2, 3, 4]) {
        for (const path of pathsOf(settings, depth)) yield without(settings, path);
    }
}

function pathsOf(value: unknown, depth: number): string[][] {
    if (!isMapping(value)) return [];
    if (depth === 1) return Object.keys(value).map((key) => [key]);
    return Object.entries(value).flatMap(([key, child]) => pathsOf(child, depth - 1).map((rest) => [key, ...rest]));
}

function without(settings: RawSettings, [key = "", ...rest]: readonly string[]): RawSettings {
    const { [key]: value, ...others } = settings;
    return rest.length === 0 ? others : { ...settings, [key]: without(value as RawSettings, rest) };
}
