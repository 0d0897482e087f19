/**
 * The `authorization` of a bearer token. One that no header takes is refused without being quoted: the error that `fetch` has for it
 * holds the whole token.
 */
export function bearer(token: string): string {
    const text = token.trim();
    if (/^[\x21-\x7e]+$/.test(text)) return `Bearer ${text}`;
    throw new Error(
        "a token that was given is none: it is empty, or has a line end, a blank or a letter of another script in it",
    );
}
