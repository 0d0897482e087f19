/** A value as the page shows it: secrets by name only, tokens and codes cut. */
export interface ShownValue {
    readonly name: string;
    readonly text: string;

    /** What a signed token says, where the value is one. */
    readonly token?: ShownToken;
}

export interface ShownToken {
    readonly header: Readonly<Record<string, unknown>>;
    readonly claims: Readonly<Record<string, unknown>>;
}

/** Never shown, not even in part. */
const secrets = new Map([
    ["client_secret", "[client secret]"],
    ["client_assertion", "[client assertion]"],
    ["password", "[password]"],
]);

/** Shown to the first characters: enough to see that two are one and the same, and nothing to use. */
const tokens = /^(access_token|refresh_token|id_token|id_token_hint|subject_token|authorization)$/;
const handles =
    /^(code|connect_code|ticket|auth_session|state|nonce|code_verifier|code_challenge|sid|session|transaction|ctx|flow|request|canary)$/;

/** Headers that tell a reader something. */
const telling = new Set(["authorization", "content-type", "location", "www-authenticate", "origin"]);

export function shownValue(name: string, value: string): ShownValue {
    const key = name.toLowerCase();
    const secret = secrets.get(key);
    if (secret !== undefined) return { name, text: secret };
    if (key === "authorization" && /^basic /i.test(value)) return { name, text: "Basic [client id and secret]" };
    const [scheme, bare] = key === "authorization" ? ["Bearer ", value.replace(/^Bearer /i, "")] : ["", value];
    const token = decoded(bare);
    if (token !== undefined) return { name, text: `${scheme}${cut(bare, 12)}`, token };
    if (tokens.test(key)) return { name, text: `${scheme}${cut(bare, 6)}` };
    if (handles.test(key) || looksRandom(bare)) return { name, text: cut(bare, 6) };
    return { name, text: cut(value, 300) };
}

export function shownParameters(parameters: URLSearchParams): ShownValue[] {
    return [...parameters].map(([name, value]) => shownValue(name, value));
}

export function shownHeaders(headers: Headers): ShownValue[] {
    return [...headers].filter(([name]) => telling.has(name) && name !== "location").map(([n, v]) => shownValue(n, v));
}

/** A body as fields: a form's, or a JSON object's by their paths. Other bodies are not shown. */
export function shownBody(contentType: string, body: string): ShownValue[] {
    if (body === "") return [];
    if (contentType.startsWith("application/x-www-form-urlencoded")) return shownParameters(new URLSearchParams(body));
    if (!/^application\/([a-z.]+\+)?json\b/.test(contentType)) return [];
    const fields = fieldsOf("", JSON.parse(body));
    const more = fields.length - mostFields;
    return more > 0 ? [...fields.slice(0, mostFields), { name: "…", text: `${more} more` }] : fields;
}

const mostFields = 24;

function fieldsOf(path: string, value: unknown): ShownValue[] {
    if (Array.isArray(value) && value.every((one) => typeof one === "string")) return [named(path, value.join(" "))];
    if (typeof value === "object" && value !== null) {
        return Object.entries(value).flatMap(([key, inner]) => fieldsOf(path === "" ? key : `${path}.${key}`, inner));
    }
    return [named(path, String(value))];
}

/** A field of an object is shown by its own name, whatever holds it. */
function named(path: string, value: string): ShownValue {
    return { ...shownValue(path.slice(path.lastIndexOf(".") + 1), value), name: path };
}

/** The claims of a signed token. Nothing is verified here: the services do that. */
export function decoded(value: string): ShownToken | undefined {
    const [header, claims, signature] = value.split(".");
    if (header === undefined || claims === undefined || signature === undefined || value.split(".").length !== 3) {
        return undefined;
    }
    try {
        const [one, other] = [header, claims].map((part) => JSON.parse(Buffer.from(part, "base64url").toString()));
        return typeof one?.alg === "string" && typeof other === "object" ? { header: one, claims: other } : undefined;
    } catch {
        return undefined;
    }
}

/** Long texts without a blank in which letters and digits are mixed: handles of a kind that is not in the table. */
function looksRandom(value: string): boolean {
    return value.length >= 40 && /^[\w~!.+/=-]+$/.test(value) && /\d/.test(value) && /[A-Z]/.test(value);
}

function cut(value: string, length: number): string {
    return value.length <= length + 4 ? value : `${value.slice(0, length)}… (${value.length} characters)`;
}
