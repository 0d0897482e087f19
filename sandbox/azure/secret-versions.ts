import { randomBytes } from "node:crypto";
import type { SecretVersion, StoredSecret, StoredVault } from "./objects.ts";

/** What may be said of a secret beside its value. */
export interface SecretChange {
    readonly contentType?: string | undefined;
    readonly tags?: Readonly<Record<string, string>> | undefined;
    readonly enabled?: boolean | undefined;
    readonly exp?: number | undefined;
    readonly nbf?: number | undefined;
}

/** Gives a secret a value: another version of it, the first if there was none. */
export function addVersion(
    vault: StoredVault,
    name: string,
    value: string,
    change: SecretChange,
    now: Date,
): StoredSecret {
    const seconds = Math.floor(now.getTime() / 1000);
    const { enabled = true, tags = {}, ...rest } = change;
    const version: SecretVersion = {
        version: randomBytes(16).toString("hex"),
        value,
        tags,
        enabled,
        ...given(rest),
        created: seconds,
        updated: seconds,
    };
    const before = vault.secrets.get(name.toLowerCase());
    return kept(vault, { name: before?.name ?? name, versions: [...(before?.versions ?? []), version] });
}

/** Changes what is said of a version. */
export function changeVersion(
    vault: StoredVault,
    secret: StoredSecret,
    version: SecretVersion,
    change: SecretChange,
    now: Date,
): SecretVersion {
    const changed: SecretVersion = {
        ...version,
        ...given(change),
        updated: Math.floor(now.getTime() / 1000),
    };
    kept(vault, {
        ...secret,
        versions: secret.versions.map((one) => (one.version === version.version ? changed : one)),
    });
    return changed;
}

/** The newest version. */
export function newest({ name, versions }: StoredSecret): SecretVersion {
    const version = versions.at(-1);
    if (version === undefined) throw new Error(`secret ${name} has no version`);
    return version;
}

function kept(vault: StoredVault, secret: StoredSecret): StoredSecret {
    vault.secrets.set(secret.name.toLowerCase(), secret);
    return secret;
}

function given<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
        [K in keyof T]: Exclude<T[K], undefined>;
    };
}
