import { microsoftStrategies } from "../../catalogue/auth0.ts";
import { microsoftGraphScopes } from "../../catalogue/microsoft-graph-scopes.ts";
import type { Resource } from "../stack-change.ts";
import { type App, appElsewhere, appsIn } from "./app.ts";
import { type Known, known, objects, property, text, texts } from "./read.ts";
import { referred, referring } from "./referred.ts";
import { type ClientSecret, distinct, type Registration, registrationsIn } from "./registration.ts";
import { types } from "./types.ts";
import { type Who, who } from "./who.ts";

/** A connection to Microsoft, with everything that decides who signs in with it and what apps get through it. */
export interface Connection {
    readonly resource: Resource;

    /** Auth0's name. */
    readonly name: string;
    readonly displayName: Known<string>;
    readonly strategy: Known<string>;

    /** Whether users sign in with it. */
    readonly signIn: boolean;

    /** Whether Token Vault holds tokens of accounts that users connect with it. */
    readonly vault: boolean;
    readonly who: Who;
    readonly registration?: Registration;

    /** The client secret in use, where the stack has it. */
    readonly secret?: ClientSecret;

    /** Microsoft Graph scopes that its options ask users for. */
    readonly asked: readonly string[];

    /** What Auth0 reads of a user, beyond the basics. */
    readonly attributes: readonly string[];
    readonly userIdAttribute: Known<string>;
    readonly emailsTrusted: Known<string>;
    readonly domainAliases: readonly string[];
    readonly apps: readonly App[];

    /** Whether more apps are linked than are known before the update. */
    readonly moreApps: boolean;
    readonly organizations: readonly string[];
}

/** Who can sign in, and what apps may do, as the resources of a stack say. */
export interface Picture {
    readonly connections: readonly Connection[];
    readonly registrations: readonly Registration[];
    readonly apps: readonly App[];

    /** Domains whose My Account API apps are let in to. */
    readonly domains: readonly string[];
}

const optionScopes: ReadonlyMap<string, string> = new Map(
    Object.entries(microsoftGraphScopes).flatMap(([name, scope]) =>
        "windowsliveOption" in scope ? [[scope.windowsliveOption, name] as const] : [],
    ),
);

/** Reads the picture out of resources, whatever program made them; what is missing is left out. */
export function picture(resources: readonly Resource[]): Picture {
    const registrations = registrationsIn(resources);
    const apps = appsIn(resources);
    const strategies: readonly unknown[] = microsoftStrategies;
    const all = resources.filter((one) => one.type === types.connection);
    const links = resources.filter(({ type }) => type in linkPaths);
    const parts: Parts = {
        resources,
        registrations,
        linksOf: referring(links, "connectionId", all),
        byUrn: new Map(apps.map((app) => [app.key, app])),
        byClientId: new Map(apps.flatMap((app) => (typeof app.clientId === "string" ? [[app.clientId, app]] : []))),
    };
    const connections = all
        .filter((one) => strategies.includes(text(one, "strategy")))
        .map((one) => connection(one, parts));
    const elsewhere = connections.flatMap(({ apps: linked }) =>
        linked.filter(({ resource }) => resource === undefined),
    );
    const audiences = [...apps, ...elsewhere].flatMap(({ granted, policies }) => [...granted, ...policies]);
    return { connections, registrations, apps, domains: distinct(audiences.flatMap(host)) };
}

/** The connections that an app registration is behind. */
export function connectionsOf(registration: Registration, connections: readonly Connection[]): Connection[] {
    return connections.filter((one) => one.registration?.resource.urn === registration.resource.urn);
}

/** Host of an address; none of what is no address. */
export function host(address: string): string[] {
    return URL.canParse(address) ? [new URL(address).host] : [];
}

interface Parts {
    readonly resources: readonly Resource[];
    readonly registrations: readonly Registration[];
    readonly linksOf: (connection: Resource) => readonly Resource[];
    readonly byUrn: ReadonlyMap<string, App>;
    readonly byClientId: ReadonlyMap<string, App>;
}

/** What a link names its apps by: one, or a list of them. */
const linkPaths: Readonly<Record<string, string>> = {
    [types.connectionClient]: "clientId",
    [types.connectionClients]: "enabledClients",
};

function connection(resource: Resource, parts: Parts): Connection {
    const strategy = text(resource, "strategy");
    const secrets = parts.registrations.flatMap((registration) => registration.secrets);
    const used = secrets.filter(({ resource: secret }) => (resource.madeFrom["options"] ?? []).includes(secret.urn));
    const registration = registrationOf(resource, used, parts.registrations);
    const { values } = texts(resource, "options.scopes");
    return {
        resource,
        name: known(text(resource, "name")) ?? resource.name,
        displayName: text(resource, "displayName"),
        strategy,
        // Auth0's defaults for a connection that says neither.
        signIn: property(resource, "authentication.active") !== false,
        vault: property(resource, "connectedAccounts.active") === true,
        who: who(resource, registration),
        ...(registration === undefined ? {} : { registration }),
        ...(used.length === 1 && used[0] !== undefined ? { secret: used[0] } : {}),
        asked: strategy === "windowslive" ? distinct(values.flatMap((option) => optionScopes.get(option) ?? [])) : [],
        attributes: strategy === "waad" ? distinct(values.filter((one) => one !== "basic_profile")) : [],
        userIdAttribute: text(resource, "options.userIdAttribute"),
        emailsTrusted: text(resource, "options.shouldTrustEmailVerifiedConnection"),
        domainAliases: distinct(texts(resource, "options.domainAliases").values),
        ...linked(resource, parts),
        organizations: organizationsOf(resource, parts.resources),
    };
}

function registrationOf(resource: Resource, used: readonly ClientSecret[], registrations: readonly Registration[]) {
    const clientId = text(resource, "options.clientId");
    const byId = registrations.find(
        (one) => typeof clientId === "string" && text(one.resource, "clientId") === clientId,
    );
    const made = registrations.find((one) => (resource.madeFrom["options"] ?? []).includes(one.resource.urn));
    return byId ?? made ?? registrations.find(({ secrets }) => secrets.some((secret) => used.includes(secret)));
}

/** The apps that a connection is enabled for, one by one or in a list. */
function linked(connection: Resource, parts: Parts): Pick<Connection, "apps" | "moreApps"> {
    const found = parts.linksOf(connection).map((link) => clientsOf(link, parts));
    const all = new Map(found.flatMap((one) => one.apps.map((app) => [app.key, app] as const)));
    return { apps: [...all.values()].sort(byName), moreApps: found.some(({ more }) => more) };
}

/** The apps of one link or one list of them: clients of the stack, and those that only their ids tell of. */
function clientsOf(link: Resource, { byClientId, byUrn, resources }: Parts) {
    const path = linkPaths[link.type] ?? "clientId";
    const value = property(link, path);
    const { values: ids, more } = typeof value === "string" ? { values: [value], more: false } : texts(link, path);
    const here = new Set([
        ...(link.madeFrom[path] ?? []).flatMap((urn) => byUrn.get(urn) ?? []),
        ...ids.flatMap((id) => byClientId.get(id) ?? []),
    ]);
    if (here.size >= ids.length) return { apps: [...here], more: more && here.size === 0 };
    const others = ids.filter((id) => !byClientId.has(id)).map((id) => appElsewhere(id, resources));
    return { apps: [...here, ...others], more };
}

function organizationsOf(connection: Resource, resources: readonly Resource[]): string[] {
    const organizations = resources.filter(({ type }) => type === types.organization);
    const enabled = resources.filter(
        (one) =>
            (one.type === types.organizationConnection && referred(one, "connectionId", [connection]).length > 0) ||
            (one.type === types.organizationConnections && lists(one, connection)),
    );
    return distinct(
        enabled.flatMap((one) => {
            const [organization] = referred(one, "organizationId", organizations);
            return known(organization && text(organization, "name")) ?? known(text(one, "organizationId")) ?? one.name;
        }),
    );
}

function lists(resource: Resource, connection: Resource): boolean {
    if ((resource.madeFrom["enabledConnections"] ?? []).includes(connection.urn)) return true;
    const ids = objects(resource, "enabledConnections").map(({ connectionId }) => connectionId);
    return connection.id !== undefined && ids.includes(connection.id);
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
    return one.name < other.name ? -1 : 1;
}
