/**
 * A body's JSON; undefined for what is none: nothing, or a page of something in between, a proxy's say. The parser's own error would
 * quote what came.
 */
export function parsedBody(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
