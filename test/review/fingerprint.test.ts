import { expect, it } from "vitest";
import { type Recording, stackChange } from "../../review/engine-data/stack-change.ts";
import { fingerprintOf, fingerprintText, moved, parseFingerprint } from "../../review/fingerprint.ts";
import { recording, secret, side, step, stored, types, urnOf } from "./engine-data/recorded.ts";

const portal = urnOf(types.client, "portal");
const microsoft = urnOf(types.connection, "microsoft");

function reviewed(name = "Portal", more: Parameters<typeof recording>[0] = {}): Recording {
    return recording({
        resources: [
            stored(types.client, "portal", { name: "Old" }),
            stored(types.connection, "microsoft", { options: { clientSecret: secret } }),
        ],
        events: [
            step("update", types.client, "portal", { new: side({ name }) }),
            step("update", types.connection, "microsoft", {
                new: side({ options: { clientSecret: secret }, name: "m" }),
            }),
        ],
        goals: { [portal]: { protect: false }, [microsoft]: { protect: false } },
        ...more,
    });
}

const settings = { "shop:clients": { secure: "v1:abc" } };
const of = (recorded: Recording, given: unknown = settings) => fingerprintOf(stackChange(recorded), given);
const before = of(reviewed());

it("is three hashes of twelve digits in a line, and is read back", () => {
    expect(fingerprintText(before)).toMatch(/^[0-9a-f]{12}\.[0-9a-f]{12}\.[0-9a-f]{12}$/);
    expect(parseFingerprint(` ${fingerprintText(before)}\n`)).toEqual(before);
});

it.each(["", "abc", "a.b.c", `${fingerprintText(before)}.0`, fingerprintText(before).toUpperCase()])(
    "is not read from %j",
    (text) => {
        expect(parseFingerprint(text)).toBeUndefined();
    },
);

it("says which part moved", () => {
    expect(moved(before, before)).toEqual([]);
    expect(moved(before, { plan: "1", state: before.state, settings: "3" })).toEqual(["plan", "settings"]);
});

it("does not move with the engine's order, times and ciphertext", () => {
    const resources = [
        stored(types.connection, "microsoft", { options: { clientSecret: { ...secret, ciphertext: "v1:other" } } }),
        stored(types.client, "portal", { name: "Old" }, { modified: "2027-01-01T00:00:00Z", sourcePosition: "x.ts#1" }),
    ];
    const again = reviewed("Portal", { resources });
    const events = again.events.trim().split("\n");
    const turned = [events[1], events[0], events[2]].join("\n");
    expect(moved(before, of({ ...again, events: turned }))).toEqual([]);
});

it.each<[string, ("plan" | "state" | "settings")[], Recording, unknown?]>([
    ["the program asks for something else", ["plan"], reviewed("Other")],
    [
        "the program lifts protection",
        ["plan"],
        reviewed("Portal", { goals: { [portal]: { protect: true }, [microsoft]: { protect: false } } }),
    ],
    ["the settings are others", ["settings"], reviewed(), { "shop:clients": { secure: "v1:def" } }],
    [
        "somebody changed what it starts from",
        ["state"],
        reviewed("Portal", {
            resources: [
                stored(types.client, "portal", { name: "Old" }, { outputs: { name: "Old", logoUri: "https://x" } }),
                stored(types.connection, "microsoft", { options: { clientSecret: secret } }),
            ],
        }),
    ],
    [
        "a resource was made anew in between",
        ["state"],
        reviewed("Portal", {
            resources: [
                stored(types.client, "portal", { name: "Old" }, { id: "another" }),
                stored(types.connection, "microsoft", { options: { clientSecret: secret } }),
            ],
        }),
    ],
])("moves when %s", (_when, parts, recorded, given = settings) => {
    expect(moved(before, of(recorded, given))).toEqual(parts);
});

it("tells a secret and a value that is not known yet from texts", () => {
    const resources = (value: unknown) => ({ resources: [stored(types.client, "portal", { name: value })] });
    const states = [secret, "secret", "04da6b54-80e4-46f7-96ec-b56ff0331ba9", "unknown", null, [], {}].map(
        (value) => of(recording(resources(value))).state,
    );
    expect(new Set(states).size).toBe(states.length);
});
