import type * as pulumi from "@pulumi/pulumi";
import { appDomain, myAccountAudience } from "../infra/auth0-domains.ts";
import type { ValueSource } from "../infra/client-delivery.ts";
import { type DeliveredClient, KeyVault, type VaultPrincipal } from "../infra/key-vault.ts";
import { connectScopes } from "../infra/scopes.ts";
import { at, mapped } from "./by-key.ts";
import type { DeployedClient } from "./compose.ts";
import { daysAfter } from "./settings/dates.ts";
import { deliveredClients } from "./settings/delivered-clients.ts";
import type { ClientSettings, KeyVaultSettings, Settings } from "./settings/settings.ts";

export { lookUpKeyVault } from "./key-vault-lookups.ts";

export interface DeliverArgs {
    readonly settings: Settings;
    readonly keyVault: KeyVaultSettings;

    /** What was deployed of each client. */
    readonly clients: Readonly<Record<string, DeployedClient>>;

    /** Whoever deploys. */
    readonly deployer: VaultPrincipal;

    /** The stack, as what it owns says: `microsoft-connection/dev`. */
    readonly owningStack: string;
}

/** Puts what the clients' apps need into the stack's key vault. */
export function deliver({ settings, keyVault, clients, deployer, owningStack }: DeliverArgs): void {
    const { mode, subscriptionId, resourceGroup, name, issued, lifetimeDays, readers } = keyVault;
    const { location = "", allowedIps, bypass } = keyVault;
    const { tenantId } = settings.microsoft;
    new KeyVault("key-vault", {
        subscriptionId,
        resourceGroup,
        name,
        create: mode === "create" ? { location, tenantId, allowedIps, bypass, deployer } : undefined,
        owningStack,
        ends: daysAfter(issued, lifetimeDays),
        clients: mapped(
            deliveredClients(settings),
            (values, key): DeliveredClient => ({
                values: values.map((value) => ({
                    ...value,
                    value: deliveredValue(value.source, {
                        settings,
                        client: at(settings.clients, key),
                        deployed: at(clients, key),
                    }),
                })),
                connections: at(settings.clients, key).connections.map((name) => at(settings.connections, name).name),
                readers: readers[key] ?? [],
            }),
        ),
        protect: settings.protect,
    });
}

interface ClientSubject {
    readonly settings: Settings;
    readonly client: ClientSettings;
    readonly deployed: DeployedClient;
}

function deliveredValue(source: ValueSource, { settings, client, deployed }: ClientSubject): pulumi.Input<string> {
    const linked = client.connections.map((key) => at(settings.connections, key));
    switch (source) {
        case "clientId":
            return deployed.clientId;
        case "clientSecret":
            return given(deployed.clientSecret);
        case "apiClientId":
            return given(deployed.apiClientId);
        case "domain":
            return appDomain(settings.auth0);
        case "audience":
            return given(client.kind === "spa" ? client.api.identifier : undefined);
        case "myAccountAudience":
            return myAccountAudience(appDomain(settings.auth0));
        case "connections":
            return linked.map(({ name }) => name).join(" ");
        case "connectScopes":
            return JSON.stringify(
                Object.fromEntries(
                    linked
                        .filter(({ tokenVault }) => tokenVault)
                        .map(({ name, scopes }) => [name, connectScopes(scopes, client.scopes)]),
                ),
            );
    }
}

function given<T>(value: T | undefined): T {
    if (value === undefined) throw new Error("a client has nothing of what is to be delivered of it");
    return value;
}
