import { withDefaults } from "./defaults.ts";
import type { Draft } from "./draft.ts";
import { issueProblems } from "./issue-problems.ts";
import { keyText, removesItem } from "./key-path.ts";
import type { Problem } from "./problem.ts";
import type { Finding } from "./rule.ts";
import { rules } from "./rules.ts";
import { salvage } from "./salvage.ts";
import { type StackSettings, stackSettingsSchema } from "./schema.ts";
import { isMapping, own } from "./schema-tree.ts";
import type { Settings } from "./settings.ts";
import { shown } from "./shown.ts";
import { visible } from "./visible.ts";

/**
 * Reads a stack's settings: `raw` has the keys of the stack file without their namespace, as the file or the engine gives
 * them. Either there are settings and no problem, or every problem and no settings.
 *
 * @param secretKeys keys that the engine decrypted; nothing of them is quoted
 */
export function readSettings(
    raw: unknown,
    secretKeys: readonly string[] = [],
): { settings?: Settings; problems: Problem[] } {
    const given = { ...leftOut, ...parsedTexts(raw) };
    const { error } = stackSettingsSchema.safeParse(given);
    const draft = withDefaults(salvage(stackSettingsSchema, given) as Draft<StackSettings>);

    const broken = issueProblems(stackSettingsSchema, given, error?.issues ?? []);
    const brokenKeys = new Set(broken.map(({ key }) => key));
    const findings = rules.flatMap((rule) => rule.findings(draft)).map((finding) => findingProblem(finding, given));
    const problems = [...broken, ...findings.filter(({ key }) => !brokenKeys.has(key))];
    if (problems.length > 0) return { problems: inSafeOrder(problems).map((problem) => told(problem, secretKeys)) };

    // With no problem in it a draft is whole.
    return { settings: draft as Settings, problems };
}

/** A mapping that is left out counts as empty, so that the problem names what is missing in it. */
const leftOut = { auth0: {}, microsoft: {}, connections: {} };

/** The engine hands every value over as text, and writes `"180"` and `"true"` into stack files. */
function parsedTexts(raw: unknown): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(isMapping(raw) ? raw : {}).flatMap(([key, value]) => {
            if (value === undefined) return [];
            const parsed = typeof value === "string" && key !== "linking" ? parsedText(value) : value;
            return isAbsent(key, parsed) ? [] : [[key, parsed]];
        }),
    );
}

/** Pulumi.yaml has to give every key a default, and a stack without a key vault has none of its keys. */
function isAbsent(key: string, value: unknown): boolean {
    return key === "keyVault" && isMapping(value) && Object.keys(value).length === 0;
}

function parsedText(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        // No JSON: the schema tells what is expected instead.
        return text;
    }
}

function findingProblem({ path, value, allowed, fix, given }: Finding, settings: unknown): Problem {
    const written = path.reduce(own, settings);
    const isDefault = written === undefined && value !== undefined;
    const text = isDefault ? `${shown(path, value)}, the default` : shown(path, written);
    return { key: keyText(path), given: given ?? text, allowed, fix };
}

/** Items are removed last, from the end and once, so that the commands can be run one after the other. */
function inSafeOrder(problems: readonly Problem[]): Problem[] {
    const removals = new Map(problems.filter(({ fix }) => removesItem(fix)).map((problem) => [problem.key, problem]));
    return [...problems.filter(({ fix }) => !removesItem(fix)), ...[...removals.values()].toSorted(fromTheEnd)];
}

function fromTheEnd(a: Problem, b: Problem): number {
    return b.key.localeCompare(a.key, "en", { numeric: true });
}

/** As a terminal shows it, and without what was encrypted. */
function told({ key, given, allowed, fix: how }: Problem, secretKeys: readonly string[]): Problem {
    const problem = { key, given, allowed: visible(allowed), fix: visible(how) };
    const [topKey = ""] = key.split(/[.[]/);
    if (!secretKeys.includes(topKey)) return problem;
    const fix = "write it in plain text in the stack file: no setting is a secret";
    return { ...problem, given: "[secret]", fix };
}
