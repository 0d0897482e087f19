import fc from "fast-check";
import { expect, it } from "vitest";
import { goJson } from "../../../../sandbox/stand-ins/auth0/go-json.ts";

it.each<[unknown, string]>([
    [{ b: 1, a: { d: null, c: [true, "x"] } }, '{"a":{"c":[true,"x"],"d":null},"b":1}'],
    [{ html: "<a href='x'>&</a>" }, `{"html":"\\u003ca href='x'\\u003e\\u0026\\u003c/a\\u003e"}`],
    [[], "[]"],
])("writes %j as %s", (value, text) => {
    expect(goJson(value)).toBe(text);
});

it("says the same as the value, and the same for members in any order", () => {
    fc.assert(
        fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
            expect(JSON.parse(goJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
            expect(goJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(goJson(value));
        }),
    );
});
