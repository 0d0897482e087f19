import { describe, expect, it } from "vitest";
import { valuePhrase } from "../../../review/changes/value-phrase.ts";
import { type PropertyValue, secretMark, unknownMark } from "../../../review/stack-change.ts";

function text(name: string, value: PropertyValue): string {
    return valuePhrase("auth0:index/client:Client", name, value)
        .map((part) => (typeof part === "string" ? part : `‹${part.value}›`))
        .join("");
}

it.each<[string, PropertyValue, string]>([
    ["name", "Portal", "‹Portal›"],
    ["name", "", "empty"],
    ["leeway", 0, "‹0›"],
    ["sso", false, "‹false›"],
    ["name", null, "‹null›"],
    ["callbacks", [], "none"],
    ["addons", {}, "nothing"],
    ["callbacks", ["a", "b"], "‹a›, ‹b›"],
    ["policy", { audience: "x", scopes: ["a"] }, "{ ‹audience›: ‹x›, ‹scopes›: ‹a› }"],
    ["name", secretMark, "[secret]"],
    ["name", unknownMark, "[known after the update]"],
    ["list", [unknownMark, { key: secretMark }], "[known after the update], { ‹key›: [secret] }"],
    ["json", '{"alg":"RS256","n":[1]}', "{ ‹alg›: ‹RS256›, ‹n›: ‹1› }"],
    ["json", "{not json", "‹{not json›"],
])("%s %o is shown as a person reads it", (name, value, shown) => {
    expect(text(name, value)).toBe(shown);
});

it("long values are cut in the middle, between whole characters", () => {
    const shown = text("name", `${"\u{1f511}".repeat(100)}${"b".repeat(100)}`);
    expect(shown).toBe(`‹${"\u{1f511}".repeat(80)} … ${"b".repeat(80)}›`);
});

it("of a long list the first elements are shown", () => {
    const names = Array.from({ length: 23 }, (_none, index) => `n${index}`);
    expect(text("list", names)).toMatch(/‹n19› and 3 more$/);
});

describe("what looks like a credential is never shown", () => {
    const value = "aB3dE9fG1hJ-kL5mN7pQ".repeat(3);

    it.each<[string, PropertyValue]>([
        ["description", value],
        ["clientSecret", "hunter2"],
        ["description", { nested: [{ password: "hunter2" }] }],
        ["json", '{"password":"hunter2"}'],
        ["json", `{"password":"hunter2","more":"${"x".repeat(3000)}"}`],
        ["description", { [value]: 1 }],
        ["description", `before ${value} after`],
    ])("%s %o", (name, secret) => {
        expect(text(name, secret)).not.toMatch(/hunter2|aB3dE9/);
    });
});
