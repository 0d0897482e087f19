import { isObject } from "../service/is-object.ts";

/** A value the engine does not know yet: it comes from a resource that a preview has not made. */
export const unknown: unique symbol = Symbol("unknown");

/** A property's value inside a provider: plain, with secrets laid open. */
export type Value = string | number | boolean | null | typeof unknown | readonly Value[] | Values;

/** The properties of a resource, or of an object inside one. */
export interface Values {
    readonly [name: string]: Value | undefined;
}

/** Which values are secret: the whole of it, or some members of an object. A secret inside a list makes the list secret. */
export type Secrets = true | { readonly [name: string]: Secrets };

const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** What the engine sends for "unknown": one text for each kind of value. */
const unknownTexts: ReadonlySet<unknown> = new Set([
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const [unknownText] = unknownTexts;

/** Reads properties as the engine sends them: secrets opened, unknown values recognised. */
export function plainValues(wire: unknown): Values {
    const values = plainValue(wire);
    return isValues(values) ? values : {};
}

/** Finds the secrets in properties as the engine sends them. */
export function secretsIn(wire: unknown): Secrets | undefined {
    if (isSecret(wire)) return true;
    if (Array.isArray(wire)) return wire.some((element) => secretsIn(element) !== undefined) ? true : undefined;
    if (!isObject(wire)) return undefined;
    const members = Object.entries(wire).flatMap(([name, value]) => {
        const secrets = secretsIn(value);
        return secrets === undefined ? [] : [[name, secrets] as const];
    });
    return members.length === 0 ? undefined : Object.fromEntries(members);
}

/** Secret wherever one of two says so. */
export function bothSecrets(one: Secrets | undefined, other: Secrets | undefined): Secrets | undefined {
    if (one === undefined || other === true) return other;
    if (other === undefined || one === true) return one;
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries(
        [...names].flatMap((name) => {
            const secrets = bothSecrets(one[name], other[name]);
            return secrets === undefined ? [] : [[name, secrets] as const];
        }),
    );
}

/** Writes properties as the engine takes them, with what is secret wrapped as such. */
export function wireValues(values: Values, secrets?: Secrets): Record<string, never> {
    return wireValue(values, secrets) as Record<string, never>;
}

/** Values without what is unknown, at any depth. */
export function knownValues(values: Values): Values {
    return Object.fromEntries(
        Object.entries(values).flatMap(([name, value]) => (value === unknown ? [] : [[name, knownValue(value)]])),
    );
}

/** An object, and neither a list nor the unknown value. */
export function isValues(value: Value | undefined): value is Values {
    return isObject(value);
}

function knownValue(value: Value | undefined): Value | undefined {
    if (Array.isArray(value))
        return value.filter((element) => element !== unknown).map((item) => knownValue(item) ?? null);
    return isValues(value) ? knownValues(value) : value;
}

function plainValue(wire: unknown): Value {
    if (isSecret(wire)) return plainValue(wire["value"]);
    if (unknownTexts.has(wire)) return unknown;
    if (Array.isArray(wire)) return wire.map(plainValue);
    if (isObject(wire))
        return Object.fromEntries(Object.entries(wire).map(([name, value]) => [name, plainValue(value)]));
    return (wire ?? null) as Value;
}

function wireValue(value: Value, secrets: Secrets | undefined): unknown {
    if (secrets === true) return { [signature]: secretSignature, value: wireValue(value, undefined) };
    if (value === unknown) return unknownText;
    if (Array.isArray(value)) return value.map((element) => wireValue(element, undefined));
    if (!isValues(value)) return value;
    return Object.fromEntries(
        Object.entries(value).flatMap(([name, member]) =>
            member === undefined ? [] : [[name, wireValue(member, secrets?.[name])]],
        ),
    );
}

function isSecret(wire: unknown): wire is Record<string, unknown> {
    return isObject(wire) && wire[signature] === secretSignature;
}
