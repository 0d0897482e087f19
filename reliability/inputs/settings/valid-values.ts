import fc from "fast-check";

/** A GUID in lower case. */
export const guid = fc.uuid();

/** Bare host names, short and long, as people have them and as nobody does. */
export const hostName = fc.oneof(
    fc.constantFrom("acme.example", "contoso.onmicrosoft.com", "xn--bcher-kva.example", "a.b.c.d.e.example"),
    fc.stringMatching(/^[a-z]([a-z0-9-]{0,20}[a-z0-9])?\.example$/),
);

/** Names as no form would expect them. Each is one that people may give. */
const oddNames = [
    "Acme",
    "Ünïcode ✓ 株式会社",
    "مرحبا بالعالم",
    "👩‍👩‍👧‍👦",
    "a".repeat(120),
    "<b>bold</b>",
    "</script><script>alert(1)</script>",
    "[link](https://evil.example) @octocat #1",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: what others would fill in
    "${pulumi.stack} {{ github.token }} %s %d",
    "null",
    "true",
    "1e3",
    "2026-11-02",
    "~",
    "- a: b",
    "C:\\temp\\n",
    '"quoted"',
    "'single'",
    "__proto__",
    "constructor",
    "#comment",
    "&anchor *alias !!tag",
];

/** A text of one line. @param longest most characters */
export function label(longest: number): fc.Arbitrary<string> {
    const any = fc.oneof(fc.constantFrom(...oddNames), fc.string({ unit: "grapheme-ascii", minLength: 1 }));
    return any.map((text) => text.trim().slice(0, longest).trim()).filter((text) => text !== "");
}

/** Each of the keys, or not. */
export function maybe<T extends object>(values: { [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<Partial<T>> {
    return fc.record(values, { requiredKeys: [] }) as unknown as fc.Arbitrary<Partial<T>>;
}

/** One or more different values. */
export function listOf<T>(value: fc.Arbitrary<T>, most: number): fc.Arbitrary<T[]> {
    return fc.uniqueArray(value, { minLength: 1, maxLength: most });
}

/** One of some values. */
export function some<T>(...values: readonly T[]): fc.Arbitrary<T> {
    return fc.constantFrom(...values);
}

/** The moment some days after a day, written as a day or to the second. */
export function moment(day: string, days: number, form: number): string {
    const time = new Date(Date.parse(day) + days * 86_400_000).toISOString();
    return form === 0 ? time.slice(0, 10) : `${time.slice(0, 19)}Z`;
}
