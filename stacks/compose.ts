import type * as pulumi from "@pulumi/pulumi";
import { formerNames } from "../infra/adoptable.ts";
import { AppRegistration } from "../infra/app-registration.ts";
import { callbackUrl, listedDomains } from "../infra/auth0-domains.ts";
import * as auth0Resources from "../infra/auth0-resources.ts";
import type { ClientSecretSlots } from "../infra/client-secret-slots.ts";
import { ConnectionLinks, type LinkedClient, type Linking } from "../infra/connection-links.ts";
import { ExistingClient } from "../infra/existing-client.ts";
import { type Hooks, sharedHooks } from "../infra/hooks.ts";
import type { DirectoryToken, LeftoverSearch } from "../infra/leftover-secrets.ts";
import { purposeOf } from "../infra/mark.ts";
import { MicrosoftConnection } from "../infra/microsoft-connection.ts";
import { type MyAccountApi, myAccountApi } from "../infra/my-account-api.ts";
import { registeredScopes } from "../infra/scopes.ts";
import { SpaClient } from "../infra/spa-client.ts";
import type { Patience } from "../infra/try-client-secret.ts";
import { WebClient } from "../infra/web-client.ts";
import { at, mapped } from "./by-key.ts";
import type { Found } from "./lookups.ts";
import { secretsInUse } from "./secrets-in-use.ts";
import type { ClientSecretSettings, ClientSettings, ConnectionSettings, Settings } from "./settings/settings.ts";

export interface ComposeArgs {
    readonly settings: Settings;

    /** What was looked up in the clouds. */
    readonly found: Found;

    /** The stack, as what it owns says: `microsoft-connection/dev`. */
    readonly owningStack: string;

    readonly patience?: Patience | undefined;

    /** The deployer's access to its directory. @default none: nothing is looked for there beside what the providers do */
    readonly directoryToken?: DirectoryToken | undefined;

    /**
     * Declares what is there already without refusing it, because it is about to be taken into the state.
     * @default false
     */
    readonly adopting?: boolean;
}

/** A client as far as linking and outputs go. */
export interface DeployedClient {
    readonly clientId: pulumi.Output<string>;
    readonly apiClientId?: pulumi.Output<string>;

    /** None where the client signs in with a key of its own, or is of another team. */
    readonly clientSecret?: pulumi.Output<string>;
}

/** What was composed, by the keys of the settings. */
export interface Composition {
    readonly connections: Record<string, { connectionId: pulumi.Output<string>; entraClientId: pulumi.Output<string> }>;
    readonly clients: Record<string, DeployedClient>;
}

/** Everything that a stack deploys. */
export function compose({
    settings,
    found,
    owningStack,
    patience,
    directoryToken,
    adopting,
}: ComposeArgs): Composition {
    const { auth0, linking, protect } = settings;
    const search = directoryToken && leftoverSearch(settings, owningStack, directoryToken);
    const hooks = sharedHooks({ owningStack, leftovers: search, adopting });
    // Known once the connections are composed, which need the registrations first.
    const composed = Promise.withResolvers<Record<string, MicrosoftConnection>>();

    // First, because client secrets take longest and everything of a connection waits for them.
    const registrations = registrationsOf(settings, found, {
        owningStack,
        hooks,
        mayExist: adopting,
        connections: composed.promise,
    });
    const apis = listedDomains(auth0).map((domain) => myAccountApi(domain, { mode: auth0.myAccountApi, hooks }));

    const connections = mapped(settings.connections, (connection, key) => {
        const { appRegistration = key } = connection;
        const registration = at(registrations, appRegistration);
        const { signInAudience } = at(settings.connections, appRegistration);
        return new MicrosoftConnection(
            key,
            {
                ...connection,
                connectionName: connection.name,
                registration: {
                    clientId: registration.clientId,
                    clientSecret: registration.clientSecret,
                    servicePrincipal: registration.servicePrincipal,
                    audience: signInAudience,
                    tenantId: settings.microsoft.tenantId,
                },
                organizations: organizationsOf(connection, found),
                existing: found.existingConnections[key],
                protect,
                patience,
                hooks,
            },
            { aliases: formerNames(connection.formerKeys) },
        );
    });

    composed.resolve(connections);

    const clients = mapped(settings.clients, (client, key) =>
        deployedClient(key, client, { apis, owningStack, protect, hooks }),
    );

    for (const [key, connection] of Object.entries(connections)) {
        const linked = Object.entries(settings.clients).filter(([, client]) => client.connections.includes(key));
        new ConnectionLinks(key, {
            connection: connection.connection,
            linking: linkingOf(linking, key, found),
            clients: linked.flatMap(([name, client]) => linksOf(name, client, at(clients, name))),
            formerNames: settings.connections[key]?.formerKeys ?? [],
            hooks,
        });
    }

    return {
        connections: mapped(connections, ({ connectionId }, key) => {
            const owner = settings.connections[key]?.appRegistration ?? key;
            return { connectionId, entraClientId: at(registrations, owner).clientId };
        }),
        clients,
    };
}

function leftoverSearch({ connections }: Settings, owningStack: string, token: DirectoryToken): LeftoverSearch {
    const names = Object.values(connections).map(({ name }) => name);
    return { token, owningStack, inUse: () => secretsInUse(names, auth0Resources) };
}

function registrationsOf(
    { auth0, connections, microsoft, protect }: Settings,
    { deployerObjectId, existingSecrets, microsoftGraphObjectId }: Found,
    { hooks, mayExist, owningStack, ...composed }: RegistrationContext,
): Record<string, AppRegistration> {
    const own = Object.entries(connections).flatMap(([key, connection]) =>
        connection.clientSecret === undefined ? [] : [{ key, connection, clientSecret: connection.clientSecret }],
    );
    return Object.fromEntries(
        own.map(({ key, connection, clientSecret }) => [
            key,
            new AppRegistration(
                key,
                {
                    displayName: connection.appName,
                    description: purposeOf(connection.name, auth0.domain),
                    owningStack,
                    audience: connection.signInAudience,
                    redirectUris: listedDomains(auth0).map(callbackUrl),
                    scopes: registeredScopes(key, connections),
                    owners: [...new Set([deployerObjectId, ...microsoft.owners])].sort(),
                    clientSecret: withExisting(clientSecret, existingSecrets[key]),
                    usedBy: composed.connections.then((all) => usersOf(key, connections, all)),
                    consentThrough: connection.adminConsent ? microsoftGraphObjectId : undefined,
                    assignedTo: connection.assignedTo,
                    asFound: connection.asFound,
                    protect,
                    mayExist,
                    hooks,
                },
                { aliases: formerNames(connection.formerKeys) },
            ),
        ]),
    );
}

function withExisting(secret: ClientSecretSettings, existing: string | undefined): ClientSecretSlots {
    return existing === undefined ? secret : { ...secret, existing };
}

interface RegistrationContext {
    readonly owningStack: string;
    readonly hooks: Hooks;
    readonly mayExist: boolean | undefined;

    /** All connections, by key. */
    readonly connections: Promise<Readonly<Record<string, MicrosoftConnection>>>;
}

/** The connections that sign in with the app registration of one of them. */
function usersOf(
    owner: string,
    settings: Settings["connections"],
    connections: Readonly<Record<string, MicrosoftConnection>>,
): pulumi.Resource[] {
    return Object.entries(settings)
        .filter(([key, { appRegistration = key }]) => appRegistration === owner)
        .map(([key]) => at(connections, key).connection);
}

interface ClientContext {
    readonly apis: readonly MyAccountApi[];
    readonly owningStack: string;
    readonly protect: boolean;
    readonly hooks: Hooks;
}

function deployedClient(key: string, client: ClientSettings, { apis, ...context }: ClientContext): DeployedClient {
    const args = { ...context, myAccountApis: apis };
    const options = { aliases: formerNames(client.formerKeys) };
    switch (client.kind) {
        case "web":
            return new WebClient(key, { ...args, ...client, clientName: client.name }, options);
        case "spa": {
            const spa = new SpaClient(key, { ...args, ...client, clientName: client.name }, options);
            return { clientId: spa.clientId, apiClientId: spa.apiClientId, clientSecret: spa.apiClientSecret };
        }
        case "existing":
            return new ExistingClient(key, { ...args, clientId: client.clientId, asFound: client.asFound }, options);
    }
}

/** A single-page app signs users in, and its API exchanges their tokens: the connection is enabled for both. */
function linksOf(
    name: string,
    { formerKeys }: ClientSettings,
    { clientId, apiClientId }: DeployedClient,
): LinkedClient[] {
    const app = { name, clientId, formerNames: formerKeys };
    if (apiClientId === undefined) return [app];
    return [app, { name: `${name}/api`, clientId: apiClientId, formerNames: formerKeys.map((key) => `${key}/api`) }];
}

function linkingOf(mode: Settings["linking"], key: string, { connectionIds }: Found): Linking {
    return mode === "handover" ? { mode, connectionId: at(connectionIds, key) } : { mode };
}

function organizationsOf({ organizations }: ConnectionSettings, { organizationIds }: Found): Record<string, string> {
    return Object.fromEntries(organizations.map((name) => [name, at(organizationIds, name)]));
}
