import type { Client, ClientGrant, Connection } from "../../../sandbox/auth0/objects.ts";
import type { StoredApplication, StoredPassword, StoredServicePrincipal } from "../../../sandbox/microsoft/objects.ts";
import type { World } from "../../../sandbox/world.ts";

/** One setting of a deployed pair that somebody changed behind the stack's back. */
export interface Damage {
    /** What was changed, as a sentence. */
    readonly what: string;

    /** Id of the one cause that the proof has to name. */
    readonly cause: string;

    /** The claim that breaks first, in its group. */
    readonly breaks: string;
    readonly inflict: (world: World) => void;
}

export function damage(what: string, cause: string, breaks: string, inflict: Damage["inflict"]): Damage {
    return { what, cause, breaks, inflict };
}

export function application({ directory }: World, displayName: string): StoredApplication {
    return only(directory.applications, (one) => one.displayName === displayName);
}

export function servicePrincipal(world: World, displayName: string): StoredServicePrincipal {
    const { appId } = application(world, displayName);
    return only(world.directory.servicePrincipals, (one) => one.appId === appId);
}

export function changeApplication(world: World, displayName: string, change: Partial<StoredApplication>): void {
    const found = application(world, displayName);
    world.directory.applications.set(found.id, { ...found, ...change });
}

/** Puts another end on a client secret, or takes it away. */
export function changeSecret(world: World, displayName: string, slot: string, ends: string | undefined): void {
    const change = (password: StoredPassword): StoredPassword[] => {
        if (password.displayName?.startsWith(`slot ${slot},`) !== true) return [password];
        return ends === undefined ? [] : [{ ...password, endDateTime: ends }];
    };
    const { passwordCredentials } = application(world, displayName);
    changeApplication(world, displayName, { passwordCredentials: passwordCredentials.flatMap(change) });
}

/** Changes the scopes of the consent for everyone. */
export function changeConsent(world: World, displayName: string, change: (scopes: string[]) => string[]): void {
    const { id } = servicePrincipal(world, displayName);
    const grant = only(world.directory.permissionGrants, (one) => one.clientId === id);
    world.directory.permissionGrants.set(grant.id, { ...grant, scope: change(grant.scope.split(" ")).join(" ") });
}

export function connection({ tenant }: World, name: string): Connection {
    return only(tenant.connections, (one) => one.name === name);
}

export function changeConnection(world: World, name: string, change: Partial<Connection>): void {
    const found = connection(world, name);
    world.tenant.connections.set(found.id, { ...found, ...change });
}

/** Changes the connection's options; `undefined` takes one away. */
export function changeOptions(world: World, name: string, change: object): void {
    changeConnection(world, name, { options: { ...connection(world, name).options, ...change } });
}

export function client({ tenant }: World, name: string): Client {
    return only(tenant.clients, (one) => one.name === name);
}

export function changeClient(world: World, name: string, change: Partial<Client>): void {
    const found = client(world, name);
    world.tenant.clients.set(found.client_id, { ...found, ...change });
}

export function withoutGrantType(world: World, name: string, grantType: string): void {
    const { grant_types } = client(world, name);
    changeClient(world, name, { grant_types: grant_types.filter((one) => one !== grantType) });
}

/** Takes a client off a connection's list. */
export function disable(world: World, connectionName: string, clientName: string): void {
    world.tenant.enabledClients.get(connection(world, connectionName).id)?.delete(client(world, clientName).client_id);
}

/** The grant of a client's users on a domain's My Account API. */
export function userGrant(world: World, clientName: string, domain: string): ClientGrant {
    const { client_id } = client(world, clientName);
    return only(
        world.tenant.clientGrants,
        (one) => one.client_id === client_id && one.audience === `https://${domain}/me/`,
    );
}

export function changeGrant(world: World, clientName: string, domain: string, change: Partial<ClientGrant>): void {
    const found = userGrant(world, clientName, domain);
    world.tenant.clientGrants.set(found.id, { ...found, ...change });
}

/** The only value of a map that is so; a damage that finds nothing to break would prove nothing. */
export function only<T>(values: ReadonlyMap<string, T>, isIt: (value: T) => boolean): T {
    const found = [...values.values()].filter(isIt);
    const [value] = found;
    if (value === undefined || found.length > 1) throw new Error(`found ${found.length} of what is to be damaged`);
    return value;
}
