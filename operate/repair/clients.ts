import { isDeepStrictEqual } from "node:util";
import { connectedAccountsScopes } from "../../catalogue/auth0.ts";
import { listedDomains, myAccountAudience } from "../../infra/auth0-domains.ts";
import { claims, mark, ownerIn } from "../../infra/mark.ts";
import type { ClientSettings, SpaClientSettings } from "../../stacks/settings/settings.ts";
import { type Case, type Names, namesOf, takeUnknown } from "./case.ts";
import type { Diagnosis, Surplus, Take } from "./diagnosis.ts";
import type { SeenApi, SeenClient, SeenGrant } from "./seen.ts";

/** The clients of a stack: those of the state, and those that are taken. */
export interface Clients extends Pick<Diagnosis, "takes" | "removes" | "left"> {
    /** Client ids that are this stack's, and those that it links. */
    readonly clientIds: ReadonlySet<string>;
}

/** Finds the clients, APIs and grants that a stack made. */
export function clients(about: Case): Clients {
    const { settings } = about;
    const found = Object.entries(settings.clients).map(([key, client]) => clientOf(about, key, client));
    const clientIds = new Set(found.flatMap(({ ids }) => ids));
    const parts = [...found, ...apisOf(about, clientIds), surplusOf(about, clientIds)];
    return {
        clientIds,
        takes: parts.flatMap(({ takes = [] }) => takes),
        removes: parts.flatMap(({ removes = [] }) => removes),
        left: parts.flatMap(({ left = [] }) => left),
    };
}

interface Part {
    readonly takes?: readonly Take[];
    readonly removes?: readonly Surplus[];
    readonly left?: readonly string[];
}

interface FoundClient extends Part {
    readonly ids: readonly string[];
}

function clientOf(about: Case, key: string, client: ClientSettings): FoundClient {
    switch (client.kind) {
        case "existing":
            return { ids: [client.clientId], ...grantsOf(about, key, client, client.clientId) };
        case "web": {
            const found = one(about, `clients.${key}`, namesOf(key, client), client);
            return joined(found, grantsOf(about, key, client, found.ids[0]));
        }
        case "spa": {
            const app = one(
                about,
                `clients.${key}`,
                namesOf(key, client, (name) => `${name}-spa`),
                client,
            );
            const api = one(
                about,
                `clients.${key}.api`,
                namesOf(key, client, (name) => `${name}-api`),
                { name: apiClientName(client), description: client.description },
            );
            return joined(app, api, grantsOf(about, key, client, app.ids[0]));
        }
    }
}

function apiClientName({ api }: SpaClientSettings): string {
    return `${api.name} (token exchange)`;
}

/**
 * One client: the one of the state, or one of its name that says it is this stack's. Where the settings give a description of their own,
 * nothing says so but the state, if it was making it.
 */
function one(
    about: Case,
    key: string,
    names: Names,
    { description, name }: { readonly name: string; readonly description?: string | undefined },
): FoundClient {
    const { owner, seen, state } = about;
    const known = state.idOf("client", names);
    if (known !== undefined) return { ids: [known] };
    const called = seen.clients.filter((client) => client.name === name && !state.hasObject("client", client.clientId));
    const isOwn = (client: SeenClient) =>
        claims(client.description, owner) ||
        (state.wasMaking("client", names) && client.description === (description ?? mark(owner)));
    const own = called.filter(isOwn);
    const [found] = [...own.filter(({ clientId }) => isUsed(about, clientId)), ...own];
    if (found !== undefined) {
        return {
            ids: [found.clientId],
            takes: takeUnknown(about, "client", names, { id: found.clientId, what: named(found) }),
        };
    }
    return {
        ids: [],
        left: called.map((client) => `${key}: ${named(client)} has the name and ${whose(client)}: it stays`),
    };
}

/**
 * Grants of a client for the My Account API of each domain. One of another team's client says nothing of who made it: it is taken where the
 * state was making it, and where it has just the declared scopes, as the provider would take it over.
 */
function grantsOf(about: Case, key: string, client: ClientSettings, clientId: string | undefined): Part {
    const { seen, settings, state } = about;
    if (clientId === undefined) return {};
    const takes: Take[] = [];
    const left: string[] = [];
    for (const domain of listedDomains(settings.auth0)) {
        const audience = myAccountAudience(domain);
        const names = namesOf(key, client, (name) => `${name}/${domain}`);
        const grant = seen.grants.find(
            (other) => other.clientId === clientId && other.audience === audience && other.subjectType === "user",
        );
        const what = `grant of client ${clientId} for ${audience} (${grant?.id})`;
        const found = takeUnknown(about, "grant", names, { id: grant?.id, what });
        const isOwn = client.kind !== "existing" || state.wasMaking("grant", names) || hasDeclaredScopes(grant);
        if (isOwn) takes.push(...found);
        else
            left.push(
                ...found.map(
                    () =>
                        `clients.${key}: ${what} exists with other scopes than are declared, and nothing says who made it: it stays`,
                ),
            );
    }
    return { takes, left };
}

function hasDeclaredScopes({ scopes = [] }: Partial<SeenGrant> = {}): boolean {
    return isDeepStrictEqual([...scopes].sort(), [...connectedAccountsScopes]);
}

/** The APIs that are declared: an identifier is unique in a tenant, and what others use is not taken. */
function apisOf(about: Case, clientIds: ReadonlySet<string>): Part[] {
    const { settings } = about;
    const own = Object.entries(settings.clients).flatMap(([key, client]) => {
        if (client.kind !== "spa") return [];
        const { identifier, name } = client.api;
        return [{ key: `clients.${key}.api`, identifier, name, names: namesOf(key, client, (of) => `${of}-api`) }];
    });
    const domains = settings.auth0.myAccountApi === "create" ? listedDomains(settings.auth0) : [];
    const system = domains.map((domain) => ({
        key: "auth0.myAccountApi",
        identifier: myAccountAudience(domain),
        name: undefined,
        names: [`my-account/${domain}`] as const,
    }));
    return [...own, ...system].map((declared) => apiOf(about, declared, clientIds));
}

interface DeclaredApi {
    readonly key: string;
    readonly identifier: string;
    readonly name: string | undefined;
    readonly names: Names;
}

function apiOf(about: Case, { identifier, key, name, names }: DeclaredApi, clientIds: ReadonlySet<string>): Part {
    const { seen, state } = about;
    const api = seen.apis.find((other) => other.identifier === identifier);
    if (api === undefined) return {};
    const what = `API ${identifier} (${api.id})`;
    const scopes = api.hasScopes ? { id: identifier, what: `scopes of API ${identifier}` } : undefined;
    const scopesTaken =
        scopes === undefined || key === "auth0.myAccountApi" ? [] : takeUnknown(about, "apiScopes", names, scopes);
    const taken = takeUnknown(about, "api", names, { id: api.id, what });
    if (taken.length === 0) return { takes: state.idOf("api", names) === undefined ? [] : scopesTaken };
    const isOwn = state.wasMaking("api", names) || (isCalled(api, name) && !isUsedByOthers(about, api, clientIds));
    if (isOwn) return { takes: [...taken, ...scopesTaken] };
    return { left: [`${key}: ${what} exists, and others use it or it has another name: it stays`] };
}

function isCalled(api: SeenApi, name: string | undefined): boolean {
    return name === undefined || api.name === name;
}

function isUsedByOthers({ seen }: Case, { identifier }: SeenApi, clientIds: ReadonlySet<string>): boolean {
    return (
        seen.grants.some(({ audience, clientId }) => audience === identifier && !clientIds.has(clientId)) ||
        seen.clients.some(
            ({ clientId, resourceServerIdentifier }) =>
                resourceServerIdentifier === identifier && !clientIds.has(clientId),
        )
    );
}

/** Clients that say this stack made them, and that are neither in the state nor taken. */
function surplusOf(about: Case, clientIds: ReadonlySet<string>): Part {
    const { owner, seen, state } = about;
    const surplus = seen.clients.filter(
        ({ clientId, description }) =>
            claims(description, owner) && !state.hasObject("client", clientId) && !clientIds.has(clientId),
    );
    return {
        removes: surplus
            .filter(({ clientId }) => !isUsed(about, clientId))
            .map((client) => ({ kind: "client", id: client.clientId, what: named(client) })),
        left: surplus
            .filter(({ clientId }) => isUsed(about, clientId))
            .map((client) => `${named(client)} says that this stack manages it, and is in use: it stays`),
    };
}

/** Whether a connection is enabled for a client, or it has a grant. */
function isUsed({ seen }: Case, clientId: string): boolean {
    return (
        seen.grants.some((grant) => grant.clientId === clientId) ||
        seen.connections.some(({ enabledClients = [] }) => enabledClients.includes(clientId))
    );
}

function whose({ description }: SeenClient): string {
    const other = ownerIn(description);
    return other === undefined ? "does not say which stack manages it" : `is managed by stack ${other}`;
}

function named({ clientId, name }: SeenClient): string {
    return `client "${name}" (${clientId})`;
}

function joined(first: FoundClient, ...more: readonly (Part & { readonly ids?: readonly string[] })[]): FoundClient {
    const all = [first, ...more];
    return {
        ids: all.flatMap(({ ids = [] }) => ids),
        takes: all.flatMap(({ takes = [] }) => takes),
        left: all.flatMap(({ left = [] }) => left),
    };
}
