import type { Json, ManagementClient } from "./management-client.ts";

/** Query of a list whose reply tells how long it is. */
export const totals = { include_totals: "true", per_page: "50" } as const;

/** All items of a list that is told in pages with numbers. */
export async function paged(
    management: ManagementClient,
    path: string,
    items: string,
    query: Readonly<Record<string, string>>,
): Promise<Json[]> {
    const all: Json[] = [];
    for (let page = 0; ; page += 1) {
        const body = await management.get(path, { ...query, include_totals: "true", page: String(page) });
        all.push(...((body[items] ?? []) as Json[]));
        const { start, limit, total } = body as Record<string, number>;
        if ((total ?? 0) <= (start ?? 0) + (limit ?? 0)) return all;
    }
}

/** All items of a list that is told from one checkpoint to the next. */
export async function checkpointed(
    management: ManagementClient,
    path: string,
    items: string,
    query: Readonly<Record<string, string>>,
): Promise<Json[]> {
    const all: Json[] = [];
    for (let from: Record<string, string> | undefined = {}; from !== undefined; ) {
        const body: Json = await management.get(path, { ...query, ...from, take: "100" });
        all.push(...((body[items] ?? []) as Json[]));
        from = typeof body["next"] === "string" && body["next"] !== "" ? { from: body["next"] } : undefined;
    }
    return all;
}
