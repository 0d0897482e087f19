import { isDeepStrictEqual } from "node:util";
import { myAccountAudience } from "../../infra/auth0-domains.ts";
import { type ClientCase, clientRows } from "./client-rows.ts";
import { type ConnectionCase, connectionRows } from "./connection-rows.ts";
import type { Found } from "./found.ts";
import { domainsOf, type Sketch } from "./sketch.ts";

/** A change of one value in the stack file. */
export interface Edit {
    /** Keys that lead to it, below the stack's own settings: `["connections", "acme", "appName"]`. */
    readonly path: readonly string[];

    /** What it holds now; undefined where it is not written. */
    readonly before: unknown;

    /** What it is to hold; undefined takes it out. */
    readonly after: unknown;
}

/** How one setting follows from what was found. */
export interface Row<Case> {
    readonly setting: string;

    /** The value that changes nothing; undefined where only leaving it out does. */
    readonly found: (found: Case) => unknown;

    /** The setting's default, which need not be written. @default none */
    readonly standard?: (found: Case) => unknown;

    /** Whether a person's own words stand, although something else was found. @default false */
    readonly keeps?: (written: unknown, found: Case) => boolean;
}

/**
 * The edits after which a stack file says what was found. What does not exist stays as the file has it: the first update makes it.
 *
 * @param managed keys of what the state has already, which stays as it is: `connections.acme`, `clients.portal`, `auth0.myAccountApi`
 */
export function proposal(sketch: Sketch, found: Found, managed: ReadonlySet<string> = new Set()): Edit[] {
    const connections = Object.entries(sketch.connections).flatMap(([key, written]) => {
        const connection = found.connections[key];
        if (connection === undefined || managed.has(`connections.${key}`)) return [];
        return editsOf(["connections", key], connectionRows, written, { key, connection, sketch });
    });
    const clients = Object.entries(sketch.clients).flatMap(([key, written]) => {
        const client = found.clients[key];
        if (client === undefined || managed.has(`clients.${key}`)) return [];
        return editsOf(["clients", key], clientRows[written.kind], written, { key, client });
    });
    const api = managed.has("auth0.myAccountApi") ? [] : myAccountApi(sketch, found);
    return [...api, ...connections, ...clients];
}

function editsOf<Case extends ConnectionCase | ClientCase>(
    path: readonly string[],
    rows: readonly Row<Case>[],
    written: Readonly<Record<string, unknown>>,
    found: Case,
): Edit[] {
    return rows.flatMap((row) => {
        const before = written[row.setting];
        const value = row.found(found);
        const standard = row.standard?.(found);
        if (before === undefined ? value === undefined || isSame(value, standard) : isSame(before, value)) return [];
        if (before !== undefined && row.keeps?.(before, found) === true) return [];
        const after = value === undefined || (before === undefined && isSame(value, standard)) ? undefined : value;
        return [{ path: [...path, row.setting], before, after }];
    });
}

/** The My Account API that the tenant has serves other stacks too: unless the file says otherwise, it is used and not managed. */
function myAccountApi(sketch: Sketch, { apis }: Found): Edit[] {
    const all = domainsOf(sketch).every((domain) => apis[myAccountAudience(domain)] !== undefined);
    if (!all || sketch.auth0.myAccountApi !== undefined) return [];
    return [{ path: ["auth0", "myAccountApi"], before: undefined, after: "adopt" }];
}

/** The order of a list says nothing, but for callbacks, which are never compared with a default. */
function isSame(one: unknown, other: unknown): boolean {
    return isDeepStrictEqual(unordered(one), unordered(other));
}

function unordered(value: unknown): unknown {
    return Array.isArray(value) && value.every((item) => typeof item === "string") ? value.toSorted() : value;
}
