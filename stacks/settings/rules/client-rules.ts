import { type Draft, usable } from "../draft.ts";
import { formats } from "../formats.ts";
import { keyText, removeCommand, setCommand } from "../key-path.ts";
import { nearest } from "../nearest.ts";
import {
    type ClientSubject,
    type ConnectionSubject,
    clientRule,
    clientsOf,
    connectionsOf,
    finding,
    findingIf,
    type Rule,
    repeats,
} from "../rule.ts";
import type { ClientSettings, Settings } from "../settings.ts";

/** What holds in a client by itself, and between the clients of one tenant. */
export const clientRules: readonly Rule[] = [
    clientRule("a client says which of several connections it uses", ({ client, settings, at }) => {
        const keys = Object.keys(settings.connections ?? {});
        return findingIf(
            keys.length > 1 && !("connections" in client),
            at("connections"),
            undefined,
            `one or more of ${keys.join(", ")}`,
            setCommand(at("connections", 0), keys[0] ?? ""),
        );
    }),
    clientRule("a client uses connections that are declared", ({ client, settings, at }) => {
        const keys = Object.keys(settings.connections ?? {});
        if (settings.connections === undefined) return [];
        return usable(client.connections)
            .filter(([, key]) => !keys.includes(key))
            .map(([index, key]) => {
                const path = at("connections", index);
                const near = nearest(key, keys);
                return finding(
                    path,
                    key,
                    `one of ${keys.join(", ")}`,
                    near === undefined ? removeCommand(path) : setCommand(path, near),
                );
            });
    }),
    clientRule("a client asks for what its connections register", (subject) => {
        const { client, at } = subject;
        const linked = linkedTo(subject);
        if (linked === undefined || linked.some(({ connection }) => connection.scopes === undefined)) return [];
        return usable(client.scopes)
            .filter(([, scope]) => !linked.some(({ connection }) => connection.scopes?.includes(scope)))
            .map(([index, scope]) =>
                finding(
                    at("scopes", index),
                    scope,
                    `a scope of ${linked.map(({ at }) => keyText(at("scopes"))).join(" or ")}`,
                    removeCommand(client.scopes?.length === 1 ? at("scopes") : at("scopes", index)),
                ),
            );
    }),
    clientRule("a client of Token Vault asks for offline_access", (subject) => {
        const { client, at } = subject;
        const vault = linkedTo(subject)?.find(
            ({ connection }) =>
                connection.tokenVault === true && connection.scopes?.includes("offline_access") === true,
        );
        return findingIf(
            vault !== undefined && client.scopes?.includes("offline_access") === false,
            at("scopes"),
            client.scopes,
            `with offline_access, because of ${vault === undefined ? "" : keyText(vault.at("tokenVault"))}`,
            setCommand(at("scopes", client.scopes?.length ?? 0), "offline_access"),
        );
    }),
    clientRule("a refresh token idles no longer than it lasts", ({ client, at }) => {
        const { lifetimeDays, idleDays } = (client.kind === "web" && client.refreshToken) || {};
        if (lifetimeDays === undefined || idleDays === undefined) return [];
        const path = at("refreshToken", "idleDays");
        return findingIf(
            idleDays > lifetimeDays,
            path,
            idleDays,
            `at most lifetimeDays (${lifetimeDays})`,
            setCommand(path, lifetimeDays),
        );
    }),
    clientRule("a single-page application comes back to where it is served", ({ client, at }) => {
        if (client.kind !== "spa" || client.webOrigins === undefined || client.webOrigins.includes(undefined))
            return [];
        const { callbacks, webOrigins } = client;
        const missing = new Map(
            usable(callbacks)
                .map(([index, callback]) => [new URL(callback).origin, { index, callback }] as const)
                .filter(([origin]) => !webOrigins.includes(origin))
                .toReversed(),
        );
        return [...missing].map(([origin, { callback, index }], place) =>
            finding(
                at("callbacks", index),
                callback,
                `an address of one of ${keyText(at("webOrigins"))}: from another origin a browser may not call Auth0`,
                setCommand(at("webOrigins", webOrigins.length + place), origin),
            ),
        );
    }),
    clientRule("an API is none of Auth0's own", ({ client, settings, at }) => {
        const identifier = apiIdentifier(client);
        return findingIf(
            identifier !== undefined && auth0Audiences(settings).includes(identifier),
            at("api", "identifier"),
            identifier,
            "the identifier of an API of your own, not Auth0's My Account or Management API",
            setCommand(at("api", "identifier"), formats.apiIdentifier.example),
        );
    }),
    {
        duty: "APIs have different identifiers",
        findings: (settings) =>
            repeats(clientsOf(settings).map(({ at, client }) => [at("api", "identifier"), apiIdentifier(client)])).map(
                ({ path, value, first }) =>
                    finding(
                        path,
                        value,
                        `an identifier that no other API has: it is ${keyText(first)} too`,
                        setCommand(path, `${value.replace(/\/$/, "")}/${path[1]}`),
                    ),
            ),
    },
    {
        duty: "clients have different names",
        findings: (settings) =>
            repeats(clientsOf(settings).map(({ at, client }) => [at("name"), nameOf(client)])).map(
                ({ path, value, first }) =>
                    finding(
                        path,
                        value,
                        `a name that no other client has: it is ${keyText(first)} too`,
                        setCommand(path, `${value} (${path[1]})`),
                    ),
            ),
    },
    {
        duty: "an existing client is linked once",
        findings: (settings) =>
            repeats(
                clientsOf(settings).map(({ at, client }) => [
                    at("clientId"),
                    client.kind === "existing" ? client.clientId : undefined,
                ]),
            ).map(({ path, value, first }) =>
                finding(
                    path,
                    value,
                    `a client that is not listed yet: it is ${keyText(first)} too`,
                    removeCommand(path.slice(0, 2)),
                ),
            ),
    },
];

/** The connections a client uses; nothing if one of them is not usable. */
function linkedTo({ client, settings }: ClientSubject): ConnectionSubject[] | undefined {
    const connections = connectionsOf(settings);
    const linked = client.connections?.map((key) => connections.find((connection) => connection.key === key));
    return linked?.every((connection) => connection !== undefined) ? linked : undefined;
}

function nameOf(client: Draft<ClientSettings>): string | undefined {
    return client.kind === "web" || client.kind === "spa" ? client.name : undefined;
}

function apiIdentifier(client: Draft<ClientSettings>): string | undefined {
    return client.kind === "spa" ? client.api?.identifier : undefined;
}

/** Audiences of Auth0's own APIs on each of the stack's domains. */
function auth0Audiences({ auth0 }: Draft<Settings>): string[] {
    return [auth0?.domain, auth0?.customDomain, ...(auth0?.cutOverDomains ?? [])]
        .filter((domain) => domain !== undefined)
        .flatMap((domain) => [`https://${domain}/me/`, `https://${domain}/api/v2/`]);
}
