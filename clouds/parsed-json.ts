/**
 * JSON of a body or a file; undefined for what is none: nothing, a page of something in between, a file that was cut off. The parser's own
 * error would quote what came.
 */
export function parsedJson(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
