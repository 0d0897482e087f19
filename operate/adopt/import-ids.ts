import { myAccountAudience } from "../../infra/auth0-domains.ts";
import type { Found, FoundConnection } from "./found.ts";

/** One entry of the engine's import file. */
export interface ImportEntry {
    readonly type: string;

    /** A name of the file's own, unlike any other in it. */
    readonly name: string;

    /** The program's name, where it is another. */
    readonly logicalName?: string;
    readonly id?: string;

    /** Name of the component it belongs to. */
    readonly parent?: string;
    readonly component?: boolean;
}

/** The engine's import file: what a program declares and the state has not. */
export interface ImportFile {
    readonly nameTable?: Readonly<Record<string, string>>;
    readonly resources: readonly ImportEntry[];
}

type IdOf = (name: string, found: Found) => string | undefined;

/**
 * Id of what was found, as each type of resource is imported by: the forms are the providers' (terraform-provider-auth0 and
 * terraform-provider-azuread, `docs/resources`, "Import").
 */
const idsBy: Readonly<Record<string, IdOf>> = {
    "azuread:index/application:Application": (name, found) =>
        prefixed("/applications/", found.connections[name]?.application?.objectId),
    "azuread:index/servicePrincipal:ServicePrincipal": (name, found) =>
        prefixed("/servicePrincipals/", found.connections[name]?.application?.servicePrincipal?.objectId),
    "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant": (name, found) =>
        prefixed("/oauth2PermissionGrants/", found.connections[name]?.application?.servicePrincipal?.consent?.id),
    "azuread:index/appRoleAssignment:AppRoleAssignment": (name, found) => {
        const [key, principal] = split(name);
        const servicePrincipal = found.connections[key]?.application?.servicePrincipal;
        const id = servicePrincipal?.assignments.find(({ principalId }) => principalId === principal)?.id;
        return prefixed(`/servicePrincipals/${servicePrincipal?.objectId}/appRoleAssignedTo/`, id);
    },
    "auth0:index/connection:Connection": (name, found) => found.connections[name]?.id,
    "auth0:index/organizationConnection:OrganizationConnection": (name, found) => {
        const [key, organization] = split(name);
        const connection = found.connections[key];
        const id = connection?.organizations.find((one) => [one.id, one.name].includes(organization))?.id;
        return pair(id, connection?.id);
    },
    "auth0:index/connectionClient:ConnectionClient": (name, found) => {
        const [key, client] = split(name);
        const connection = found.connections[key];
        return pair(connection?.id, linked(connection, clientId(client, found)));
    },
    "auth0:index/connectionClients:ConnectionClients": (name, found) => found.connections[name]?.id,
    "auth0:index/client:Client": (name, found) => clientByName(name, found),
    "auth0:index/clientCredentials:ClientCredentials": (name, found) => clientByName(name, found),
    "auth0:index/resourceServer:ResourceServer": (name, found) => {
        const [first, domain] = split(name);
        if (first === "my-account" && domain !== "") return found.apis[myAccountAudience(domain)];
        return found.clients[without("-api", name)]?.api?.id;
    },
    "auth0:index/resourceServerScopes:ResourceServerScopes": (name, found) => {
        const api = found.clients[without("-api", name)]?.api;
        return api === undefined || Object.keys(api.scopes).length === 0 ? undefined : api.identifier;
    },
    "auth0:index/clientGrant:ClientGrant": (name, found) => {
        const [key, domain] = split(name);
        return domain === "" ? undefined : found.clients[key]?.grants[myAccountAudience(domain)];
    },
};

/** An import file with ids of what exists; what does not is left out, and the first update makes it. */
export function withIds(file: ImportFile, found: Found): ImportFile {
    return withIdsBy(file, (type, name) => idsBy[type]?.(name, found));
}

/** An import file with the ids that are known by type and the program's name; what has none is left out. */
export function withIdsBy(file: ImportFile, idOf: (type: string, name: string) => string | undefined): ImportFile {
    const resources = file.resources.flatMap((entry): ImportEntry[] => {
        if (entry.component === true) return [entry];
        const id = idOf(entry.type, entry.logicalName ?? entry.name);
        return id === undefined ? [] : [{ ...entry, id }];
    });
    const parents = new Set(withAncestors(resources));
    return { ...file, resources: resources.filter(({ component, name }) => component !== true || parents.has(name)) };
}

/** Names of the components that something else in the file belongs to. */
function withAncestors(resources: readonly ImportEntry[]): string[] {
    const components = new Map(resources.flatMap((one) => (one.component === true ? [[one.name, one]] : [])));
    const needed: string[] = [];
    for (const { component, parent } of resources) {
        if (component === true) continue;
        for (let name = parent; name !== undefined; name = components.get(name)?.parent) needed.push(name);
    }
    return needed;
}

/** `portal`, or `planner-spa` and `planner-api` of a single-page application. */
function clientByName(name: string, found: Found): string | undefined {
    const spa = found.clients[without("-spa", name)];
    const api = found.clients[without("-api", name)];
    return found.clients[name]?.clientId ?? spa?.clientId ?? api?.api?.clientId;
}

/** `portal`, or `planner/api` for the client that an API exchanges tokens with. */
function clientId(name: string, found: Found): string | undefined {
    const [key, part] = split(name);
    return part === "api" ? found.clients[key]?.api?.clientId : found.clients[key]?.clientId;
}

function linked(connection: FoundConnection | undefined, id: string | undefined): string | undefined {
    return id !== undefined && connection?.enabledClients.includes(id) === true ? id : undefined;
}

function split(name: string): [first: string, rest: string] {
    const at = name.indexOf("/");
    return at === -1 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
}

function without(ending: string, name: string): string {
    return name.endsWith(ending) ? name.slice(0, -ending.length) : "";
}

function prefixed(prefix: string, id: string | undefined): string | undefined {
    return id === undefined ? undefined : `${prefix}${id}`;
}

function pair(one: string | undefined, other: string | undefined): string | undefined {
    return one === undefined || other === undefined ? undefined : `${one}::${other}`;
}
