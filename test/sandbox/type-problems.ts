/** What a client parses each field of a reply as, by the names of its types; kinds are described at `typeProblems`. */
export type ReplyTables = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface ReaderOptions {
    /** Kinds of single values beside those that every client knows. */
    readonly scalars?: Readonly<Record<string, (value: unknown) => boolean>>;

    /** Fields that are no part of an object. @default none */
    readonly isIgnored?: (field: string) => boolean;
}

/**
 * What of a value its reader could not parse, with its place: `jwt_configuration.alg is 1, not string`. A kind is a single value's, or a
 * type of the tables; `?` may be null, `[]` is a list, `{}` an object with any keys, `$name` stands for what the field `name` says.
 */
export function typeProblems(
    tables: ReplyTables,
    kind: string,
    value: unknown,
    place = "",
    options: ReaderOptions = {},
): string[] {
    const wrong = [`${place || "the reply"} is ${JSON.stringify(value)}, not ${kind}`];
    const inside = (inner: string, item: unknown, at: string) => typeProblems(tables, inner, item, at, options);
    if (kind.endsWith("?")) return value === null ? [] : inside(kind.slice(0, -1), value, place);
    if (kind.endsWith("[]")) {
        if (!Array.isArray(value)) return wrong;
        return value.flatMap((item, index) => inside(kind.slice(0, -2), item, `${place}[${index}]`));
    }
    const isScalar = options.scalars?.[kind] ?? scalars[kind];
    if (isScalar !== undefined) return isScalar(value) ? [] : wrong;
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wrong;

    const members = new Map<string, unknown>(Object.entries(value));
    if (kind.endsWith("{}")) {
        return [...members].flatMap(([name, member]) => inside(kind.slice(0, -2), member, within(place, name)));
    }
    const fields = Object.hasOwn(tables, kind) ? tables[kind] : undefined;
    if (fields === undefined) return wrong;
    return [...members].flatMap(([name, member]) => {
        const declared = Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (declared === undefined) {
            return options.isIgnored?.(name) === true ? [] : [`${within(place, name)} is read by nobody`];
        }
        const named = declared.replace(/\$(\w+)/, (_, sibling: string) => String(members.get(sibling)));
        return inside(named, member, within(place, name));
    });
}

function within(place: string, name: string): string {
    return place === "" ? name : `${place}.${name}`;
}

const scalars: Readonly<Record<string, (value: unknown) => boolean>> = {
    string: (value) => typeof value === "string",
    boolean: (value) => typeof value === "boolean",
    integer: Number.isInteger,
    number: Number.isFinite,
    date: (value) => typeof value === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(value),
    anything: () => true,
};
