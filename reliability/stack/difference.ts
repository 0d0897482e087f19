import { isDeepStrictEqual } from "node:util";
import type { Picture, Piece } from "./picture.ts";

/** What a stack has otherwise than an undisturbed one, a sentence each; none where they are alike. No secret is in them. */
export function difference(undisturbed: Picture, now: Picture): string[] {
    const names = [...new Set([...undisturbed, ...now].map(({ what }) => what))];
    return names.flatMap((what) =>
        differenceOf(
            what,
            undisturbed.filter((piece) => piece.what === what),
            now.filter((piece) => piece.what === what),
        ),
    );
}

function differenceOf(what: string, before: readonly Piece[], now: readonly Piece[]): string[] {
    const missing = before.length - now.length;
    if (missing > 0) return [missing === 1 ? `${what} is missing` : `${what} is missing ${missing} times`];
    if (missing < 0) return [surplus(what, before.length, now)];

    const left = [...before];
    const changed = now.filter((piece) => {
        const same = left.findIndex((other) => isDeepStrictEqual(other.value, piece.value));
        if (same >= 0) left.splice(same, 1);
        return same < 0;
    });
    return changed.flatMap((piece, index) =>
        changes(left[index]?.value, piece.value).map((change) => `${what}: ${change}`),
    );
}

function surplus(what: string, expected: number, now: readonly Piece[]): string {
    const unknown = now.some(({ isOrphan }) => isOrphan) ? ", which the state does not know" : "";
    if (expected === 0) return `${what}${unknown}, and none in an undisturbed stack`;
    const count = expected === 1 && now.length === 2 ? "a second" : `${now.length} instead of ${expected}:`;
    return `${count} ${what}${unknown}`;
}

/** Where two values differ, by their paths. */
function changes(before: unknown, now: unknown, path: readonly string[] = []): string[] {
    if (isDeepStrictEqual(before, now)) return [];
    if (isRecord(before) && isRecord(now)) {
        const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
        return keys.flatMap((key) => changes(before[key], now[key], [...path, key]));
    }
    return [`${path.join(".") || "it"} is ${shown(now)} instead of ${shown(before)}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
    if (value === undefined) return "not there";
    const text = JSON.stringify(value);
    return text.length > 300 ? `${text.slice(0, 300)}…` : text;
}
