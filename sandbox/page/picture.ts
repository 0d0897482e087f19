import type { Client, Connection } from "../auth0/objects.ts";
import type { StoredApplication } from "../microsoft/objects.ts";
import type { World } from "../world.ts";
import { type Agreement, appAgreements, connectionAgreements } from "./agreements.ts";
import type { StackOutputs } from "./stack-outputs.ts";

/** What was deployed and how it hangs together, read from the two services themselves. */
export interface Picture {
    readonly apps: readonly AppBox[];
    readonly connections: readonly ConnectionBox[];
    readonly registrations: readonly RegistrationBox[];

    /** APIs that the apps have tokens for. */
    readonly apis: readonly ApiBox[];
}

export interface AppBox {
    readonly name: string;

    /** In the words of the stack: `portal`, web. */
    readonly key: string | undefined;
    readonly kind: string;
    readonly clientId: string;
    readonly callbacks: readonly string[];

    /** The client that exchanges for it, where that is another one. */
    readonly apiClientId: string | undefined;

    /** Indices of the connections it is enabled for. */
    readonly connections: readonly number[];
    readonly agreements: readonly Agreement[];
}

export interface ConnectionBox {
    readonly name: string;
    readonly strategy: string;
    readonly signIn: boolean;
    readonly tokenVault: boolean;

    /** Index of the app registration whose client id it has; none when there is no such. */
    readonly registration: number | undefined;
    readonly agreements: readonly Agreement[];
}

export interface RegistrationBox {
    readonly name: string;
    readonly appId: string;
    readonly audience: string;
    readonly secrets: readonly { readonly name: string; readonly ends: string; readonly hasEnded: boolean }[];
    readonly redirectUris: readonly string[];
    readonly servicePrincipal: boolean;

    /** What everyone in the directory has consent for; each person is asked where it is empty. */
    readonly consentedForAll: readonly string[];
}

export interface ApiBox {
    readonly name: string;
    readonly identifier: string;
}

export function pictureOf(world: World, outputs: StackOutputs | undefined): Picture {
    const { directory, tenant } = world;
    const applications = inOrder(
        [...directory.applications.values()].filter(({ id }) => !directory.system.has(id)),
        ({ displayName }) => displayName,
    );
    const connections = inOrder([...tenant.connections.values()], ({ name }) => name);
    const apps = appsOf(world, outputs);
    return {
        apps: apps.map((app) => appBox(world, outputs, connections, app)),
        connections: connections.map((connection) => {
            const found = applications.findIndex(({ appId }) => appId === connection.options["client_id" as never]);
            return {
                name: connection.name,
                strategy: connection.strategy,
                signIn: connection.authentication.active,
                tokenVault: connection.connected_accounts.active,
                registration: found < 0 ? undefined : found,
                agreements: connectionAgreements(world, outputs, connection, applications[found]),
            };
        }),
        registrations: applications.map((application) => registrationBox(world, application)),
        apis: [...tenant.resourceServers.values()]
            .filter(({ identifier }) => identifier !== tenant.managementApi)
            .map(({ name, identifier }) => ({ name: name ?? identifier, identifier })),
    };
}

/** The apps of the stack, and whatever else a connection is enabled for; an API's own client is shown with its app. */
function appsOf({ tenant }: World, outputs: StackOutputs | undefined): Client[] {
    const enabled = new Set([...tenant.enabledClients.values()].flatMap((ids) => [...ids]));
    const declared = Object.values(outputs?.clients ?? {}).map(({ clientId }) => clientId);
    const apps = [...tenant.clients.values()].filter(
        ({ client_id, app_type }) =>
            app_type !== "resource_server" && (enabled.has(client_id) || declared.includes(client_id)),
    );
    return inOrder(apps, ({ name }) => name);
}

/** The services keep things as they were made, which is another order each time. */
function inOrder<T>(things: readonly T[], name: (thing: T) => string): T[] {
    return things.toSorted((one, other) => (name(one) < name(other) ? -1 : 1));
}

function appBox(
    world: World,
    outputs: StackOutputs | undefined,
    connections: readonly Connection[],
    client: Client,
): AppBox {
    const { tenant } = world;
    const found = Object.entries(outputs?.clients ?? {}).find(([, { clientId }]) => clientId === client.client_id);
    const exchanger = tenant.clients.get(found?.[1].apiClientId ?? "");
    return {
        name: client.name,
        key: found?.[0],
        kind: kinds[found?.[1].kind ?? ""] ?? client.app_type ?? "app",
        clientId: client.client_id,
        callbacks: client.callbacks ?? [],
        apiClientId: exchanger?.client_id,
        connections: connections.flatMap(({ id }, index) =>
            tenant.enabledClients.get(id)?.has(client.client_id) === true ? [index] : [],
        ),
        agreements: appAgreements(world, outputs, client, exchanger),
    };
}

const kinds: Readonly<Record<string, string>> = {
    web: "web app",
    spa: "single-page app and its API",
    existing: "declared by another team",
};

function registrationBox({ clock, directory }: World, application: StoredApplication): RegistrationBox {
    const principal = [...directory.servicePrincipals.values()].find(({ appId }) => appId === application.appId);
    const forAll = [...directory.permissionGrants.values()].filter(
        ({ clientId, consentType }) => clientId === principal?.id && consentType === "AllPrincipals",
    );
    return {
        name: application.displayName,
        appId: application.appId,
        audience: application.signInAudience,
        secrets: application.passwordCredentials.map(({ displayName, endDateTime }) => ({
            name: displayName ?? "(no name)",
            ends: endDateTime.slice(0, 10),
            hasEnded: Date.parse(endDateTime) <= clock.now().getTime(),
        })),
        redirectUris: application.web.redirectUris ?? [],
        servicePrincipal: principal !== undefined,
        consentedForAll: forAll.flatMap(({ scope }) => scope.trim().split(" ")).sort(),
    };
}
