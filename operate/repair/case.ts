import type { Settings } from "../../stacks/settings/settings.ts";
import type { Take } from "./diagnosis.ts";
import { type KnownState, type Type, types } from "./known-state.ts";
import type { Seen } from "./seen.ts";

/** What a diagnosis is made of. */
export interface Case {
    readonly stack: string;

    /** The stack, as its objects say: `microsoft-connection/dev`. */
    readonly owner: string;
    readonly settings: Settings;
    readonly state: KnownState;
    readonly seen: Seen;
    readonly now: Date;
}

/** What the program calls something, and what it called it before. */
export type Names = readonly [now: string, ...before: string[]];

/** Takes an object that the state has neither by its id nor by its name. */
export function takeUnknown(
    { state }: Pick<Case, "state">,
    type: Type,
    names: Names,
    object: { readonly id: string | undefined; readonly what: string },
): Take[] {
    const { id, what } = object;
    if (id === undefined || state.hasObject(type, id) || state.idOf(type, names) !== undefined) return [];
    return [{ type: types[type], name: names[0], id, what }];
}

/** The names that a key and its former ones give something. */
export function namesOf(
    key: string,
    { formerKeys }: { readonly formerKeys: readonly string[] },
    name = (one: string) => one,
): Names {
    return [name(key), ...formerKeys.map(name)];
}
