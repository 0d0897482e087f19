/**
 * JSON as Go writes it, and so as the provider keeps it in the state: members sorted, no spaces, and `<`, `>` and `&` escaped.
 * A text that says the same in another way is a difference for ever.
 */
export function goJson(value: unknown): string {
    return JSON.stringify(sorted(value)).replace(
        /[<>&\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}

function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== "object" || value === null) return value;
    const members = Object.entries(value).map(([name, member]) => [name, sorted(member)] as const);
    return Object.fromEntries(members.sort(([one], [other]) => (one < other ? -1 : 1)));
}
