import type { ExportedState } from "../releases/exported-state.ts";

/** What a provider did to a state beside what it said. */
export interface StateDifferences {
    /** Values that were secrets and are in the clear now, or are gone. */
    readonly lostSecrets: readonly string[];

    /** Properties that the provider fills in now and did not before. */
    readonly newDefaults: readonly string[];

    /** Properties that it no longer fills in. */
    readonly missingDefaults: readonly string[];
}

/** Compares the states of one stack, written with two versions of a provider. */
export function stateDifferences(before: ExportedState, after: ExportedState): StateDifferences {
    const of = (state: ExportedState) => state.deployment.resources.map(notedOf);
    const [former, present] = [of(before), of(after)];
    const all = (noted: readonly Noted[], kind: keyof Noted) => noted.flatMap((one) => one[kind]);
    return {
        lostSecrets: without(all(former, "secrets"), all(present, "secrets")),
        newDefaults: without(all(present, "defaults"), all(former, "defaults")),
        missingDefaults: without(all(former, "defaults"), all(present, "defaults")),
    };
}

function without(some: readonly string[], others: readonly string[]): string[] {
    const known = new Set(others);
    return some.filter((one) => !known.has(one)).toSorted();
}

/** Where a resource has secrets, and what its provider has filled in. */
interface Noted {
    readonly secrets: string[];
    readonly defaults: string[];
}

function notedOf(resource: Readonly<Record<string, unknown>>): Noted {
    const noted: Noted = { secrets: [], defaults: [] };
    const [, type = "", name = ""] = /([^:$]+)::([^:]+)$/.exec(String(resource["urn"])) ?? [];
    for (const part of ["inputs", "outputs"]) note(resource[part], `${type} ${name}: ${part}`, noted);
    return noted;
}

function note(value: unknown, path: string, noted: Noted): void {
    if (typeof value !== "object" || value === null) return;
    if (secretSignature in value) {
        noted.secrets.push(path);
        return;
    }
    for (const [key, one] of Object.entries(value)) {
        if (key === "__defaults") noted.defaults.push(...(one as string[]).map((name) => `${path}.${name}`));
        else note(one, Array.isArray(value) ? `${path}[${key}]` : `${path}.${key}`, noted);
    }
}

/** The key by which the engine knows a secret in a state. */
const secretSignature = "4dabf18193072939515e22adb298388d";
