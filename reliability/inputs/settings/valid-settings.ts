import fc from "fast-check";
import { type RawClient, validClient } from "./valid-client.ts";
import { type RawConnection, sharing, validConnection } from "./valid-connection.ts";
import { guid, hostName, listOf, maybe, some } from "./valid-values.ts";

/** Settings as a stack file has them, without their namespace. */
export type RawSettings = Readonly<Record<string, unknown>>;

const connectionKeys = ["microsoft", "to-string", "acme-1", `k${"-k".repeat(31)}`] as const;
const clientKeys = ["portal", "then", "planner", "reports", "a"] as const;

/** Settings that can be deployed: both strategies, clients of every kind, domains, links, a key vault. */
export const validSettings: fc.Arbitrary<RawSettings> = fc
    .record({
        auth0: auth0(),
        microsoft: fc
            .tuple(guid, maybe({ owners: listOf(guid, 2) }))
            .map(([tenantId, rest]) => ({ tenantId, ...rest })),
        rest: maybe({ protect: fc.boolean(), linking: some("additive", "exclusive") }),
        longest: fc.option(fc.integer({ min: 1, max: 730 }), { nil: undefined }),
        keys: fc.shuffledSubarray([...connectionKeys], { minLength: 1, maxLength: 3 }),
        clientNames: fc.shuffledSubarray([...clientKeys], { minLength: 0, maxLength: 4 }),
    })
    .chain(({ clientNames, keys, longest, ...top }) =>
        fc
            .tuple(
                fc.constant({ ...top, longest }),
                fc.tuple(...keys.map((key) => validConnection(key, longest ?? 180))).map((all) => joined(keys, all)),
                fc.boolean(),
            )
            .map(([rest, connections, shared]) => ({
                rest,
                connections: shared ? withSharing(connections) : connections,
                clientNames,
            })),
    )
    .chain(({ clientNames, connections, rest: { auth0, longest, microsoft, rest } }) => {
        const scopesBy = Object.fromEntries(Object.entries(connections).map(([key, { scopes }]) => [key, scopes]));
        const clients = fc
            .tuple(...clientNames.map((key) => validClient(key, scopesBy)))
            .map((all) => joined(clientNames, all));
        return fc.tuple(clients, fc.boolean(), keyVault(clientNames)).map(([clients, hasVault, vault]) => ({
            auth0,
            microsoft,
            ...rest,
            ...(longest === undefined ? {} : { secretLifetimeDays: longest }),
            connections,
            ...(clientNames.length === 0 ? {} : { clients }),
            ...(hasVault ? { keyVault: withReaders(vault, clients) } : {}),
        }));
    });

function auth0() {
    return fc
        .record({
            domain: some("acme-dev.eu.auth0.com", "acme.eu.auth0.com"),
            customDomain: fc.option(hostName, { nil: undefined }),
            other: hostName,
            cutOver: fc.nat(2),
            rest: maybe({ myAccountApi: some("create", "adopt") }),
        })
        .map(({ customDomain, cutOver, domain, other, rest }) => {
            const inUse = customDomain ?? domain;
            const others = [...new Set([other, domain])].filter((name) => name !== inUse).slice(0, cutOver);
            return {
                domain,
                ...(customDomain === undefined ? {} : { customDomain }),
                ...(others.length === 0 ? {} : { cutOverDomains: others }),
                ...rest,
            };
        });
}

/** Lets a second connection share the app registration of a first, where that is for its people. */
function withSharing(connections: Readonly<Record<string, RawConnection>>): Record<string, RawConnection> {
    const owner = Object.entries(connections).find(([, { commonEndpoint }]) => commonEndpoint === true);
    const user = Object.entries(connections).find(
        ([key, { strategy, assignedTo }]) => key !== owner?.[0] && strategy === "waad" && assignedTo === undefined,
    );
    if (owner === undefined || user === undefined) return connections;
    return { ...connections, [user[0]]: sharing(user[1], owner[0]) };
}

function keyVault(clients: readonly string[]) {
    const reader = fc
        .tuple(guid, maybe({ type: some("ServicePrincipal", "Group", "User") }))
        .map(([objectId, rest]) => ({ objectId, ...rest }));
    const place = fc.constantFrom(
        { location: "westeurope" },
        { mode: "create", location: "northeurope", allowedIps: ["203.0.113.10", "198.51.100.0/24"] },
        { mode: "existing" },
    );
    return fc
        .record({
            place,
            subscriptionId: guid,
            rest: maybe({ bypass: some("AzureServices", "None"), lifetimeDays: fc.integer({ min: 30, max: 730 }) }),
            readers: fc.array(reader, { minLength: clients.length, maxLength: clients.length }),
        })
        .map(({ place, readers, rest, subscriptionId }) => ({
            ...place,
            subscriptionId,
            resourceGroup: "rg-identity_(1)",
            name: "kv-Acme-1",
            issued: "2026-11-20",
            ...rest,
            readers: Object.fromEntries(clients.map((key, index) => [key, [readers[index]]])),
        }));
}

/** Nobody reads of a client that the vault has nothing of. */
function withReaders({ readers, ...vault }: { readers: object }, clients: Readonly<Record<string, RawClient>>) {
    const own = Object.entries(readers).filter(([key]) => clients[key]?.kind !== "existing");
    return { ...vault, ...(own.length === 0 ? {} : { readers: Object.fromEntries(own) }) };
}

function joined<T>(keys: readonly string[], values: readonly T[]): Record<string, T> {
    return Object.fromEntries(keys.map((key, index) => [key, values[index] as T]));
}
