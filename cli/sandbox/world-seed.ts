import { randomBytes, randomUUID } from "node:crypto";
import { deployerManagementScopes, publicKeyManagementScopes, readerManagementScopes } from "../../catalogue/auth0.ts";
import { signInAudiences } from "../../catalogue/microsoft.ts";
import { myAccountAudience } from "../../infra/auth0-domains.ts";
import type { TenantSeed } from "../../sandbox/auth0/tenant.ts";
import type { AzureSeed } from "../../sandbox/azure/azure.ts";
import type { DirectorySeed } from "../../sandbox/microsoft/directory.ts";
import type { Settings } from "../../stacks/settings/settings.ts";
import { azureSeed } from "./azure-seed.ts";
import { sandboxAccounts } from "./sandbox-accounts.ts";

/** What the two clouds hold before the stack, so that its settings can be true. */
export interface WorldSeed {
    readonly tenant: TenantSeed;
    readonly directory: DirectorySeed;

    /** Absent where the stack has no key vault. */
    readonly azure?: AzureSeed;

    /** Time for the services' clock, where real time would make a declared secret end before it is made. */
    readonly time?: Date;

    /** What is taken for granted beside an empty tenant and an empty directory, a sentence each. */
    readonly assumptions: readonly string[];
}

/** The emptiest world in which a stack can be deployed: what its settings name and do not declare exists, and nothing else. */
export function worldSeed(settings: Settings, now: Date): WorldSeed {
    const { auth0, microsoft } = settings;
    const domains = [...(auth0.customDomain === undefined ? [] : [auth0.customDomain]), ...auth0.cutOverDomains].filter(
        (domain) => domain !== auth0.domain,
    );
    const myAccountApis =
        auth0.myAccountApi === "adopt"
            ? [auth0.customDomain ?? auth0.domain, ...auth0.cutOverDomains].map(myAccountAudience)
            : [];
    const clients = Object.entries(settings.clients).flatMap(([key, client]) =>
        client.kind === "existing"
            ? [{ clientId: client.clientId, name: key, callbacks: [`https://${key}.example/auth/callback`] }]
            : [],
    );
    const connections = Object.values(settings.connections);
    const organizations = [...new Set(connections.flatMap((connection) => connection.organizations))];
    const people = [...new Set(connections.flatMap((connection) => connection.assignedTo))];
    const domain = directoryDomain(settings);
    const time = timeForSecrets(settings, now);
    const azure = azureSeed(settings);

    return {
        tenant: {
            domain: auth0.domain,
            customDomains: domains.map((domain) => ({ domain, status: "ready" as const })),
            deployer: {
                clientId: "sandbox-deployer",
                clientSecret: randomBytes(32).toString("base64url"),
                scopes: deployerScopes(settings),
            },
            clients,
            organizations: organizations.map(organization),
            myAccountApis,
        },
        directory: {
            tenantId: microsoft.tenantId,
            domain,
            deployer: {
                clientId: randomUUID(),
                clientSecret: randomBytes(32).toString("base64url"),
                objectId: randomUUID(),
            },
            principals: [
                ...[...microsoft.owners, ...people].map((id, index) => ({
                    id,
                    type: "user" as const,
                    displayName: `Person ${index + 1}`,
                })),
                ...azure.people,
            ],
            accounts: sandboxAccounts({ tenantId: microsoft.tenantId, domain, assigned: people }),
        },
        ...(azure.seed === undefined ? {} : { azure: azure.seed }),
        ...(time === undefined ? {} : { time }),
        assumptions: [
            ...domains.map((domain) => `custom domain ${domain} exists in the tenant and is verified`),
            ...clients.map(
                ({ clientId, name }) =>
                    `client ${clientId} ("${name}") exists in the tenant, set up for Token Vault by its team`,
            ),
            ...organizations.map((name) => `Auth0 Organization ${name} exists`),
            ...myAccountApis.map((identifier) => `My Account API ${identifier} is active already`),
            ...microsoft.owners.map((id) => `owner ${id} exists in the directory`),
            ...people.map((id) => `${id} (user or group) exists in the directory`),
            ...azure.assumptions,
            ...(time === undefined
                ? []
                : [`it is ${time.toISOString().slice(0, 10)}: a client secret of the settings has ended since`]),
        ],
    };
}

/** What a deployment of these settings needs, and the doctor to look: an `up` that would need more fails here first. */
function deployerScopes({ clients }: Settings): string[] {
    const hasKeys = Object.values(clients).some(
        (client) => client.kind === "web" && client.authentication === "private_key_jwt",
    );
    const keys = hasKeys ? publicKeyManagementScopes : [];
    return [...new Set([...deployerManagementScopes, ...readerManagementScopes, ...keys])].sort();
}

/** A day before the first declared secret ends, if one has ended by now: Microsoft makes no secret that is over already. */
function timeForSecrets(settings: Settings, now: Date): Date | undefined {
    const ends = Object.values(settings.connections).flatMap((connection) =>
        Object.values(connection.clientSecret?.slots ?? {}).map((slot) => Date.parse(slot.ends)),
    );
    const first = Math.min(...ends);
    return first <= now.getTime() ? new Date(first - 24 * 60 * 60 * 1000) : undefined;
}

function organization(nameOrId: string): { id: string; name: string } {
    return nameOrId.startsWith("org_")
        ? { id: nameOrId, name: nameOrId.slice("org_".length).toLowerCase() }
        : { id: `org_${randomBytes(8).toString("hex")}`, name: nameOrId };
}

function directoryDomain(settings: Settings): string {
    const named = Object.values(settings.connections).filter(({ directory }) => directory !== undefined);
    const own = named.find(({ signInAudience }) => !signInAudiences[signInAudience].otherDirectories);
    // An app for several directories may name one of them: it is the sandbox's own where no other is.
    return (own ?? named[0])?.directory ?? "sandbox.onmicrosoft.com";
}
