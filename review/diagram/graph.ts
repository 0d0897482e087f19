import { afterOf, isSame } from "../identity/compared.ts";
import { referred, referring } from "../identity/referred.ts";
import { types } from "../identity/types.ts";
import type { Operation, Resource, ResourceChange, StackChange } from "../stack-change.ts";
import type { Graph, Node, NodeStatus } from "./flowchart.ts";
import { consentPrefix, type Drawn, type Side, sideOf } from "./parts.ts";

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
    const [had, has] = [before, after].map((side) => new Set(side.edges.map((line) => JSON.stringify(line))));
    const context = contextOf(change, { before, after, names });
    const others = change.changes.filter((one) => isOnItsOwn(one)).map(onItsOwn);
    return {
        nodes: [
            ...[...drawn.values()].map((node) => withStatus(node, context)),
            ...others.filter(({ key }) => !urns.has(names.get(key) ?? key)),
        ],
        reached: linesTouched(change.changes, [...now, ...change.before]).map((urn) => names.get(urn) ?? urn),
        edges: [...edges].map(([key, line]) => ({
            ...line,
            status: !had?.has(key) ? "new" : has?.has(key) ? "same" : "removed",
        })),
    };
}

/** URNs of what the lines that change have at their ends: a link may change and still be a link. */
function linesTouched(changes: readonly ResourceChange[], all: readonly Resource[]): string[] {
    const changed = new Set(changes.filter(({ type }) => lines.includes(type)).map(({ urn }) => urn));
    const touched = all.filter(({ urn }) => changed.has(urn));
    const ends = all.filter(({ type }) => type === types.connection || type === types.client);
    const referrers = ["connectionId", "clientId", "enabledClients"].map((path) => referring(touched, path, ends));
    return ends.filter((end) => referrers.some((of) => of(end).length > 0)).map(({ urn }) => urn);
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
    readonly names: ReadonlyMap<string, string>;
    readonly changes: ReadonlyMap<string, ResourceChange>;
    readonly was: ReadonlyMap<string, Drawn>;
    readonly is: ReadonlyMap<string, Drawn>;

    /** URNs of what is kept where it is when it leaves the stack. */
    readonly kept: ReadonlySet<string>;

    /** URNs of what has parts that change. */
    readonly touched: ReadonlySet<string>;
}

function contextOf(
    change: StackChange,
    { before, after, names }: { before: Side; after: Side; names: Context["names"] },
): Context {
    const byKey = ({ nodes }: Side) => new Map(nodes.map((node) => [node.key, node]));
    return {
        names,
        changes: new Map(change.changes.map((one) => [names.get(one.urn) ?? one.urn, one])),
        was: byKey(before),
        is: byKey(after),
        kept: new Set(change.before.filter(({ retainOnDelete }) => retainOnDelete).map(({ urn }) => urn)),
        touched: touchedBy(change.changes, [...change.after, ...change.before]),
    };
}

/** What becomes of a node: of its resource, of its parts, or of what it stands for. */
function withStatus({ resource, ...node }: Drawn, { names, changes, was, is, kept, touched }: Context): Node {
    const own = changes.get(resource === undefined ? node.key : (names.get(resource.urn) ?? resource.urn));
    if (own !== undefined) {
        const stays = own.operation === "delete" && kept.has(own.urn);
        return { ...node, status: stays ? "left behind" : statusOf[own.operation] };
    }
    const [old, now] = [was.get(node.key), is.get(node.key)];
    if (resource === undefined) {
        return { ...node, status: node.key.startsWith(consentPrefix) ? coming(old, now) : "same" };
    }
    return { ...node, status: old?.note !== now?.note || touched.has(resource.urn) ? "changed" : "same" };
}

/** Consent is no resource of its own here: it is there, or it is not. */
function coming(was: Drawn | undefined, is: Drawn | undefined): NodeStatus {
    if (was === undefined) return "new";
    if (is === undefined) return "removed";
    return was.note === is.note ? "same" : "changed";
}

/** URNs of the resources that something which changes is drawn as a part of. */
function touchedBy(changes: readonly ResourceChange[], all: readonly Resource[]): ReadonlySet<string> {
    const changed = new Set(changes.filter(({ type }) => type in partOf).map(({ urn }) => urn));
    const parts = all.filter(({ urn }) => changed.has(urn));
    const wholes = all.filter(({ type }) => !lines.includes(type));
    const found = new Set<string>();
    // Consent and assignments belong to a service principal, and that to an app registration: two steps.
    for (const step of [parts, principalsOf(parts, wholes)]) {
        for (const [type, path] of Object.entries(partOf)) {
            const of = referring(
                step.filter((one) => one.type === type),
                path,
                wholes,
            );
            for (const whole of wholes) if (of(whole).length > 0) found.add(whole.urn);
        }
    }
    return found;
}

function principalsOf(parts: readonly Resource[], all: readonly Resource[]): Resource[] {
    const principals = all.filter(({ type }) => type === types.servicePrincipal);
    return parts.flatMap((part) => referred(part, partOf[part.type] ?? "", principals));
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
