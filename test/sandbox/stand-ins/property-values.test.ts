import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
    bothSecrets,
    knownValues,
    plainValues,
    type Secrets,
    secretsIn,
    unknown,
    type Value,
    type Values,
    wireValues,
} from "../../../sandbox/stand-ins/property-values.ts";
import { secret, unknownText } from "./provider-process.ts";

const name = fc.stringMatching(/^[a-z][A-Za-z]{0,8}$/);
const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value }>((tie) => ({
    value: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.boolean(),
        fc.integer(),
        fc.constant(null),
        fc.constant(unknown),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(name, tie("value"), { maxKeys: 3 }),
    ) as fc.Arbitrary<Value>,
})).value;
const values = fc.dictionary(name, value, { maxKeys: 4 }) as fc.Arbitrary<Values>;

describe("property values", () => {
    it("come back as they were, whatever is unknown or secret in them", () => {
        fc.assert(
            fc.property(values, fc.array(name), (given, names) => {
                const secrets: Secrets = Object.fromEntries(names.map((member) => [member, true as const]));
                expect(plainValues(wireValues(given, secrets))).toEqual(plainValues(wireValues(given)));
                expect(plainValues(wireValues(given))).toEqual({ ...given });
            }),
        );
    });

    it("come back with the same secrets, where there is a value", () => {
        fc.assert(
            fc.property(values, fc.array(name), (given, names) => {
                const present = [...new Set(names)].filter((member) => member in given);
                const secrets: Secrets = Object.fromEntries(present.map((member) => [member, true as const]));
                expect(secretsIn(wireValues(given, secrets))).toEqual(present.length === 0 ? undefined : secrets);
            }),
        );
    });

    it("are opened at any depth", () => {
        const sent = { options: { clientSecret: secret("s3cret"), scopes: unknownText }, list: [secret(1), 2] };

        expect(plainValues(sent)).toEqual({ options: { clientSecret: "s3cret", scopes: unknown }, list: [1, 2] });
        expect(secretsIn(sent)).toEqual({ options: { clientSecret: true }, list: true });
    });

    it("are sent without what is undefined, and with secrets around what is unknown", () => {
        expect(wireValues({ a: undefined, b: unknown, c: { d: "x" } }, { b: true, c: { d: true } })).toEqual({
            b: secret(unknownText),
            c: { d: secret("x") },
        });
    });

    it("lose what is unknown, and only that", () => {
        expect(knownValues({ a: unknown, b: { c: unknown, d: null }, e: [unknown, 1] })).toEqual({
            b: { d: null },
            e: [1],
        });
    });

    it.each<[Secrets | undefined, Secrets | undefined, Secrets | undefined]>([
        [undefined, undefined, undefined],
        [undefined, { a: true }, { a: true }],
        [{ a: { b: true } }, { a: { c: true }, d: true }, { a: { b: true, c: true }, d: true }],
        [{ a: { b: true } }, { a: true }, { a: true }],
        [true, { a: true }, true],
    ])("are secret where one of %j and %j says so", (one, other, both) => {
        expect(bothSecrets(one, other)).toEqual(both);
    });
});
