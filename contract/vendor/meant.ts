import { type OnPurpose, onPurpose, type PublishedOnPurpose, publishedOnPurpose } from "../vendor-differences.ts";
import type { Interaction } from "./cassette.ts";
import type { Difference } from "./comparison.ts";
import type { RouteDifference } from "./openapi-comparison.ts";

/** The row of the table that explains a difference; nothing where none does. */
export function meant(
    route: string,
    { url, version }: Pick<Interaction, "url" | "version">,
    difference: Difference,
    table: readonly OnPurpose[] = onPurpose,
): OnPurpose | undefined {
    const [method, path = ""] = route.split(" ");
    return table.find(
        (row) =>
            path.startsWith(`/api/v2${row.route}`) &&
            (row.method === undefined || row.method === method) &&
            row.kind === difference.kind &&
            matches(row.path, difference.path) &&
            difference.recorded.includes(row.recorded ?? "") &&
            (row.upTo === undefined || version === undefined || compared(version, row.upTo) <= 0) &&
            (row.from === undefined || (version !== undefined && compared(version, row.from) >= 0)) &&
            (row.tenant === undefined || url.hostname.startsWith(`${row.tenant}.`)),
    );
}

/** The row that explains a difference from a document; nothing where none does. */
export function publishedMeant(
    difference: RouteDifference,
    table: readonly PublishedOnPurpose[] = publishedOnPurpose,
): PublishedOnPurpose | undefined {
    const [method, path = ""] = difference.route.split(" ");
    return table.find(
        (row) =>
            path.startsWith(row.route ?? "") &&
            (row.method === undefined || row.method === method) &&
            row.kind === difference.kind &&
            matches(row.path, difference.path),
    );
}

function matches(pattern: string, path: string): boolean {
    const parts = pattern.split("*").map((part) => part.replaceAll(/[.[\]]/g, "\\$&"));
    return new RegExp(`^${parts.join(".*")}$`).test(path);
}

/** Versions compare number by number: 1.9.0 is older than 1.10.0. */
function compared(a: string, b: string): number {
    const [left, right] = [a, b].map((version) => version.split(".").map(Number));
    const differing = left?.findIndex((number, index) => number !== right?.[index]) ?? -1;
    return differing < 0 ? 0 : (left?.[differing] ?? 0) - (right?.[differing] ?? 0);
}
