import { dayFrom, momentFrom } from "./dates.ts";
import { type Draft, usable, usableEntries } from "./draft.ts";
import type { StackSettings } from "./schema.ts";
import type { ClientSettings, ConnectionSettings, Settings } from "./settings.ts";

/**
 * Settings with the defaults that depend on other settings, and dates in one form. What is broken stays broken, and so does a
 * default that would be made of it.
 */
export function withDefaults(draft: Draft<StackSettings>): Draft<Settings> {
    const { connections, clients, keyVault, ...rest } = draft;
    const whole = mapped(connections, (connection, key) => connectionWithDefaults(connection, key, connections));
    return {
        ...rest,
        connections: whole,
        clients: mapped(clients, (client) => clientWithDefaults(client, whole)),
        ...(keyVault === undefined ? {} : { keyVault: withPlainDay(keyVault) }),
    } as Draft<Settings>;
}

type ConnectionDraft = Draft<StackSettings["connections"][string]>;
type ClientDraft = Draft<StackSettings["clients"][string]>;
type Connections = Draft<StackSettings>["connections"];

function connectionWithDefaults(
    connection: ConnectionDraft,
    key: string,
    connections: Connections,
): Draft<ConnectionSettings> {
    const name = "name" in connection ? connection.name : key;
    const { strategy, displayName, commonEndpoint, clientSecret } = connection;
    return {
        name,
        appName: displayName !== undefined && name !== undefined ? `${displayName} (${name})` : undefined,
        signInAudience: audience(connection, connections),
        userIdAttribute:
            commonEndpoint === undefined ? undefined : strategy === "waad" && commonEndpoint ? "sub" : "oid",
        ...connection,
        ...(clientSecret === undefined ? {} : { clientSecret: withPlainDates(clientSecret) }),
    } as Draft<ConnectionSettings>;
}

/** Accounts a connection is for: its app registration's, which may be another connection's. */
function audience(
    connection: ConnectionDraft,
    connections: Connections,
): ConnectionSettings["signInAudience"] | undefined {
    if ("signInAudience" in connection) return connection.signInAudience;
    if ("appRegistration" in connection) {
        const owner = usableEntries(connections).find(([key]) => key === connection.appRegistration)?.[1];
        return owner === undefined || "appRegistration" in owner ? undefined : audience(owner, connections);
    }
    if (connection.strategy === "windowslive") return "AzureADandPersonalMicrosoftAccount";
    if (connection.strategy === undefined || connection.commonEndpoint === undefined) return undefined;
    return connection.commonEndpoint ? "AzureADMultipleOrgs" : "AzureADMyOrg";
}

function withPlainDates(secret: NonNullable<ConnectionDraft["clientSecret"]>) {
    return {
        ...secret,
        slots: mapped(secret.slots, ({ issued, ends }) => ({
            issued: issued === undefined ? undefined : dayFrom(issued),
            ends: ends === undefined ? undefined : momentFrom(ends),
        })),
    };
}

function withPlainDay(keyVault: NonNullable<Draft<StackSettings>["keyVault"]>) {
    const { issued } = keyVault;
    return { ...keyVault, issued: issued === undefined ? undefined : dayFrom(issued) };
}

function clientWithDefaults(client: ClientDraft, connections: Draft<Settings>["connections"]): Draft<ClientSettings> {
    const only = Object.keys(connections ?? {});
    const linked = "connections" in client ? client.connections : only.length === 1 ? only : undefined;
    return {
        ...(linked === undefined ? {} : { connections: linked }),
        scopes: linked === undefined ? undefined : scopesOf(linked, connections),
        ...client,
        ...(client.kind === "spa" && client.api !== undefined ? { api: apiWithDefaults(client) } : {}),
    } as Draft<ClientSettings>;
}

function apiWithDefaults({ name, api }: Extract<ClientDraft, { kind?: "spa" | undefined }>) {
    return { name: name === undefined ? undefined : `${name} API`, ...api };
}

/** All scopes of the connections, once each. */
function scopesOf(
    keys: readonly (string | undefined)[],
    connections: Draft<Settings>["connections"],
): string[] | undefined {
    const scopes = usableEntries(connections)
        .filter(([key]) => keys.includes(key))
        .map(([, connection]) => connection.scopes);
    if (scopes.includes(undefined)) return undefined;
    return [...new Set(scopes.flatMap((list) => usable(list).map(([, scope]) => scope)))];
}

function mapped<Value, Result>(
    map: { readonly [key: string]: Value | undefined } | undefined,
    change: (value: Value, key: string) => Result,
): Record<string, Result | undefined> | undefined {
    if (map === undefined) return undefined;
    return Object.fromEntries(
        Object.entries(map).map(([key, value]) => [key, value === undefined ? undefined : change(value, key)]),
    );
}
