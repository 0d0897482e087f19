/** A form that credentials have. */
interface Shape {
    /** What it looks like, in the report's words. */
    readonly why: string;

    /** Finds it in a text, with the flag `g`. */
    readonly pattern: RegExp;

    /** Whether what was found is one. @default it is */
    readonly is?: (found: string) => boolean;
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Characters of a text that nobody wrote by hand; Auth0's client ids have 32, its secrets 64, Entra's secrets 40. */
const randomLength = 36;

const shapes: readonly Shape[] = [
    {
        why: "a private key",
        pattern: /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
    },
    { why: "a JSON Web Token", pattern: /\beyJ[\w-]{10,}\.[\w-]{10,}(?:\.[\w-]*){1,3}/g },
    { why: "a client secret of Entra", pattern: /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~.-])/g },
    { why: "a password in an address", pattern: /\b[a-z][a-z0-9+.-]*:\/\/[^\s/@:]*:[^\s/@]+@/gi },
    {
        why: "a token by its first letters",
        pattern:
            /\b(?:gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|sk_live_\w{16,}|npm_\w{30,}|pul-[0-9a-f]{30,}|AIza[\w-]{30,})/g,
    },
    {
        why: "a key in a connection string or an address",
        pattern: /\b(?:AccountKey|SharedAccessKey|sig|client_secret|password|access_token|refresh_token)=[^&;\s]{8,}/gi,
    },
    {
        why: "a credential in JSON",
        pattern: /"[\w-]*(?:secret|password|passphrase|token|api_?key|private_?key)"\s*:\s*"[^"]+"/gi,
    },
    { why: "long random text", pattern: /[A-Za-z0-9_~.+/=-]{36,}/g, is: isRandom },
];

/** Keys and certificates that are for everybody. */
const publicBlocks = /-----BEGIN ((?:[A-Z]+ )?PUBLIC KEY|CERTIFICATE)-----[\s\S]*?-----END \1-----/g;

/** What a text looks like, if it looks like a credential or holds one. */
export function credentialShape(text: string): string | undefined {
    const own = text.replace(publicBlocks, "");
    return shapes.find(({ pattern, is }) => [...own.matchAll(pattern)].some(([found]) => is?.(found) ?? true))?.why;
}

/** The text with words in place of what looks like a credential: for messages of others. */
export function withoutCredentials(text: string): string {
    return shapes.reduce(
        (left, { why, pattern, is }) =>
            left.replace(pattern, (found) => ((is?.(found) ?? true) ? `[looks like ${why}]` : found)),
        text,
    );
}

/** Names ending like this hold credentials, whatever the text looks like; in small letters and digits. */
const credentialEndings =
    /(?:secret|password|passwd|passphrase|privatekey|apikey|accesskey|accountkey|sharedkey|signingkey|encryptionkey|token|connectionstring|credential|pem)$/;

/** Names that say nothing by themselves: they hold credentials in resources whose type says so. */
const plainNames = /^(?:value|result|data|content|b64std|hex)$/;
const credentialTypes = /password|secret|token|privatekey|credential/i;

/** Names of public halves, of hashes, and of ids: Graph and Auth0 make them at random, too. */
const publicNames =
    /^(?:kid|keyid|n|x|y|x5c|x5t|x5ts256|etag|fingerprint|thumbprint|cert|certificate|publickey)$|ids?$/;

/** Texts that are no credentials although their names are: nothing, ids, dates, addresses, public keys and certificates. */
const harmless: readonly RegExp[] = [
    /^\s*$/,
    /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
    /^con_\w+$/,
    /^\d{4}-\d\d-\d\d(?:T[\d:.]+(?:Z|[+-]\d\d:\d\d)?)?$/,
    /^https?:\/\/[^\s@?]+$/i,
    /^-----BEGIN (?:(?:[A-Z]+ )?PUBLIC KEY|CERTIFICATE)-----/,
];

/** What makes a property look like one with a credential, by its own name, its resource's type and its text. */
export function credentialSign(type: string, name: string, text: string): string | undefined {
    const plain = name.toLowerCase().replace(/[^a-z0-9]/g, "");
    const shape = credentialShape(text);
    if (shape === "long random text" && publicNames.test(plain)) return undefined;
    if (shape !== undefined) return shape;
    if (harmless.some((form) => form.test(text))) return undefined;
    const isNamed = credentialEndings.test(plain) || (plainNames.test(plain) && credentialTypes.test(type));
    return isNamed ? "its name is one of a credential's" : undefined;
}

/** Capitals, small letters and digits that take turns: words, paths and identifiers do not. */
function isRandom(run: string): boolean {
    const text = run.replace(guid, "/");
    const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text) && /[+=]/.test(text);
    return [...text.split("/"), ...(isBase64 ? [text] : [])].some((piece) => {
        if (piece.length < randomLength) return false;
        const classes = [...piece].map((letter) => (/[A-Z]/.test(letter) ? 2 : /[a-z]/.test(letter) ? 1 : 0));
        const turns = classes.filter((one, index) => index > 0 && one !== classes[index - 1]).length;
        return new Set(classes).size === 3 && turns / piece.length > 0.38;
    });
}
