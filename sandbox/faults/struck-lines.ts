import type { StruckFault } from "../service/faults.ts";
import { routePattern } from "../service/route-pattern.ts";
import { faultKinds } from "./fault-kinds.ts";

/** One fault that struck: `Auth0 POST /api/v2/clients: 503`. */
export function struckLine({ kind, method, path, service }: StruckFault): string {
    const vendor = service === "auth0" ? "Auth0" : service === "microsoft" ? "Microsoft" : service;
    return `${vendor} ${method} ${routePattern(path)}: ${titles[kind] ?? kind}`;
}

/** What struck, each once, with how often, in the order of the first time. */
export function struckLines(struck: readonly StruckFault[]): string[] {
    const counts = new Map<string, number>();
    for (const line of struck.map(struckLine)) counts.set(line, (counts.get(line) ?? 0) + 1);
    if (counts.size === 0) return ["nothing struck"];
    return [...counts].map(([line, count]) => `${count} × ${line}`);
}

const titles: Readonly<Record<string, string>> = {
    ...Object.fromEntries(Object.entries(faultKinds).map(([name, { title }]) => [name, title])),
    "over the limit": "429: over Auth0's or Microsoft's published limit",
};
