import { createDecipheriv, pbkdf2Sync } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { TrialStack } from "./trial-stack.ts";

/** A state as the engine's file backend keeps it, its secrets in the clear. */
export interface StoredState {
    readonly resources: readonly StoredResource[];
    readonly pendingOperations: readonly { readonly type: string; readonly resource: StoredResource }[];

    /** Whether somebody holds, or has left, the stack's lock. */
    readonly isLocked: boolean;

    /** Files that an engine did not live to write whole, `dev.json.attrs`. */
    readonly cutOff: readonly string[];
}

/** What the state has of a resource. */
export interface StoredResource extends Readonly<Record<string, unknown>> {
    readonly urn: string;
    readonly type: string;
    readonly id?: string;

    /** It is replaced and still to be deleted. */
    readonly delete?: boolean;
}

/** Reads the state from its file, which costs a hundredth of asking the engine; where that is cut off, from the copy that is beside it. */
export function storedState({ rehearsal, stack, stateFolder }: TrialStack): StoredState {
    const folder = `${stateFolder}/.pulumi`;
    const [project = ""] = existsSync(`${folder}/stacks`) ? readdirSync(`${folder}/stacks`) : [];
    const file = `${folder}/stacks/${project}/${stack}.json`;
    const cutOff = cutOffIn(folder, `${stack}.json`);
    const { checkpoint = {} } = jsonIn(cutOff.includes(`${stack}.json`) ? `${file}.bak` : file) ?? {};
    const { resources = [], pending_operations = [], secrets_providers } = checkpoint.latest ?? {};
    const salt: string | undefined = secrets_providers?.state?.salt;
    const passphrase = rehearsal.environment["PULUMI_CONFIG_PASSPHRASE"] ?? "";
    const open = (value: unknown) => (salt === undefined ? value : revealed(value, keyOf(passphrase, salt)));
    return {
        resources: open(resources) as StoredResource[],
        pendingOperations: open(pending_operations) as StoredState["pendingOperations"],
        isLocked: locksIn(`${folder}/locks`),
        cutOff,
    };
}

function cutOffIn(folder: string, state: string): string[] {
    if (!existsSync(folder)) return [];
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && (entry.name === state || entry.name.endsWith(".attrs")))
        .filter((entry) => jsonIn(`${entry.parentPath}/${entry.name}`) === undefined)
        .map(({ name }) => name);
}

/** Undefined where there is no file, or not a whole one. */
function jsonIn(file: string) {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch (error) {
        if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
        throw error;
    }
}

function locksIn(folder: string): boolean {
    return (
        existsSync(folder) && readdirSync(folder, { recursive: true }).some((name) => String(name).endsWith(".json"))
    );
}

const keys = new Map<string, Buffer>();

/** The engine's key of a passphrase (`pkg/secrets/passphrase` and `sdk/go/common/resource/config/crypt.go` of pulumi 3.259). */
function keyOf(passphrase: string, state: string): Buffer {
    const known = keys.get(state);
    if (known !== undefined) return known;
    const [, salt = ""] = state.split(":");
    const key = pbkdf2Sync(passphrase, Buffer.from(salt, "base64"), 1_000_000, 32, "sha256");
    keys.set(state, key);
    return key;
}

/** What the engine marks a secret value with. */
const secretMark = "4dabf18193072939515e22adb298388d";

function revealed(value: unknown, key: Buffer): unknown {
    if (Array.isArray(value)) return value.map((item) => revealed(item, key));
    if (typeof value !== "object" || value === null) return value;
    const { ciphertext } = value as { ciphertext?: unknown };
    if (secretMark in value && typeof ciphertext === "string") {
        return { secret: revealed(JSON.parse(decrypted(ciphertext, key)), key) };
    }
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revealed(item, key)]));
}

function decrypted(text: string, key: Buffer): string {
    const [, nonce = "", sealed = ""] = text.split(":");
    const bytes = Buffer.from(sealed, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString("utf8");
}
