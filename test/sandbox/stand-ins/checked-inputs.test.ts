import { describe, expect, it } from "vitest";
import { checkedInputs } from "../../../sandbox/stand-ins/checked-inputs.ts";
import { computed, optional, type Properties, required } from "../../../sandbox/stand-ins/properties.ts";
import { unknown, type Values } from "../../../sandbox/stand-ins/property-values.ts";
import { oneOf, redirectUri, rfc3339, uuid } from "../../../sandbox/stand-ins/value-checks.ts";

const properties: Properties = {
    name: required("string", { autoname: true }),
    kind: optional("string", { check: oneOf(["a", "b"]), default: "a" }),
    key: optional("string", { secret: true, check: oneOf(["good"]) }),
    count: optional("integer"),
    on: optional("boolean"),
    names: optional({ set: "string" }, { check: oneOf(["x", "y"]) }),
    labels: optional({ map: "string" }),
    part: optional({ object: { must: required("string"), may: optional("integer", { default: 2 }) } }),
    id: computed("string"),
};

function checked(inputs: Values, priorInputs?: Values) {
    const seed = new Uint8Array(32).fill(0xab);
    return checkedInputs(properties, { name: "it", inputs, priorInputs, seed });
}

describe("checked inputs", () => {
    it("have the defaults filled in, and say which are the provider's", () => {
        expect(checked({ name: "n", part: { must: "m" } })).toEqual({
            inputs: { __defaults: ["kind"], name: "n", kind: "a", part: { must: "m", may: 2 } },
            failures: [],
        });
    });

    it("have a name after the resource where none is given, the same as before", () => {
        expect(checked({}).inputs["name"]).toBe("it-abababa");
        expect(checked({}, { __defaults: ["name"], name: "it-1234567" }).inputs["name"]).toBe("it-1234567");
        expect(checked({}, { __defaults: [], name: "given" }).inputs["name"]).toBe("it-abababa");
    });

    it("are what they stand for", () => {
        expect(checked({ name: 5, count: "7", on: "true", labels: { a: 1 } }).inputs).toMatchObject({
            name: "5",
            count: 7,
            on: true,
            labels: { a: "1" },
        });
    });

    it("may be unknown, and null for nothing", () => {
        const { inputs, failures } = checked({ name: unknown, kind: unknown, names: unknown, count: null });

        expect(failures).toEqual([]);
        expect(inputs).toEqual({ __defaults: [], name: unknown, kind: unknown, names: unknown });
    });

    it.each<[string, Values, string]>([
        [
            "an input the provider does not know",
            { extra: 1 },
            `Invalid or unknown key: the stand-in provider takes no "extra". Examine values at 'it.extra'.`,
        ],
        [
            "an output given as an input",
            { id: "1" },
            `Invalid or unknown key: the stand-in provider takes no "id". Examine values at 'it.id'.`,
        ],
        [
            "an unknown member",
            { part: { must: "m", extra: 1 } },
            `Invalid or unknown key: the stand-in provider takes no "extra". Examine values at 'it.part.extra'.`,
        ],
        [
            "a value that is not allowed",
            { kind: "c" },
            `expected kind to be one of ["a" "b"], got "c". Examine values at 'it.kind'.`,
        ],
        [
            "an element that is not allowed",
            { names: ["x", "z"] },
            `expected names[1] to be one of ["x" "y"], got "z". Examine values at 'it.names[1]'.`,
        ],
        [
            "a secret, without telling it",
            { key: "bad" },
            `expected key to be one of ["good"]. Examine values at 'it.key'.`,
        ],
        ["another type", { count: 1.5 }, `expected count to be an integer, got 1.5. Examine values at 'it.count'.`],
        ["a text for a list", { names: "x" }, `expected names to be a list, got "x". Examine values at 'it.names'.`],
        ["a list for an object", { part: [] }, `expected part to be an object. Examine values at 'it.part'.`],
        [
            "a missing member",
            { part: {} },
            `Missing required argument. The argument "must" is required, but no definition was found. Examine values at 'it.part.must'.`,
        ],
    ])("refuse %s", (_, inputs, failure) => {
        expect(checked({ name: "n", ...inputs }).failures).toEqual([failure]);
    });
});

describe("value checks", () => {
    it.each([
        ["https://acme-dev.eu.auth0.com/login/callback", undefined],
        ["https://host/", undefined],
        ["https://host", "to have a path, or a slash after the host"],
        ["ftp://host/path", "to start with https://"],
        ["/login/callback", "to be a URI with a host"],
        [`https://host/${"x".repeat(250)}`, "to be at most 256 characters long"],
    ])("take %s as a redirect URI, or say %s", (uri, problem) => {
        expect(redirectUri(uri)).toBe(problem);
    });

    it("take dates as RFC 3339 has them", () => {
        const dates = ["2027-06-01T00:00:00Z", "2027-06-01T00:00:00.5+02:00", "2027-06-01", "2027-13-01T00:00:00Z"];
        expect(dates.map((date) => rfc3339(date) === undefined)).toEqual([true, true, false, false]);
    });

    it("take a UUID in either case, and nothing around it", () => {
        const ids = ["00000003-0000-0000-C000-000000000000", "/applications/00000003-0000-0000-c000-000000000000"];
        expect(ids.map((id) => uuid(id) === undefined)).toEqual([true, false]);
    });
});
