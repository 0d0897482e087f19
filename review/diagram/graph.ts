import { afterOf, isSame } from "../identity/compared.ts";
import { referred } from "../identity/referred.ts";
import { types } from "../identity/types.ts";
import type { Operation, Resource, ResourceChange, StackChange } from "../stack-change.ts";
import type { Graph, Node, NodeStatus } from "./flowchart.ts";
import { consentPrefix, type Drawn, type Line, type Side, sideOf } from "./parts.ts";

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
export function graphOf(change: StackChange): Graph & { readonly reached: readonly string[] } {
    const now = afterOf(change);
    const names = renamed(change.before, now);
    const before = sideOf(change.before, names);
    const after = sideOf(now, names);
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
        reached: linesTouched(change.changes, [...now, ...change.before]).map((urn) => names.get(urn) ?? urn),
        edges: [...edges.values()].map((line) => ({
            ...line,
            status: !has(before, line) ? "new" : has(after, line) ? "same" : "removed",
        })),
    };
}

/** URNs of what the lines that change have at their ends: a link may change and still be a link. */
function linesTouched(changes: readonly ResourceChange[], all: readonly Resource[]): string[] {
    const changed = new Set(changes.filter(({ type }) => lines.includes(type)).map(({ urn }) => urn));
    const touched = all.filter(({ urn }) => changed.has(urn));
    const ends = all.filter(({ type }) => type === types.connection || type === types.client);
    return touched.flatMap((line) =>
        ["connectionId", "clientId", "enabledClients"].flatMap((path) =>
            referred(line, path, ends).map(({ urn }) => urn),
        ),
    );
}

/** New URNs by the old ones, for what goes on under another name. */
function renamed(before: readonly Resource[], after: readonly Resource[]): ReadonlyMap<string, string> {
    const urns = new Set(after.map(({ urn }) => urn));
    const moved = before.filter(({ urn }) => !urns.has(urn));
    return new Map(
        moved.flatMap((one) => {
            const now = after.find((other) => isSame(one, other));
            return now === undefined ? [] : [[one.urn, now.urn] as const];
        }),
    );
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
    const all = [...after, ...before];
    const parts = changes.flatMap(({ urn, type }) => (type in partOf ? all.filter((one) => one.urn === urn) : []));
    return parts.some((part) => belongsTo(part, resource, all));
}

/** Consent and assignments belong to a service principal, and that to an app registration. */
function belongsTo(part: Resource, whole: Resource, all: readonly Resource[]): boolean {
    const path = partOf[part.type];
    if (path === undefined) return false;
    if (referred(part, path, [whole]).length > 0) return true;
    const between = all.filter(({ type }) => type === types.servicePrincipal && type !== part.type);
    return referred(part, path, between).some((one) => belongsTo(one, whole, all));
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
