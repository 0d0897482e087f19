import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences, topProperties } from "../../../sandbox/stand-ins/diff.ts";
import { plannedState } from "../../../sandbox/stand-ins/planned-state.ts";
import {
    computed,
    optional,
    optionalComputed,
    type Properties,
    required,
} from "../../../sandbox/stand-ins/properties.ts";
import { unknown, type Values } from "../../../sandbox/stand-ins/property-values.ts";

const properties: Properties = {
    name: required("string", { replaces: true }),
    title: optional("string"),
    label: optionalComputed("string"),
    on: optional("boolean"),
    count: optional("integer"),
    list: optional({ list: "string" }),
    set: optional({ set: "string" }),
    map: optional({ map: "string" }, { replaces: true }),
    options: optionalComputed({
        object: { mode: optional("string"), fixed: optionalComputed("boolean", { replaces: true }) },
    }),
    rules: optional({ set: { object: { key: required("string"), steps: required({ list: "string" }) } } }),
    version: optional({ object: { number: optional("integer", { default: 1 }) } }),
    id: computed("string"),
};

/** What inputs change in a state, as `path: kind`, an exclamation mark where the resource is replaced. */
function changes(state: Values, inputs: Values): string[] {
    return differences(properties, state, plannedState(properties, inputs, state)).map(
        ({ path, kind, replaces }) => `${path}: ${kind}${replaces ? "!" : ""}`,
    );
}

describe("differences", () => {
    it.each<[string, Values, Values, string[]]>([
        ["a changed text", { title: "a" }, { title: "b" }, ["title: update"]],
        ["a text that goes", { title: "a" }, {}, ["title: delete"]],
        ["a text where there was nothing", {}, { title: "b" }, ["title: add"]],
        ["a text that is emptied", { title: "a" }, { title: "" }, ["title: update"]],
        ["a value that comes to be unknown", { title: "a" }, { title: unknown }, ["title: update"]],
        ["a property that replaces", { name: "a" }, { name: "b" }, ["name: update!"]],
        ["a list in another order", { list: ["a", "b"] }, { list: ["b", "a"] }, ["list[0]: update", "list[1]: update"]],
        ["the first of a list going", { list: ["a", "b", "c"] }, { list: ["b", "c"] }, ["list[0]: delete"]],
        ["one more in a list", { list: ["a", "c"] }, { list: ["a", "b", "c"] }, ["list[1]: add"]],
        ["a list that is emptied", { list: ["a"] }, { list: [] }, ["list: delete"]],
        ["one less in a set", { set: ["a", "b"] }, { set: ["b"] }, ["set[0]: delete"]],
        ["one more in a set, by its place in the program", { set: ["a"] }, { set: ["b", "a"] }, ["set[0]: add"]],
        ["one for another in a set", { set: ["a", "z"] }, { set: ["b", "z"] }, ["set[0]: update"]],
        ["an entry of a map", { map: { a: "1", b: "2" } }, { map: { a: "3" } }, ["map.a: update!", "map.b: delete!"]],
        [
            "a member that replaces",
            { options: { fixed: false, mode: "x" } },
            { options: { fixed: true, mode: "x" } },
            ["options.fixed: update!"],
        ],
        [
            "inside an element of a set",
            { rules: [{ key: "a", steps: ["1"] }] },
            { rules: [{ key: "a", steps: ["1", "2"] }] },
            ["rules[0].steps[1]: add"],
        ],
    ])("name %s", (_, state, inputs, expected) => {
        expect(changes(state, inputs)).toEqual(expected);
    });

    it.each<[string, Values, Values]>([
        ["what the service gave and the program leaves out", { label: "given", options: { mode: "x" } }, {}],
        ["what only the service gives", { id: "1" }, {}],
        ["false, 0 and an empty text for nothing", { on: false, count: 0, title: "", list: [] }, {}],
        ["nothing for false, 0 and an empty text", {}, { on: false, count: 0, title: "", list: [] }],
        ["an element of a set that is said twice", { set: ["a"] }, { set: ["a", "a"] }],
        ["a set in another order", { set: ["a", "b"] }, { set: ["b", "a"] }],
        [
            "a set of objects in another order",
            {
                rules: [
                    { key: "a", steps: ["1"] },
                    { key: "b", steps: [] },
                ],
            },
            {
                rules: [
                    { key: "b", steps: [] },
                    { key: "a", steps: ["1"] },
                ],
            },
        ],
        ["an object that holds nothing but a default", { version: { number: 1 } }, {}],
    ])("do not name %s", (_, state, inputs) => {
        expect(changes(state, inputs)).toEqual([]);
    });

    it("are none between a state and the inputs that it came from, in any order of the sets", () => {
        const inputs = fc.record({
            name: fc.string(),
            title: fc.string(),
            on: fc.boolean(),
            list: fc.array(fc.string()),
            set: fc.uniqueArray(fc.string()),
            map: fc.dictionary(fc.string(), fc.string({ minLength: 1 })),
        });
        fc.assert(
            fc.property(inputs, (given) => {
                expect(changes(plannedState(properties, given, {}), { ...given, set: given.set.toReversed() })).toEqual(
                    [],
                );
            }),
        );
    });

    it("lie in top properties, each named once and in order", () => {
        const found = differences(
            properties,
            { title: "a", options: { mode: "a", fixed: false } },
            { title: "b", options: { mode: "b", fixed: true } },
        );
        expect(topProperties(found)).toEqual(["options", "title"]);
    });
});

describe("the planned state", () => {
    it("of a new resource has unknown values where the service will say them", () => {
        expect(plannedState(properties, { name: "n", options: { mode: "x" } }, undefined)).toEqual({
            name: "n",
            label: unknown,
            options: { mode: "x", fixed: unknown },
            id: unknown,
        });
    });

    it("of a resource that is there keeps what the service said", () => {
        const prior = { name: "n", title: "t", label: "l", options: { mode: "x", fixed: true }, id: "1" };
        expect(plannedState(properties, { name: "n", options: { mode: "y" } }, prior)).toEqual({
            name: "n",
            label: "l",
            options: { mode: "y", fixed: true },
            id: "1",
        });
    });
});
