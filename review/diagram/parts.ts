import type { App } from "../identity/app.ts";
import { basicScopes } from "../identity/exchange.ts";
import { type Connection, host, type Picture, picture } from "../identity/picture.ts";
import { known, text } from "../identity/read.ts";
import type { Registration } from "../identity/registration.ts";
import { types } from "../identity/types.ts";
import type { Resource } from "../stack-change.ts";
import type { Edge, Node } from "./flowchart.ts";

/** A node as one side of a change has it. */
export type Drawn = Omit<Node, "status"> & { readonly resource?: Resource };
/** A line as one side of a change has it. */
export type Line = Omit<Edge, "status">;

/** Begins the keys of consent, which stands for no resource. */
export const consentPrefix = "consent:";

/** What is drawn of a stack before, or after. */
export interface Side {
    readonly resources: readonly Resource[];
    readonly nodes: readonly Drawn[];
    readonly edges: readonly Line[];
}

export function sideOf(resources: readonly Resource[], names: ReadonlyMap<string, string>): Side {
    const pictured = picture(resources);
    const key = (resource: Resource) => names.get(resource.urn) ?? resource.urn;
    const parts = [
        ...pictured.registrations.map((one) => registrationPart(one, key)),
        ...pictured.connections.map((one) => connectionPart(one, key)),
        ...everyApp(pictured).map((one) => appPart(one, key, resources)),
        ...resources
            .filter(({ type }) => type === types.resourceServer)
            .map((one) => ({ nodes: [apiNode(one)], edges: [] })),
    ];
    return { resources, nodes: parts.flatMap(({ nodes }) => nodes), edges: parts.flatMap(({ edges }) => edges) };
}

type Key = (resource: Resource) => string;
interface Part {
    readonly nodes: readonly Drawn[];
    readonly edges: readonly Line[];
}

function registrationPart(registration: Registration, key: Key): Part {
    const { consented, resource, secrets } = registration;
    const own = key(resource);
    const consent: Drawn[] =
        consented.length === 0
            ? []
            : [
                  {
                      key: `${consentPrefix}${own}`,
                      group: "entra",
                      kind: "consent for everyone",
                      name: consented.length === 1 ? "1 permission" : `${consented.length} permissions`,
                      note: consented.filter((scope) => !basicScopes.includes(scope)).join(" "),
                  },
              ];
    return {
        nodes: [
            { key: own, group: "entra", kind: "app registration", name: registration.name, resource },
            ...secrets.map(
                ({ ends, name, resource: secret }): Drawn => ({
                    key: key(secret),
                    group: "entra",
                    kind: "client secret",
                    name,
                    ...(typeof ends === "string" ? { note: `ends ${ends}` } : {}),
                    resource: secret,
                }),
            ),
            ...consent,
        ],
        edges: [
            ...secrets.map((secret) => ({ from: own, to: key(secret.resource), words: "has" })),
            ...consent.map((one) => ({ from: one.key, to: own, words: "consent" })),
        ],
    };
}

function connectionPart({ resource, name, registration, secret, apps }: Connection, key: Key): Part {
    const own = key(resource);
    return {
        nodes: [{ key: own, group: "auth0", kind: "connection", name, resource }],
        edges: [
            ...(registration === undefined
                ? []
                : [{ from: key(registration.resource), to: own, words: "redirect URI" }]),
            ...(secret === undefined
                ? []
                : [{ from: key(secret.resource), to: own, words: `client secret ${secret.name}` }]),
            ...apps.map((app) => ({ from: own, to: appKey(app, key), words: "linked" })),
        ],
    };
}

function appPart(app: App, key: Key, resources: readonly Resource[]): Part {
    const own = appKey(app, key);
    const { resource, granted } = app;
    const identifier = resource && text(resource, "resourceServerIdentifier");
    const apis = resources.filter(({ type }) => type === types.resourceServer);
    const api = apis.find((one) => {
        const made = resource?.madeFrom["resourceServerIdentifier"]?.includes(one.urn);
        return made === true || (typeof identifier === "string" && text(one, "identifier") === identifier);
    });
    return {
        nodes: [
            {
                key: own,
                group: "auth0",
                kind:
                    resource === undefined
                        ? "app declared elsewhere"
                        : app.appType === "resource_server"
                          ? "API client"
                          : "app",
                name: app.name,
                ...(resource === undefined ? {} : { resource }),
            },
            ...granted.map(myAccountNode),
        ],
        edges: [
            ...granted.map((audience) => ({ from: own, to: apiKey(audience), words: "grant" })),
            ...(api === undefined ? [] : [{ from: own, to: apiNode(api).key, words: "acts for" }]),
        ],
    };
}

function everyApp({ apps, connections }: Picture): readonly App[] {
    const elsewhere = connections.flatMap((one) => one.apps.filter(({ resource }) => resource === undefined));
    return [...apps, ...new Map(elsewhere.map((app) => [app.key, app])).values()];
}

function appKey({ resource, key: own }: App, key: Key): string {
    return resource === undefined ? own : key(resource);
}

function apiKey(identifier: string): string {
    return `api:${identifier}`;
}

function myAccountNode(audience: string): Drawn {
    return { key: apiKey(audience), group: "auth0", kind: "My Account API", name: host(audience)[0] ?? audience };
}

function apiNode(resource: Resource): Drawn {
    const identifier = known(text(resource, "identifier"));
    if (identifier?.endsWith("/me/")) return { ...myAccountNode(identifier), resource };
    return {
        key: identifier === undefined ? resource.urn : apiKey(identifier),
        group: "auth0",
        kind: "API",
        name: identifier ?? resource.name,
        resource,
    };
}
