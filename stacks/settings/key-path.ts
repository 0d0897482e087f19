import { isVisible, visible } from "./visible.ts";

/** Where a setting is: `["connections", "microsoft", "scopes", 2]`. */
export type KeyPath = readonly (string | number)[];

/** A path as people and Pulumi write it: `connections.microsoft.scopes[2]`. */
export function keyText(path: KeyPath): string {
    return path.map((step, index) => (typeof step === "number" ? `[${step}]` : name(step, index === 0))).join("");
}

/** The command that sets one setting; what a terminal would not show is told in words instead. */
export function setCommand(path: KeyPath, value: string | number | boolean): string {
    const text = String(value);
    if (!canBeTyped(path)) return `set ${keyText(path)} to ${visible(text)} in the stack file, or take its key out`;
    const key = configKey(path);
    const options = [
        ...(path.length > 1 ? ["--path"] : []),
        // Pulumi reads whole numbers and truth values out of a path's value, unless it is told the type.
        ...(typeof value === "string" && path.length > 1 && /^(-?\d+|true|false)$/.test(text) ? ["--type string"] : []),
        // Pulumi refuses a long value under a key that sounds secret, unless it is told that it is none.
        ...(/passwd|pass|pwd|secret|token/i.test(key) && text.length > 6 ? ["--plaintext"] : []),
    ];
    return ["pulumi config set", ...options, quoted(key), plain.test(text) ? text : quoted(text)].join(" ");
}

/** The command that removes one setting; what a terminal would not show is told in words instead. */
export function removeCommand(path: KeyPath): string {
    if (!canBeTyped(path)) return `take ${keyText(path)} out of the stack file`;
    return ["pulumi config rm", ...(path.length > 1 ? ["--path"] : []), quoted(configKey(path))].join(" ");
}

/** Whether a fix is the removal of an item from a list. */
export function removesItem(fix: string): boolean {
    return /^pulumi config rm .*\]'$/.test(fix);
}

function configKey(path: KeyPath): string {
    return `microsoft-connection:${path.length > 1 ? keyText(path) : path[0]}`;
}

/** Whether Pulumi finds the key that a person types: of escapes it knows the quote's. */
function canBeTyped(path: KeyPath): boolean {
    return path.every((step) => typeof step === "number" || (isVisible(step) && !step.includes("\\")));
}

function name(step: string, isFirst: boolean): string {
    if (!/^[A-Za-z_][\w-]*$/.test(step)) return `[${visible(JSON.stringify(step))}]`;
    return isFirst ? step : `.${step}`;
}

/** Text that a shell leaves as it is. */
const plain = /^[\w.:/@%+=-]+$/;

function quoted(text: string): string {
    return `'${text.replaceAll("'", "'\\''")}'`;
}
