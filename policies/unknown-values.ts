import { UnknownValueError } from "@pulumi/policy";

/**
 * Checks one after the other. What is not known before the update ends the check of that one only; the rule ends as the SDK has it
 * end, with an advisory note, once the others are checked.
 */
export function checkEach<Item>(items: readonly Item[] | undefined, check: (item: Item) => void): void {
    let unknown: UnknownValueError | undefined;
    // By index, because an unknown element throws as soon as it is read. A list that is redacted as a whole is no list.
    for (let index = 0; Array.isArray(items) && index < items.length; index += 1) {
        try {
            check(items[index] as Item);
        } catch (error) {
            if (!(error instanceof UnknownValueError)) throw error;
            unknown ??= error;
        }
    }
    if (unknown !== undefined) throw unknown;
}

/** A value where it is known already, for what can be told in another way too. */
export function ifKnown<Value>(read: () => Value): Value | undefined {
    try {
        return read();
    } catch (error) {
        if (error instanceof UnknownValueError) return undefined;
        throw error;
    }
}
