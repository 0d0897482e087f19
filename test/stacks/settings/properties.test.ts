import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { microsoftGraphScopes } from "../../../catalogue/microsoft-graph-scopes.ts";
import { type KeyPath, keyText } from "../../../stacks/settings/key-path.ts";
import type { Problem } from "../../../stacks/settings/problem.ts";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { stackSettingsSchema } from "../../../stacks/settings/schema.ts";
import { own, schemaAt } from "../../../stacks/settings/schema-tree.ts";
import { addresses } from "./addresses.ts";
import { type RawSettings, waadSettings, windowsliveSettings } from "./happy-settings.ts";
import { afterFix, commandsOf, pathOf } from "./run-fix.ts";

const scalar = fc.oneof(
    fc.string(),
    addresses,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom("acme", "customers", "a", "b", "oid", "waad", "windowslive", "AzureADMultipleOrgs", "2027-02-30"),
    fc.constantFrom(...Object.keys(microsoftGraphScopes)),
);

/** Good settings in which some values are replaced, removed or put beside others. */
const mutated = fc
    .tuple(
        fc.constantFrom(windowsliveSettings, waadSettings),
        fc.array(fc.tuple(fc.nat(), fc.constantFrom("replace", "remove", "add"), fc.oneof(scalar, fc.jsonValue())), {
            minLength: 1,
            maxLength: 4,
        }),
    )
    .map(([base, changes]) => changes.reduce(change, base()));

const anything = fc.oneof(fc.jsonValue(), mutated);

describe("any settings", () => {
    it("are read, or told of", () => {
        fc.assert(
            fc.property(anything, (raw) => {
                const { settings, problems } = readSettings(raw);
                expect(settings === undefined).toBe(problems.length > 0);
            }),
        );
    });

    it("have problems at keys that are given, or that there are", () => {
        fc.assert(
            fc.property(anything, (raw) => {
                const given = new Set(pathsOf(raw).map(keyText));
                for (const { key } of readSettings(raw).problems) {
                    expect(given.has(key) || schemaAt(stackSettingsSchema, pathOf(key), raw) !== undefined).toBe(true);
                }
            }),
        );
    });

    it("have commands that set valid values only", () => {
        fc.assert(
            fc.property(mutated, (raw) => {
                for (const { fix } of readSettings(raw).problems) {
                    for (const { verb, path, value } of commandsOf(fix)) {
                        if (verb !== "set") continue;
                        expect(schemaAt(stackSettingsSchema, path, raw)?.safeParse(value).success).toBe(true);
                    }
                }
            }),
        );
    });

    it("become good by following the commands", () => {
        fc.assert(
            fc.property(mutated, (raw) => {
                const { problems } = followed(raw);
                expect(problems.filter(({ fix }) => fix.startsWith("pulumi config "))).toEqual([]);
            }),
        );
    });

    it("stay as they are when they are read again", () => {
        fc.assert(
            fc.property(mutated, (raw) => {
                const { settings } = followed(raw);
                if (settings !== undefined) expect(readSettings(settings)).toEqual({ settings, problems: [] });
            }),
        );
    });

    it("never have a secret quoted", () => {
        const secretKey = fc.constantFrom("clientSecret", "client_secret", "password", "token", "apiKey");
        fc.assert(
            fc.property(mutated, fc.nat(), secretKey, (raw, at, key) => {
                const maps = pathsOf(raw).filter((path) => isMap(path.reduce(own, raw)));
                const map = maps[at % maps.length]?.reduce(own, raw) as RawSettings;
                if (map !== undefined) map[key] = "cleopatra~7Q";
                expect(JSON.stringify(readSettings(raw).problems)).not.toContain("cleopatra");
            }),
        );
    });
});

/** What is left after following the commands for some rounds. */
function followed(raw: RawSettings): ReturnType<typeof readSettings> {
    let settings = raw;
    let read = readSettings(settings);
    for (let round = 0; round < 8 && read.problems.some(({ fix }) => commandsOf(fix).length > 0); round++) {
        const { problems } = read;
        settings = problems.reduce((after: RawSettings, { fix }: Problem) => afterFix(after, fix) ?? after, settings);
        read = readSettings(settings);
    }
    return read;
}

function change(settings: RawSettings, [at, how, value]: [number, string, unknown]): RawSettings {
    const paths = pathsOf(settings).filter((path) => path.length > 0);
    const path = paths[at % paths.length];
    if (path === undefined) return settings;
    const parent = path.slice(0, -1).reduce(own, settings) as RawSettings;
    const last = path.at(-1) as string;
    if (how === "replace") parent[last] = value;
    else if (how === "add") Array.isArray(parent) ? parent.push(value) : Object.assign(parent, { [`${last}x`]: value });
    else if (Array.isArray(parent)) parent.splice(Number(last), 1);
    else delete parent[last];
    return settings;
}

function pathsOf(value: unknown, path: KeyPath = []): KeyPath[] {
    if (typeof value !== "object" || value === null) return [path];
    const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
    return [path, ...entries.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

function isMap(value: unknown): boolean {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
