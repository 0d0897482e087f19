import { type StackChange, secretMark, unknownMark } from "../../review/stack-change.ts";

/** What services make up: UUIDs, times, and long random words with a digit in them. */
const generated = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.]+Z|[A-Za-z0-9]{16,}/g;

/**
 * A change in a sandbox that ends with its review, as it would be in any other such sandbox: the ids and times that its services have made
 * up are numbered, in the order of the resources that have them. What a resource was asked to have stays as it is.
 */
export function withStableIds(change: StackChange): StackChange {
    const ids = new Set<string>();
    for (const { id = "", inputs, outputs } of change.before.toSorted(byUrn)) {
        const own = new Set(idsIn(inputs));
        for (const found of [...idsIn(id), ...idsIn(outputs)]) if (!own.has(found)) ids.add(found);
    }
    const numbers = new Map([...ids].map((id, index) => [id, `generated-${index + 1}`]));
    return renamed(change, numbers) as StackChange;
}

function idsIn(value: unknown): string[] {
    if (typeof value === "string") return (value.match(generated) ?? []).filter((word) => /\d/.test(word));
    if (typeof value !== "object" || value === null) return [];
    return Object.entries(value)
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .flatMap(([, inside]) => idsIn(inside));
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
