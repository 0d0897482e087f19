import fc from "fast-check";

/** Stands for a secret that someone put where it does not belong. */
export const secretText = "cle8Q~opatra7f_Kx2LpZ0vR4tNwYb6JmHcEdGa1s";

/** Keys under which people put secrets. */
export const secretKeys = ["clientSecret", "client_secret", "password", "apiKey", "token", "privateKey", "secret"];

/** Keys that JavaScript has a meaning for, misspelled ones, and ones that are hard to write. */
export const oddKey = fc.oneof(
    fc.constantFrom("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "valueOf", "length", "then"),
    fc.constantFrom("scope", "conections", "Domain", "clientsecret", "strategy ", "name", "kind", "secure"),
    fc.constantFrom(
        "",
        " ",
        "a.b",
        "a[0]",
        '"',
        "'",
        "\\",
        "\n",
        "\u202e",
        "\u0000",
        "0",
        "-1",
        "🙂",
        "a:b",
        "a".repeat(70),
    ),
    fc.string({ unit: "binary", maxLength: 8 }),
);

const oddText = fc.constantFrom(
    "",
    " ",
    "acme",
    "a",
    "constructor",
    "__proto__",
    "org_",
    "https://",
    "http://[::1]:3000/x",
    "https://a b",
    "https://*.example",
    "https://user:pass@x.example",
    "javascript:alert(1)",
    "2027-02-30",
    "2027-02-30T25:61:61Z",
    "9999-99-99",
    "127.0.0.1",
    "xn--",
    "ACME.eu.auth0.com",
    "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
    '{"kty":"RSA","n":"__","e":"AQAB"}',
    '{"kty":"oct","k":"AAAA"}',
    '{"a":1}',
    "[1,2]",
    "null",
    "\u0000",
    "\u001b[31mred\u001b[0m\u0007",
    "\u202egnp.exe",
    "\ud800",
    "e\u0301".repeat(300),
    "🙂".repeat(200),
    "x".repeat(5000),
    "' ; rm -rf ~ ; '",
    "$(id)`id`",
    "<script>alert(1)</script>",
);

const text = fc.oneof(oddText, fc.string({ unit: "binary" }), fc.string());

/** Wrong types, empty and huge things, and what is nearly right. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
    text,
    fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e300, -0, 2 ** 53, [], {}, [[]], [null], { a: null }, [
        {},
    ]),
    fc.constantFrom<unknown>({ secure: "AAABAKz0x" }, [{ secure: "AAABAKz0x" }], { value: 1, alias: "prompt" }),
    fc.array(text, { maxLength: 3 }),
    fc.dictionary(oddKey, fc.oneof(text, fc.integer()), { maxKeys: 3 }),
    fc.jsonValue({ maxDepth: 4 }),
    fc.constant(Array.from({ length: 60 }, (_, index) => `item-${index}`)),
    fc.integer({ min: 1, max: 60 }).map((depth) => nested(depth)),
);

function nested(depth: number): unknown {
    return depth === 0 ? "deep" : depth % 2 === 0 ? [nested(depth - 1)] : { a: nested(depth - 1) };
}

/** What a person can write in YAML and mean something else by. */
export const yamlTraps = [
    "2026-11-02",
    "2026-11-02T10:00:00Z",
    "2026-11-02 10:00:00",
    "0x1F",
    "0o17",
    "017",
    "1_000",
    "1e400",
    "-.inf",
    ".nan",
    "12345678901234567890",
    "yes",
    "No",
    "on",
    "~",
    "",
    "!!str 1",
    "!!int '7'",
    "!!float x",
    "!!binary aGVsbG8=",
    "!!set {a, b}",
    "!!omap [a: 1]",
    "!!timestamp 2026-11-02",
    "!unknown x",
    "!!js/function 'function () {}'",
    "&a 1",
    "*a",
    "&a [*a]",
    "{<<: {a: 1}}",
    "[a, [b, {c: d}]]",
    "{a: 1, a: 2}",
    "{__proto__: {x: 1}, constructor: 2}",
    '{"a": "\\x1b[31m"}',
    '"\\0\\e\\u202e"',
    "'it''s'",
    "@at",
    "`tick`",
    "%percent",
    "|\n      many\n      lines",
    "1:30",
    "1.2.3.4/33",
];
