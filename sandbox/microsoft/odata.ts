import { errors } from "./errors.ts";
import type { GraphReply, GraphRequest, ODataBody } from "./graph-request.ts";
import type { GraphTypes, Published } from "./graph-types.ts";

/** Where a request went and what its query asks for. */
type Asked = Pick<GraphRequest, "query" | "root" | "url">;

/** One object as a reply, with what `$select` asks of it. */
export function entityReply<Kind extends keyof GraphTypes, T extends object>(
    request: Asked,
    kind: Kind,
    object: T & Published<T, GraphTypes[Kind]>,
    status: 200 | 201 = 200,
): GraphReply {
    refuseOptions(request.query, ["$select"]);
    const context = `${request.root}/$metadata#${kind}${selection(request.query)}/$entity`;
    return { status, body: bodyOf(context, selected(object, request.query)) };
}

/** What an action answers: a value of a kind, no object of the directory. */
export function valueReply<Kind extends keyof GraphTypes, T extends object>(
    request: Asked,
    kind: Kind,
    value: T & Published<T, GraphTypes[Kind]>,
): GraphReply {
    return { status: 200, body: bodyOf(`${request.root}/$metadata#${kind}`, value) };
}

/** A page of objects as a reply: filtered by one `eq`, `$top` at a time, with an absolute link to the next page. */
export function listReply<Kind extends keyof GraphTypes, T extends object>(
    request: Asked,
    kind: Kind,
    objects: Iterable<T & Published<T, GraphTypes[Kind]>>,
    filterable: readonly (keyof T & string)[],
    path: string = kind,
): GraphReply {
    const { query, root, url } = request;
    refuseOptions(query, ["$filter", "$select", "$top", "$skiptoken"]);
    const found = [...objects].filter(filterOf(query.get("$filter"), filterable));
    const start = startOf(query.get("$skiptoken"));
    const end = start + pageSize(query.get("$top"));
    const body = bodyOf(`${root}/$metadata#${path}${selection(query)}`, {
        ...(end < found.length ? { "@odata.nextLink": nextLink(url, query, end) } : {}),
        value: found.slice(start, end).map((object) => selected(object, query)),
    });
    return { status: 200, body };
}

function bodyOf(context: string, fields: object): ODataBody {
    return { "@odata.context": context, ...fields } as unknown as ODataBody;
}

/** The condition of a `$filter` of the form `property eq 'value'`; directory strings are compared without regard to case. */
function filterOf<T extends object>(
    filter: string | null,
    filterable: readonly (keyof T & string)[],
): (object: T) => boolean {
    if (filter === null) return () => true;
    if ((filter.split("'").length - 1) % 2 === 1) throw errors.unterminatedFilter(filter);
    const [, name, quoted] = /^\s*(\w+)\s+eq\s+'((?:[^']|'')*)'\s*$/.exec(filter) ?? [];
    const property = filterable.find((one) => one === name);
    if (property === undefined || quoted === undefined) throw errors.notServed(`$filter=${filter}`);
    const value = quoted.replaceAll("''", "'").toLowerCase();
    return (object) => String(object[property]).toLowerCase() === value;
}

function selected(object: object, query: URLSearchParams): object {
    const names = selectedNames(query);
    if (names === undefined) return object;
    const missing = names.find((name) => !Object.hasOwn(object, name));
    if (missing !== undefined) throw errors.notServed(`$select of property '${missing}'`);
    return Object.fromEntries(Object.entries(object).filter(([name]) => names.includes(name)));
}

function selection(query: URLSearchParams): string {
    const names = selectedNames(query);
    return names === undefined ? "" : `(${names.join(",")})`;
}

function selectedNames(query: URLSearchParams): string[] | undefined {
    return query
        .get("$select")
        ?.split(",")
        .map((name) => name.trim());
}

function pageSize(top: string | null): number {
    if (top === null) return 100;
    const size = /^\d{1,3}$/.test(top) ? Number(top) : 0;
    if (size < 1) throw errors.invalidPageSize(top);
    return size;
}

function startOf(skipToken: string | null): number {
    if (skipToken === null) return 0;
    const [, start] = /^after-(\d{1,9})$/.exec(Buffer.from(skipToken, "base64url").toString()) ?? [];
    if (start === undefined) throw errors.expiredPageToken();
    return Number(start);
}

function nextLink(url: string, query: URLSearchParams, start: number): string {
    const next = new Map([...query, ["$skiptoken", Buffer.from(`after-${start}`).toString("base64url")]]);
    return `${url}?${[...next].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

/** Refuses query options that a route does not serve, and any that is given twice. Graph takes them without their `$` too. */
export function refuseOptions(query: URLSearchParams, served: readonly string[]): void {
    const seen = new Set<string>();
    for (const name of query.keys()) {
        if (!served.includes(name)) throw errors.notServed(`Query option ${name}`);
        if (seen.has(name)) throw errors.notServed(`Query option ${name} given twice`);
        seen.add(name);
    }
}
