/** Runs of characters as credentials have them: Microsoft's, Auth0's, tokens, keys in hexadecimal. */
const credentialLike = [
    /(?=[\w~.+=-]*[a-z])(?=[\w~.+=-]*[A-Z])(?=[\w~.+=-]*\d)[\w~.+=-]{24,}/,
    /[0-9a-fA-F]{32,}/,
    /-----BEGIN /,
];

/**
 * A value as a message shows it. Policies get secrets in the clear and messages are printed as they are, so what looks like a
 * credential is not shown, wherever someone has put it. Properties that are meant for secrets are never shown at all.
 */
export function shown(value: unknown): string {
    if (value === undefined || value === null) return "nothing";
    if (Array.isArray(value))
        return `[${value.map((item) => (typeof item === "string" ? plain(item) : shown(item))).join(", ")}]`;
    return typeof value === "string" ? `"${plain(value)}"` : typeof value === "object" ? "an object" : String(value);
}

/** An address without what may hold a secret: user and password, query, fragment. */
export function shownUri(value: string): string {
    const [, uri = ""] = /^([^?#]*)/.exec(value) ?? [];
    return shown(uri.replace(/\/\/[^/]*@/, "//…@") + (uri.length < value.length ? "?…" : ""));
}

function plain(text: string): string {
    return credentialLike.some((pattern) => pattern.test(text)) ? "(not shown: it looks like a credential)" : text;
}
