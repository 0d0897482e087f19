import { type StackChange, secretMark, unknownMark } from "../../review/stack-change.ts";

/** What services make up: UUIDs, times, Microsoft Graph's ids of 32 bytes, and other long words. */
const generated =
    /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|(?<![\w-])[\w-]{43}(?![\w-])|[A-Za-z0-9]{16,}/g;

/**
 * A change in a sandbox that ends with its review, as it would be in any other such sandbox: the ids and times that its services have made
 * up are numbered, in the order of the resources that have them. What a resource was asked to have stays as it is.
 */
export function withStableIds(change: StackChange): StackChange {
    const resources = change.before.toSorted(byUrn);
    const ids = new Set(resources.flatMap(({ id }) => wordsIn(id)));
    // A long word elsewhere may be anybody's, unless it has a digit in it.
    const isMadeUp = (word: string) => ids.has(word) || /\d/.test(word);
    const found = resources.flatMap(({ id, inputs, outputs }) => {
        const own = new Set(wordsIn(inputs));
        return [...wordsIn(id), ...wordsIn(outputs)].filter((word) => isMadeUp(word) && !own.has(word));
    });
    const numbers = new Map([...new Set(found)].map((word, index) => [word, `generated-${index + 1}`]));
    return renamed(change, numbers) as StackChange;
}

function wordsIn(value: unknown): string[] {
    if (typeof value === "string") return value.match(generated) ?? [];
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([, inside]) => wordsIn(inside));
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
    if (value === secretMark || value === unknownMark) return value;
    if (typeof value === "string") return value.replace(generated, (word) => names.get(word) ?? word);
    if (Array.isArray(value)) return value.map((item) => renamed(item, names));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, renamed(inside, names)]));
}

function byUrn(one: { readonly urn: string }, other: { readonly urn: string }): number {
    return one.urn < other.urn ? -1 : Number(one.urn > other.urn);
}
