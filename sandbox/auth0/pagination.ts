import { errors } from "./errors.ts";

/** How the items of a list are told apart and shown. */
interface Listing<Item> {
    readonly id: (item: Item) => string;
    readonly show: (item: Item) => object;

    /** Length of a page that the query does not ask for. @default 50 */
    readonly perPage?: number;
}

/**
 * One page of a list, in the form the query asks for: checkpoint pages (`take`, `from`) in an envelope with `next` until the last;
 * offset pages (`page`, `per_page`) in an envelope with totals, or bare without `include_totals`. Where a request carries both, as
 * the provider's do, the checkpoint wins.
 */
export function pageOf<Item>(
    name: string,
    items: readonly Item[],
    listing: Listing<Item>,
    query: URLSearchParams,
): object {
    if (query.has("take") || query.has("from")) return checkpointPage(name, items, listing, query);

    const limit = Number(query.get("per_page") ?? listing.perPage ?? 50);
    const start = Number(query.get("page") ?? 0) * limit;
    const page = items.slice(start, start + limit).map(listing.show);
    return query.get("include_totals") === "true" ? { total: items.length, start, limit, [name]: page } : page;
}

/** One checkpoint page. `next` names the last item given out, so that additions and removals elsewhere shift nothing. */
export function checkpointPage<Item>(
    name: string,
    items: readonly Item[],
    { id, show }: Listing<Item>,
    query: URLSearchParams,
): object {
    const from = query.get("from");
    const start = from === null ? 0 : items.findIndex((item) => cursorAfter(id(item)) === from) + 1;
    if (from !== null && start === 0) throw errors.cursor();

    const end = start + Number(query.get("take") ?? 50);
    const last = items[end - 1];
    const next = last !== undefined && end < items.length ? { next: cursorAfter(id(last)) } : {};
    return { [name]: items.slice(start, end).map(show), ...next };
}

function cursorAfter(id: string): string {
    return Buffer.from(id).toString("base64url");
}
