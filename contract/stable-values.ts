import type { Json } from "./transcript.ts";

/**
 * Puts stand-ins of the same shape in place of what differs from run to run: ids, secrets, tokens and ports, numbered in the order in
 * which they are seen. The same value always has the same stand-in.
 */
export class StableValues {
    private readonly secrets: () => readonly string[];
    private readonly kept: ReadonlySet<string>;
    private readonly standIns = new Map<string, string>();
    private readonly counts = new Map<string, number>();

    /**
     * @param secrets secrets that were given out up to now
     * @param kept what is the same in every run, whatever it looks like
     */
    constructor(secrets: () => readonly string[], kept: Iterable<string>) {
        this.secrets = secrets;
        this.kept = new Set([...kept, ...pulumiMarks]);
    }

    json(value: Json): Json {
        if (typeof value === "string") return this.text(value);
        if (Array.isArray(value)) return value.map((element) => this.json(element));
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(
            Object.entries(value).map(([name, member]) => [
                name,
                name === "hint" && typeof member === "string" ? this.hint(member) : this.json(member),
            ]),
        );
    }

    text(text: string): string {
        const known = this.secrets().filter((secret) => text.includes(secret));
        const secrets = known.sort((one, other) => other.length - one.length).map(escaped);
        const patterns = [
            jsonWebToken,
            ...secrets,
            ...shapes.map(({ after = "", before = "", form }) => `${before}${form}${after}`),
        ];
        // Go's comparisons write one or the other blank by chance.
        return text
            .replaceAll("\u00a0", " ")
            .replaceAll(new RegExp(patterns.map((pattern) => `(?:${pattern})`).join("|"), "gi"), (found) =>
                this.standIn(found),
            );
    }

    private standIn(found: string): string {
        if (this.kept.has(found) || this.kept.has(found.toLowerCase())) return found;
        const key = isGuid(found) ? found.toLowerCase() : found;
        const earlier = this.standIns.get(key);
        if (earlier !== undefined) return earlier;
        const made = this.made(found);
        this.standIns.set(key, made);
        return made;
    }

    private made(found: string): string {
        if (new RegExp(`^${jsonWebToken}$`, "i").test(found)) return this.token(found);
        if (this.secrets().includes(found)) return this.secret(found);
        const shape = shapes.find(({ form }) => new RegExp(`^(?:${form})$`, "i").test(found));
        return shape?.standIn(this.next(shape.form), found) ?? found;
    }

    /** A token that can be read as before; it says only what a provider reads of it. */
    private token(found: string): string {
        const [, payload = ""] = found.split(".");
        const { aud, exp, iat, iss, oid, tid } = JSON.parse(Buffer.from(payload, "base64url").toString());
        const claims = { aud, iss, iat, exp, oid, tid, jti: `token-${this.next("token")}` };
        const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
        return [part({ typ: "JWT", alg: "RS256" }), part(this.json(claims as Json)), part("stand-in")].join(".");
    }

    private secret(found: string): string {
        const start = `${String(this.next("secret")).padStart(3, "0")}recordedsecret`;
        return start.padEnd(found.length, "x").slice(0, Math.max(found.length, start.length));
    }

    /** The beginning of a secret, as Microsoft shows it. */
    private hint(start: string): string {
        const secret = this.secrets().find((candidate) => candidate.startsWith(start));
        return secret === undefined ? start : this.standIn(secret).slice(0, start.length);
    }

    private next(kind: string): number {
        const count = (this.counts.get(kind) ?? 0) + 1;
        this.counts.set(kind, count);
        return count;
    }
}

/** Pulumi's own marks: for a secret, and for values that are not known yet. */
const pulumiMarks = [
    "4dabf18193072939515e22adb298388d",
    "1b47061264138c4ac30d75fd1eb44270",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
];

const jsonWebToken = "eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+";
const start = "(?<![A-Za-z0-9_-])";
const startInPath = "(?:(?<![A-Za-z0-9_-])|(?<=%[0-9A-F]{2}))";
const end = "(?![A-Za-z0-9_-])";

interface Shape {
    /** What it consists of. */
    readonly form: string;

    /** What has to be before and after it. @default anything */
    readonly before?: string;
    readonly after?: string;
    readonly standIn: (count: number, found: string) => string;
}

/** Forms of ids, the longer ones first. */
const shapes: readonly Shape[] = [
    {
        form: "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",
        standIn: (count) => `00000000-0000-4000-8000-${count.toString(16).padStart(12, "0")}`,
    },
    {
        form: "(?:con|cgr|cred|org|cd|cac)_[A-Za-z0-9]{16,22}",
        after: end,
        standIn: (count, found) => {
            const [kind = "", rest = ""] = found.split("_");
            return `${kind}_${String(count).padStart(rest.length, "0")}`;
        },
    },
    {
        form: "-----BEGIN (?:CERTIFICATE|PKCS7)-----[A-Za-z0-9+/=\\s]+-----END (?:CERTIFICATE|PKCS7)-----",
        standIn: (count, found) => found.replace(/-----[A-Za-z0-9+/=\s]+-----END/, `-----\nrecorded${count}\n-----END`),
    },
    // A custom domain's record, which Auth0 names after its id.
    { form: "-cd-[a-z0-9]{16}", after: "(?=\\.edge)", standIn: (count) => `-cd-${String(count).padStart(16, "0")}` },
    // What Terraform calls things without an id.
    { form: "terraform-[0-9]{26}", standIn: (count) => `terraform-${String(count).padStart(26, "0")}` },
    { form: "127\\.0\\.0\\.1:[0-9]+", standIn: () => "127.0.0.1:1" },
    {
        form: "[A-Za-z0-9_-]{43}",
        before: `${start}(?=[A-Za-z_-]*[0-9])`,
        after: end,
        standIn: (count) => `recorded${String(count).padStart(35, "0")}`,
    },
    {
        form: "[A-Za-z0-9]{32}",
        before: `${startInPath}(?=[A-Za-z]*[0-9])`,
        after: end,
        standIn: (count) => `Recorded${String(count).padStart(24, "0")}`,
    },
    {
        form: "[0-9a-f]{24}",
        before: startInPath,
        after: end,
        standIn: (count) => count.toString(16).padStart(24, "0"),
    },
];

function isGuid(text: string): boolean {
    return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}

function escaped(text: string): string {
    return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
