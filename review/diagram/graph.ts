import type { App } from "../identity/app.ts";
import { isSame } from "../identity/compared.ts";
import { type Connection, host, type Picture, picture } from "../identity/picture.ts";
import { known, text } from "../identity/read.ts";
import { referred } from "../identity/referred.ts";
import type { Registration } from "../identity/registration.ts";
import { types } from "../identity/types.ts";
import type { Operation, Resource, ResourceChange, StackChange } from "../stack-change.ts";

export type Group = "entra" | "auth0" | "other";

export type NodeStatus = "same" | "new" | "changed" | "replaced" | "removed" | "left behind";

/** Something that is drawn as a box. */
export interface Node {
    readonly key: string;
    readonly group: Group;

    /** What it is, in the field's words. */
    readonly kind: string;
    readonly name: string;

    /** What else is worth a line. */
    readonly note?: string;
    readonly status: NodeStatus;
}

/** What one thing has to do with another. */
export interface Edge {
    readonly from: string;
    readonly to: string;
    readonly words: string;
    readonly status: "same" | "new" | "removed";
}

export interface Graph {
    readonly nodes: readonly Node[];
    readonly edges: readonly Edge[];
}

type Drawn = Omit<Node, "status"> & { readonly resource?: Resource };
type Line = Omit<Edge, "status">;

const statusOf: Readonly<Record<Operation, NodeStatus>> = {
    create: "new",
    update: "changed",
    refresh: "changed",
    replace: "replaced",
    delete: "removed",
    read: "new",
    import: "new",
    forget: "left behind",
};

/** Resources that are drawn as a part of another: the property that names it. */
const partOf: Readonly<Record<string, string>> = {
    [types.servicePrincipal]: "clientId",
    [types.apiAccess]: "applicationId",
    [types.redirectUris]: "applicationId",
    [types.owner]: "applicationId",
    [types.clientCredentials]: "clientId",
    [types.appRoleAssignment]: "resourceObjectId",
    [types.permissionGrant]: "servicePrincipalObjectId",
};

/** Resources that are drawn as lines, or that say nothing beyond what they belong to. */
const lines: readonly string[] = [
    types.connectionClient,
    types.connectionClients,
    types.clientGrant,
    types.organizationConnection,
    types.organizationConnections,
    "auth0:index/resourceServerScopes:ResourceServerScopes",
];

/** Everything of a stack before and after, with what becomes of it. */
export function graphOf(change: StackChange): Graph {
    const names = renamed(change);
    const before = sideOf(change.before, names);
    const after = sideOf(change.after, names);
    const drawn = new Map<string, Drawn>();
    for (const node of [...before.nodes, ...after.nodes]) drawn.set(node.key, { ...drawn.get(node.key), ...node });
    const urns = new Set([...drawn.values()].map(({ key, resource }) => resource?.urn ?? key));
    const edges = new Map([...before.edges, ...after.edges].map((line) => [JSON.stringify(line), line]));
    const has = (side: Side, line: Line) => side.edges.some((one) => JSON.stringify(one) === JSON.stringify(line));
    const others = change.changes.filter((one) => isOnItsOwn(one)).map(onItsOwn);
    return {
        nodes: [
            ...[...drawn.values()].map((node) => withStatus(node, { change, before, after, names })),
            ...others.filter(({ key }) => !urns.has(names.get(key) ?? key)),
        ],
        edges: [...edges.values()].map((line) => ({
            ...line,
            status: !has(before, line) ? "new" : has(after, line) ? "same" : "removed",
        })),
    };
}

interface Side {
    readonly resources: readonly Resource[];
    readonly nodes: readonly Drawn[];
    readonly edges: readonly Line[];
}

/** New URNs by the old ones, for what goes on under another name. */
function renamed({ before, after }: StackChange): ReadonlyMap<string, string> {
    const urns = new Set(after.map(({ urn }) => urn));
    const moved = before.filter(({ urn }) => !urns.has(urn));
    return new Map(
        moved.flatMap((one) => {
            const now = after.find((other) => isSame(one, other));
            return now === undefined ? [] : [[one.urn, now.urn] as const];
        }),
    );
}

function sideOf(resources: readonly Resource[], names: ReadonlyMap<string, string>): Side {
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

/** Scopes that tell who signs in; a node has no room for them. */
const basic = ["openid", "profile", "email", "offline_access"];

const consentPrefix = "consent:";

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
                      note: consented.filter((scope) => !basic.includes(scope)).join(" "),
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

interface Context {
    readonly change: StackChange;
    readonly before: Side;
    readonly after: Side;
    readonly names: ReadonlyMap<string, string>;
}

/** What becomes of a node: of its resource, of its parts, or of what it stands for. */
function withStatus({ resource, ...node }: Drawn, { change, before, after, names }: Context): Node {
    const urns = change.changes.map(({ urn }) => names.get(urn) ?? urn);
    const own =
        change.changes[urns.indexOf(resource === undefined ? node.key : (names.get(resource.urn) ?? resource.urn))];
    if (own !== undefined) return { ...node, status: statusIn(own, before.resources) };
    const was = before.nodes.find(({ key }) => key === node.key);
    const is = after.nodes.find(({ key }) => key === node.key);
    if (resource === undefined)
        return { ...node, status: node.key.startsWith(consentPrefix) ? coming(was, is) : "same" };
    if (was?.note !== is?.note) return { ...node, status: "changed" };
    return { ...node, status: isTouched(resource, change) ? "changed" : "same" };
}

/** Consent is no resource of its own here: it is there, or it is not. */
function coming(was: Drawn | undefined, is: Drawn | undefined): NodeStatus {
    if (was === undefined) return "new";
    if (is === undefined) return "removed";
    return was.note === is.note ? "same" : "changed";
}

function statusIn({ operation, urn }: ResourceChange, before: readonly Resource[]): NodeStatus {
    const kept = operation === "delete" && before.some((one) => one.urn === urn && one.retainOnDelete);
    return kept ? "left behind" : statusOf[operation];
}

/** Whether something changes that is drawn as a part of this resource. */
function isTouched(resource: Resource, { after, before, changes }: StackChange): boolean {
    return changes.some(({ urn, type }) => {
        const path = partOf[type];
        if (path === undefined) return false;
        return [...after, ...before].some((one) => one.urn === urn && referred(one, path, [resource]).length > 0);
    });
}

/** Whether a change is of something that is drawn nowhere else. Components of a program are no things of their own. */
function isOnItsOwn({ type, before, after }: ResourceChange): boolean {
    const resource = after ?? before;
    const isComponent = resource?.id === undefined && !/^[a-z0-9-]+:[a-z0-9-]+\/[A-Za-z0-9]+:/.test(type);
    return !isComponent && !(type in partOf) && !lines.includes(type);
}

function onItsOwn({ urn, type, name, operation }: ResourceChange): Node {
    const group = type.startsWith("azuread:") ? "entra" : type.startsWith("auth0:") ? "auth0" : "other";
    return { key: urn, group, kind: type.slice(type.lastIndexOf(":") + 1), name, status: statusOf[operation] };
}
