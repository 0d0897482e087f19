/**
 * The fields of a reply that a query asks for: those in `fields`, or all others with `include_fields=false`.
 *
 * @param always fields that Auth0 sends whatever is asked for
 */
export function selectedFields(object: object, query: URLSearchParams, always: readonly string[] = []): object {
    const fields = query.get("fields");
    if (fields === null || fields === "") return object;

    const named = new Set(fields.split(","));
    const included = query.get("include_fields") !== "false";
    return Object.fromEntries(
        Object.entries(object).filter(([key]) => always.includes(key) || named.has(key) === included),
    );
}
