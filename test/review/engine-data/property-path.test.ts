import fc from "fast-check";
import { expect, it } from "vitest";
import { parsePath, pathText } from "../../../review/engine-data/property-path.ts";

it.each([
    ["options.scopes[1]", ["options", "scopes", 1]],
    ['tags["a.b"].c', ["tags", "a.b", "c"]],
    ['["say \\"hi\\""]', ['say "hi"']],
    ["list[*].name", ["list", "*", "name"]],
    ["broken[", ["broken["]],
])("%s is read", (text, path) => {
    expect(parsePath(text)).toEqual(path);
});

it("what is written can be read, whatever the names are", () => {
    const letter = fc.constantFrom(...'ab1.[]"\\*$-_ \n\u00e9\u{1f511}');
    const step = fc.oneof(fc.string({ minLength: 1, unit: letter }), fc.nat());
    fc.assert(
        fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (path) => {
            expect(parsePath(pathText(path))).toEqual(path);
        }),
    );
});
