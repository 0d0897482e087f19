import type { KeyPath } from "./key-path.ts";
import { isSecretShaped } from "./secret-shape.ts";
import { visible } from "./visible.ts";

/** A given value as a message may quote it: short, on one line, and never one that may be a secret. */
export function shown(path: KeyPath, value: unknown): string {
    if (value === undefined) return "nothing";
    if (value === null) return "an empty value";
    if (Array.isArray(value) && value.length === 0) return "an empty list";
    if (Array.isArray(value) && value.some((item) => typeof item === "object")) return `a list of ${value.length}`;
    if (typeof value === "object" && !Array.isArray(value)) return shownMapping(value);
    if (soundsSecret(path) && !looksHarmless(value)) return "[secret]";
    const text = JSON.stringify(value);
    if (isSecretShaped(text)) return "[secret]";
    return visible(text.length <= 160 ? text : `${text.slice(0, 158)} …`);
}

/** What is in a mapping is not quoted; encrypted values are mappings in a stack file. */
function shownMapping(value: object): string {
    if (Object.hasOwn(value, "secure")) return "[secret]";
    return Object.keys(value).length === 0 ? "an empty mapping" : "a mapping";
}

const notSecret = new Set(["secretLifetimeDays", "tokenVault"]);

function soundsSecret(path: KeyPath): boolean {
    return path.some(
        (step) =>
            typeof step === "string" &&
            !notSecret.has(step) &&
            /secret|passw|passphrase|pwd|token|credential|api-?_?key|private-?_?key|public-?_?key|pem$/i.test(step),
    );
}

/** A slot's name, a date, a number: no secret is one. */
function looksHarmless(value: unknown): boolean {
    if (Array.isArray(value)) return value.every(looksHarmless);
    return typeof value !== "string" || /^([a-z0-9]{0,2}|20\d{2}-[\dTZUC:. +-]{1,30})$/i.test(value);
}
