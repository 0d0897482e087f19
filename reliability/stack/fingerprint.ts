import { createHash } from "node:crypto";
import type { Picture } from "./picture.ts";

/** Names a picture: two are equal where these are. */
export function fingerprint(picture: Picture): string {
    const pieces = picture.map(({ value, what }) => JSON.stringify([what, ordered(value)])).sort();
    return createHash("sha256").update(pieces.join("\n")).digest("hex");
}

function ordered(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(ordered);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value)
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([key, item]) => [key, ordered(item)]),
    );
}
