import { describe, expect, it } from "vitest";
import { optional, optionalComputed, type Properties, required } from "../../../sandbox/stand-ins/properties.ts";
import { unknown, type Values } from "../../../sandbox/stand-ins/property-values.ts";
import { importedInputs, refreshedInputs } from "../../../sandbox/stand-ins/refreshed-inputs.ts";
import { inOrder, settledState } from "../../../sandbox/stand-ins/settled-state.ts";

const properties: Properties = {
    title: optional("string"),
    list: optional({ list: "string" }),
    options: optionalComputed({
        object: {
            scopes: optionalComputed({ set: "string" }),
            mode: optional("string"),
            size: optional("integer", { default: 3 }),
        },
    }),
    rules: optional({ set: { object: { key: required("string") } } }),
};

describe("the state after a change", () => {
    it("is what the service said, except for a set, which is as planned", () => {
        const planned = { title: "asked", options: { scopes: ["a", "dropped"], mode: "asked" } };
        const read = { title: "answered", options: { scopes: ["a", "forced"], mode: "answered" } };

        expect(settledState(properties, planned, read)).toEqual({
            title: "answered",
            options: { scopes: ["a", "dropped"], mode: "answered" },
        });
    });

    it("has a set as the service said it, where the plan did not know it", () => {
        const planned: Values = { options: { scopes: unknown } };

        expect(settledState(properties, planned, { options: { scopes: ["a"] } })).toEqual({
            options: { scopes: ["a"] },
        });
    });

    it("has its sets in one order, and its lists as they are", () => {
        const values = { list: ["b", "a"], options: { scopes: ["b", "a"] }, rules: [{ key: "b" }, { key: "a" }] };

        expect(inOrder(properties, values)).toEqual({
            list: ["b", "a"],
            options: { scopes: ["a", "b"] },
            rules: [{ key: "a" }, { key: "b" }],
        });
    });
});

describe("inputs", () => {
    it("that are refreshed keep their order and what the service agrees with, and nothing that was not given", () => {
        const state = { title: "now", list: ["x"], options: { scopes: ["a", "b"], mode: "m" } };
        const inputs = { __defaults: [], title: "then", options: { scopes: ["b", "a"] } };

        expect(refreshedInputs(properties, state, inputs)).toEqual({
            __defaults: [],
            title: "now",
            options: { scopes: ["b", "a"] },
        });
    });

    it("that are refreshed lose what the service no longer has", () => {
        expect(refreshedInputs(properties, { title: "", list: [] }, { title: "then", list: ["x"] })).toEqual({});
    });

    it("of something imported are all that says something, defaults left out", () => {
        const state = { title: "", list: ["x"], options: { scopes: ["a"], mode: "", size: 3 }, rules: [] };

        expect(importedInputs(properties, state)).toEqual({ list: ["x"], options: { scopes: ["a"] } });
    });
});
