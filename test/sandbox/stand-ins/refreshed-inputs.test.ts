import { describe, expect, it } from "vitest";
import { computed, optional, type Properties, required } from "../../../sandbox/stand-ins/properties.ts";
import type { Values } from "../../../sandbox/stand-ins/property-values.ts";
import { importedInputs, refreshedInputs } from "../../../sandbox/stand-ins/refreshed-inputs.ts";

const rule: Properties = {
    key: required("string"),
    kind: optional("string", { default: "plain" }),
    note: optional("string"),
    id: computed("string"),
};

const properties: Properties = {
    title: optional("string"),
    kind: optional("string", { default: "plain" }),
    on: optional("boolean"),
    list: optional({ list: "string" }),
    set: optional({ set: "string" }),
    options: optional({ object: rule }),
    steps: optional({ list: { object: rule } }),
    rules: optional({ set: { object: rule } }),
    id: computed("string"),
};

describe("the inputs after a refresh", () => {
    it.each<[string, Values, Values, Values]>([
        ["are the same where nothing changed", { title: "a", id: "1" }, { title: "a" }, { title: "a" }],
        ["say what the service says otherwise", { title: "b" }, { title: "a" }, { title: "b" }],
        ["leave out what is gone", { title: "" }, { title: "a" }, {}],
        ["do not take up what the program never said", { title: "a", on: true }, { title: "a" }, { title: "a" }],
        ["keep what means nothing and is not there", {}, { on: false }, { on: false }],
        ["keep a set's order in the program", { set: ["a", "b"] }, { set: ["b", "a"] }, { set: ["b", "a"] }],
        ["have one more of a set at its end", { set: ["a", "b", "c"] }, { set: ["c", "a"] }, { set: ["c", "a", "b"] }],
        ["have one less of a set", { set: ["a"] }, { set: ["b", "a"] }, { set: ["a"] }],
        ["tell equal elements of a set apart", { set: ["a", "b"] }, { set: ["a", "a"] }, { set: ["a", "b"] }],
        ["have a list as the service has it", { list: ["b", "a"] }, { list: ["a", "b"] }, { list: ["b", "a"] }],
        [
            "change members of an object one by one",
            { options: { key: "b", kind: "plain", note: "n", id: "1" } },
            { options: { key: "a", kind: "plain" } },
            { options: { key: "b", kind: "plain" } },
        ],
        [
            "do not take an object's id for a change of a set",
            { rules: [{ key: "a", kind: "plain", note: "", id: "1" }] },
            { rules: [{ key: "a", kind: "plain" }] },
            { rules: [{ key: "a", kind: "plain" }] },
        ],
        [
            "have a changed object of a set as an import would",
            { rules: [{ key: "b", kind: "plain", note: "n", id: "2" }] },
            { rules: [{ key: "a", kind: "plain" }] },
            { rules: [{ key: "b", note: "n" }] },
        ],
        [
            "change members of an object in a list, and add what is more",
            {
                steps: [
                    { key: "b", id: "1" },
                    { key: "c", id: "2" },
                ],
            },
            { steps: [{ key: "a", kind: "plain" }] },
            { steps: [{ key: "b" }, { key: "c" }] },
        ],
    ])("%s", (_, state, inputs, expected) => {
        expect(refreshedInputs(properties, state, inputs)).toEqual(expected);
    });

    it("keep the engine's note of what was chosen for the program", () => {
        const inputs = { __defaults: ["title"], title: "a" };

        expect(refreshedInputs(properties, { title: "b" }, inputs)).toEqual({ __defaults: ["title"], title: "b" });
    });
});

it("the inputs of an import say all that is neither computed, nothing nor a default", () => {
    const state = {
        title: "a",
        kind: "plain",
        on: false,
        set: ["b"],
        list: [],
        rules: [{ key: "k", id: "1" }],
        id: "1",
    };

    expect(importedInputs(properties, state)).toEqual({ title: "a", set: ["b"], rules: [{ key: "k" }] });
});
