import fc from "fast-check";
import { expect, it } from "vitest";
import { merged } from "../../../sandbox/microsoft/merged.ts";

it("merges objects, replaces arrays and everything else, and keeps what the patch leaves out", () => {
    const target = { web: { redirectUris: ["a", "b"], logoutUrl: null }, tags: ["one"], notes: "old", info: { x: 1 } };
    const patch = { web: { redirectUris: ["c"] }, tags: [], notes: null };
    expect(merged(target, patch)).toEqual({
        web: { redirectUris: ["c"], logoutUrl: null },
        tags: [],
        notes: null,
        info: { x: 1 },
    });
    expect(target.web.redirectUris).toEqual(["a", "b"]);
});

it("changes nothing the second time, and nothing where the patch is empty", () => {
    const json = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
        fc.property(json, json, (target, patch) => {
            const once = merged(target, patch);
            expect(merged(once, patch)).toEqual(once);
            expect(merged(target, {})).toEqual(target);
        }),
    );
});

it("takes a key named __proto__ as a key like any other", () => {
    const patch = JSON.parse('{"__proto__":{"polluted":true}}');
    merged({}, patch);
    merged(JSON.parse('{"__proto__":{}}'), patch);
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
});
