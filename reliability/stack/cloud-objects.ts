import type { Tenant } from "../../sandbox/auth0/tenant.ts";
import type { Directory } from "../../sandbox/microsoft/directory.ts";
import type { StoredServicePrincipal } from "../../sandbox/microsoft/objects.ts";
import type { World } from "../../sandbox/world.ts";

/** Something that exists in one of the clouds. */
export interface CloudObject {
    /** What a person calls it: `application Acme (development)`. */
    readonly what: string;

    /** Ids by which others refer to it, each with what it is. */
    readonly ids: Readonly<Record<string, string>>;

    readonly value: unknown;

    /** It was there before any stack. */
    readonly isGiven: boolean;
}

/**
 * Everything in both clouds that a stack can make or change. Not in here: who signed in and what they consented to, which only the
 * proof makes; what Microsoft keeps of deleted app registrations; names that Auth0 does not let go yet.
 */
export function cloudObjects({ tenant, directory }: World): CloudObject[] {
    const given = new Set(
        [...tenant.inventory(), ...directory.inventory()].filter(({ system }) => system).map(({ id }) => id),
    );
    return [...ofTenant(tenant), ...ofDirectory(directory)].map((object) => ({
        ...object,
        isGiven: object.isGiven || Object.keys(object.ids).some((id) => given.has(id)),
    }));
}

function ofTenant(tenant: Tenant): CloudObject[] {
    const clientName = (id = "") => tenant.clients.get(id)?.name ?? "nobody";
    const connectionName = (id: string) => tenant.connections.get(id)?.name ?? "no connection";
    return [
        ...[...tenant.clients].map(([id, value]) => object(`client ${value.name}`, value, id)),
        ...[...tenant.credentials].flatMap(([clientId, credentials]) =>
            [...credentials].map(([id, value]) => object(`credential of client ${clientName(clientId)}`, value, id)),
        ),
        ...[...tenant.connections].map(([id, value]) => object(`connection ${value.name}`, value, id)),
        ...[...tenant.enabledClients]
            .filter(([, clients]) => clients.size > 0)
            .map(([id, clients]) => object(`clients of connection ${connectionName(id)}`, asSet(clients))),
        ...[...tenant.clientGrants].map(([id, value]) =>
            object(`grant of client ${clientName(value.client_id)} for ${value.audience}`, value, id),
        ),
        ...[...tenant.resourceServers].map(([id, value]) => object(`API ${value.identifier}`, value, id)),
        ...[...tenant.customDomains].map(([id, value]) => given(object(`custom domain ${value.domain}`, value, id))),
        ...[...tenant.organizations].map(([id, value]) => given(object(`organization ${value.name}`, value, id))),
        ...[...tenant.organizationConnections].flatMap(([id, connections]) =>
            [...connections.values()].map((value) =>
                object(`connection ${connectionName(value.connection_id)} of organization ${id}`, value),
            ),
        ),
    ];
}

function ofDirectory(directory: Directory): CloudObject[] {
    const isGiven = (id: string) => directory.system.has(id);
    const nameOf = (id: string | null | undefined) => directory.principal(id ?? "")?.displayName ?? "everybody";
    const ownersOf = (id: string) => asSet(directory.owners.get(id) ?? []);
    return [
        ...[...directory.applications].flatMap(([id, { passwordCredentials, ...application }]) => {
            const what = `application ${application.displayName}`;
            const credentials = directory.federatedCredentials.get(id) ?? [];
            return [
                {
                    what,
                    ids: { [id]: `object id of ${what}`, [application.appId]: `client id of ${what}` },
                    value: { ...application, owners: ownersOf(id) },
                    isGiven: isGiven(id),
                },
                ...passwordCredentials.map((value) => ({
                    ...object(`client secret "${value.displayName}" of ${what}`, value, value.keyId),
                    isGiven: isGiven(id),
                })),
                ...credentials.map((value) => ({
                    ...object(`federated credential ${value.name} of ${what}`, value, value.id),
                    isGiven: isGiven(id),
                })),
            ];
        }),
        ...[...directory.servicePrincipals].map(([id, value]) => ({
            ...object(
                `service principal ${directory.nameOf(value)}`,
                { ...withoutEmptyRelayState(value), owners: ownersOf(id) },
                id,
            ),
            isGiven: isGiven(id),
        })),
        ...[...directory.permissionGrants].map(([id, value]) =>
            object(`consent to ${nameOf(value.clientId)} for ${nameOf(value.principalId)}`, value, id),
        ),
        ...[...directory.appRoleAssignments].map(([id, value]) =>
            object(`assignment of ${nameOf(value.principalId)} to ${nameOf(value.resourceId)}`, value, id),
        ),
    ];
}

function object(what: string, value: unknown, id?: string): CloudObject {
    return { what, ids: id === undefined ? {} : { [id]: `id of ${what}` }, value, isGiven: false };
}

/** To change a service principal the azuread provider sends an empty relay state, to make it none: the same to Microsoft. */
function withoutEmptyRelayState({ samlSingleSignOnSettings, ...principal }: StoredServicePrincipal): object {
    const isEmpty = (samlSingleSignOnSettings?.relayState ?? "") === "";
    return isEmpty ? principal : { ...principal, samlSingleSignOnSettings };
}

/** Ids in no order: sorted by themselves they would be in another one in every stack. */
function asSet(ids: Iterable<string>): Readonly<Record<string, true>> {
    return Object.fromEntries([...ids].map((id) => [id, true]));
}

function given(item: CloudObject): CloudObject {
    return { ...item, isGiven: true };
}
