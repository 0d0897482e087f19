/** One way in which our reply is not the recorded one. */
export interface Difference {
    readonly kind:
        | "status"
        | "missing key"
        | "extra key"
        | "type"
        | "text"
        | "value"
        | "missing item"
        | "extra item"
        | "header";

    /** Where: `options.scope[]`; empty for the whole reply. */
    readonly path: string;

    /** What was recorded and what the sandbox says, in few words; never a secret, which recordings do not hold. */
    readonly recorded: string;
    readonly ours: string;
}

export interface Reply {
    readonly status: number;
    readonly body: unknown;
    readonly contentType: string | undefined;
}

/** Texts of a refusal: what people search for. */
const errorTexts = ["message", "error", "errorCode", "error_description"];

/** Values that are another one every time. Their keys and types are compared, not themselves. */
const volatile: ReadonlySet<string> = new Set([
    "created_at",
    "updated_at",
    "deleted_at",
    "last_login",
    "client_secret",
    "signing_secret",
    "provisioning_ticket_url",
    "cert",
    "subject",
    "next",
    "record",
    "access_token",
    "thumbprints",
    "sandbox_versions_available",
]);

/** Keys that no recording shows as Auth0 sent them. */
const neverRecorded: ReadonlySet<string> = new Set(["signing_keys"]);

/** How two replies to the same request differ: status, content type, keys (both directions), JSON types, values and texts. */
export function differences(recorded: Reply, ours: Reply): Difference[] {
    if (recorded.status !== ours.status) {
        return [
            {
                kind: "status",
                path: "",
                recorded: `${recorded.status} ${messageOf(recorded.body)}`.trim(),
                ours: `${ours.status} ${messageOf(ours.body)}`.trim(),
            },
        ];
    }
    // A refusal whose body the recorder lost.
    if (recorded.body === undefined && recorded.status >= 400) return [];
    return [
        ...headerDifferences(recorded, ours),
        ...bodyDifferences(recorded.body, ours.body, "", recorded.status >= 400),
    ];
}

function headerDifferences(recorded: Reply, ours: Reply): Difference[] {
    if (recorded.body === undefined || recorded.contentType === undefined) return [];
    if (recorded.contentType === ours.contentType) return [];
    const { contentType = "none" } = ours;
    return [{ kind: "header", path: "content-type", recorded: recorded.contentType, ours: contentType }];
}

function bodyDifferences(recorded: unknown, ours: unknown, path: string, isRefusal: boolean): Difference[] {
    if (isRedacted(recorded)) return [];
    const [type, ownType] = [typeOf(recorded), typeOf(ours)];
    if (type !== ownType) return [{ kind: "type", path, recorded: type, ours: ownType }];
    if (Array.isArray(recorded)) return listDifferences(recorded, ours as unknown[], path, isRefusal);
    if (type === "object") return objectDifferences(recorded as object, ours as object, path, isRefusal);
    if (recorded === ours || volatile.has(lastKey(path))) return [];
    const kind = isRefusal && errorTexts.includes(lastKey(path)) ? "text" : "value";
    return [{ kind, path, recorded: shown(recorded), ours: shown(ours) }];
}

function objectDifferences(recorded: object, ours: object, path: string, isRefusal: boolean): Difference[] {
    const [theirs, own] = [new Map(Object.entries(recorded)), new Map(Object.entries(ours))];
    const missing = [...theirs.keys()].filter((key) => !own.has(key));
    const extra = [...own.keys()].filter((key) => !theirs.has(key) && !neverRecorded.has(key));
    return [
        ...missing.map((key): Difference => {
            return { kind: "missing key", path: inside(path, key), recorded: shown(theirs.get(key)), ours: "none" };
        }),
        ...extra.map((key): Difference => {
            return { kind: "extra key", path: inside(path, key), recorded: "none", ours: shown(own.get(key)) };
        }),
        ...[...theirs].flatMap(([key, value]) =>
            own.has(key) ? bodyDifferences(value, own.get(key), inside(path, key), isRefusal) : [],
        ),
    ];
}

/** Lists of objects with identifiers are compared by these, others by place. */
function listDifferences(recorded: unknown[], ours: unknown[], path: string, isRefusal: boolean): Difference[] {
    const item = `${path}[]`;
    if (volatile.has(lastKey(path))) return [];
    const isIdentified = recorded.length > 0 && [...recorded, ...ours].every((one) => idOf(one) !== undefined);
    const pairs = isIdentified
        ? recorded.map((one) => [one, ours.find((own) => idOf(own) === idOf(one))] as const)
        : recorded.map((one, index) => [one, ours[index]] as const);
    const known = new Set(recorded.map(idOf));
    const extra = isIdentified ? ours.filter((own) => !known.has(idOf(own))) : ours.slice(recorded.length);
    return [
        ...pairs.flatMap(([one, own]): Difference[] =>
            own === undefined
                ? [{ kind: "missing item", path: item, recorded: shown(one), ours: "none" }]
                : bodyDifferences(one, own, item, isRefusal),
        ),
        ...extra.map((own): Difference => ({ kind: "extra item", path: item, recorded: "none", ours: shown(own) })),
    ];
}

function idOf(value: unknown): string | undefined {
    if (typeof value !== "object" || value === null) return undefined;
    const { id, client_id: clientId, user_id: userId, connection_id: connectionId } = value as Record<string, unknown>;
    const found = id ?? clientId ?? userId ?? connectionId;
    return typeof found === "string" ? found : undefined;
}

function isRedacted(value: unknown): boolean {
    return typeof value === "string" && value.includes("REDACTED");
}

function typeOf(value: unknown): string {
    if (value === null || value === undefined) return value === null ? "null" : "none";
    return Array.isArray(value) ? "array" : typeof value;
}

function messageOf(body: unknown): string {
    const { message, error_description: description } = (typeof body === "object" ? (body ?? {}) : {}) as Record<
        string,
        unknown
    >;
    return String(message ?? description ?? "");
}

function inside(path: string, key: string): string {
    return path === "" ? key : `${path}.${key}`;
}

function lastKey(path: string): string {
    return /([^.]*)$/.exec(path.replaceAll("[]", ""))?.[1] ?? "";
}

function shown(value: unknown): string {
    const text = JSON.stringify(value) ?? "none";
    return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}
