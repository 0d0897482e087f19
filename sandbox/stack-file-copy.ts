import { Document, isMap, isScalar, parseDocument, type YAMLMap } from "yaml";

/** A stack file as the sandbox uses it. */
export interface StackFileCopy {
    readonly text: string;

    /** What is not as in the original, a sentence each. */
    readonly changes: readonly string[];
}

const providers = ["auth0", "azuread", "azure-native", "pulumi"];
const encryption = ["secretsprovider", "encryptionsalt", "encryptedkey"];

/**
 * The stack file a rehearsal runs with: the true settings, but no provider setting (it would win over the sandbox's own
 * credentials and addresses), no encryption of the real back end, a made-up value for every encrypted one, and a slot for an adopted
 * connection, whose secret a sandbox does not have.
 *
 * @param now when such a slot is issued
 */
export function stackFileCopy(original: string, now = new Date()): StackFileCopy {
    const document = parseDocument(original);
    const changes: string[] = [];
    for (const key of encryption) document.delete(key);

    const config = document.get("config");
    if (isMap(config)) {
        for (const key of keysOf(config)) {
            if (providers.includes(key.split(":")[0] ?? "")) {
                config.delete(key);
                changes.push(`${key}: left out, the sandbox sets its own`);
            }
        }
        replaceEncrypted(config, [], changes);
        replaceExisting(config, now, changes);
    }
    return { text: String(document), changes };
}

function replaceEncrypted(map: YAMLMap, path: readonly string[], changes: string[]): void {
    for (const key of keysOf(map)) {
        const value = map.get(key);
        if (!isMap(value)) continue;
        const here = [...path, key];
        if (value.has("secure")) {
            map.set(key, `sandbox-value-of-${key.replaceAll(/[^A-Za-z0-9]+/g, "-")}`);
            changes.push(`${here.join(".")}: encrypted for the real back end, a made-up value here`);
        } else {
            replaceEncrypted(value, here, changes);
        }
    }
}

function replaceExisting(config: YAMLMap, now: Date, changes: string[]): void {
    const own = (name: string) => keysOf(config).find((key) => key.split(":").at(-1) === name);
    const connections = config.get(own("connections"));
    if (!isMap(connections)) return;
    const longest = Number(config.get(own("secretLifetimeDays")) ?? 180);
    for (const key of keysOf(connections)) {
        if (connections.getIn([key, "clientSecret", "active"]) !== "existing") continue;
        const day = (days: number) => new Date(now.getTime() + days * 86_400_000).toISOString().slice(0, 10);
        const slot = { issued: day(0), ends: day(longest) };
        connections.setIn([key, "clientSecret"], secret({ active: "a", slots: { a: slot } }));
        changes.push(`connections.${key}.clientSecret: kept by the adopted connection, a slot of its own here`);
    }
}

function secret(value: object): unknown {
    return new Document(value).contents;
}

function keysOf(map: YAMLMap): string[] {
    return map.items.map(({ key }) => String(isScalar(key) ? key.value : key));
}
