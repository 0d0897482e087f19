import { readOptions } from "../drift/kinds/connections.ts";
import { shownOptions } from "../drift/seen-shapes.ts";
import type { Found } from "./found.ts";

/** An option of a connection that the provider does not know, with its value where that is no secret. */
export interface LostOption {
    /** Key of the connection. */
    readonly connection: string;
    readonly option: string;
    readonly value: string;
}

/**
 * The options that the next update of a connection takes away, because Auth0 replaces them whole: set in the Dashboard or by another tool,
 * and not known to the provider. An adoption itself updates no connection; a rotation does.
 */
export function lostOptions({ connections }: Found): LostOption[] {
    return Object.entries(connections).flatMap(([connection, found]) =>
        Object.entries(shownOptions(found?.options ?? {}))
            .filter(([option]) => !readOptions.has(option))
            .map(([option, value]) => ({ connection, option, value })),
    );
}
