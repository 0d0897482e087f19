import type { Clock } from "../service/clock.ts";
import type { InventoryItem } from "../service/inventory.ts";
import { IssuedSecrets } from "../service/issued-secrets.ts";
import { inventoryOf } from "./inventory.ts";
import { TenantLogs } from "./logs.ts";
import type {
    Client,
    ClientGrant,
    Connection,
    Credential,
    CustomDomain,
    Organization,
    OrganizationConnection,
    ResourceServer,
} from "./objects.ts";
import type { ConnectedAccount, RefreshToken, User } from "./people.ts";
import { seed } from "./seed.ts";
import { SigningKey } from "./signing-key.ts";

/** What a tenant holds before any stack. */
export interface TenantSeed {
    /** Tenant domain: `acme-dev.eu.auth0.com`. */
    readonly domain: string;

    readonly customDomains: readonly { readonly domain: string; readonly status: "ready" | "pending_verification" }[];

    /** The application that deployments sign in with. */
    readonly deployer: {
        readonly clientId: string;
        readonly clientSecret: string;

        /** Its public key in PEM. With it the client signs in by private_key_jwt, and its secret is good for nothing. @default none */
        readonly publicKey?: string;

        /** Its Management API scopes. @default all that the sandbox knows */
        readonly scopes?: readonly string[];
    };

    /** Applications that other people made: web applications set up for Token Vault on every domain. @default none */
    readonly clients?: readonly {
        readonly clientId: string;
        readonly name: string;

        /** @default a random one */
        readonly clientSecret?: string;

        /** @default none */
        readonly callbacks?: readonly string[];
    }[];

    /** @default none */
    readonly organizations?: readonly { readonly id: string; readonly name: string }[];

    /** Identifiers of My Account APIs that are there already. @default none */
    readonly myAccountApis?: readonly string[];
}

/** One Auth0 tenant, in memory. Its maps are open to be read; writing is the endpoints' business. */
export class Tenant {
    readonly domain: string;
    readonly clock: Clock;
    readonly signingKey: SigningKey;

    readonly connections = new Map<string, Connection>();

    /** Ids of the clients that each connection is enabled for, by connection id. */
    readonly enabledClients = new Map<string, Set<string>>();

    /** Until when (ms) the name of a deleted connection cannot be taken. */
    readonly namesBeingDeleted = new Map<string, number>();

    /** When each deleted connection was, by id. */
    readonly connectionsBeingDeleted = new Map<string, Date>();

    readonly clients = new Map<string, Client>();

    /** Credentials by id, by client id. */
    readonly credentials = new Map<string, Map<string, Credential>>();

    readonly clientGrants = new Map<string, ClientGrant>();
    readonly resourceServers = new Map<string, ResourceServer>();
    readonly customDomains = new Map<string, CustomDomain>();
    readonly organizations = new Map<string, Organization>();

    /** Connections of organizations by connection id, by organization id. */
    readonly organizationConnections = new Map<string, Map<string, OrganizationConnection>>();

    /** By `user_id`. */
    readonly users = new Map<string, User>();

    /** By `cac_…`. */
    readonly connectedAccounts = new Map<string, ConnectedAccount>();

    /** By the token itself. */
    readonly refreshTokens = new Map<string, RefreshToken>();

    /** Whether every sign-in asks for a second factor (`Always`), which Token Vault cannot have. */
    requiresMfa = false;

    /** How long the deletion of a connection goes on after the reply; until then its name cannot be taken. */
    connectionDeletionMs = 0;

    readonly logs: TenantLogs;

    /** Every client secret given out, and the latest codes and tokens. For tests that look for them where they must not be. */
    readonly issued = new IssuedSecrets();

    /** Ids of what was there from the start. */
    private readonly seeded: ReadonlySet<string>;

    /** @param signingKey its key. @default a new one */
    constructor(from: TenantSeed, clock: Clock, signingKey = new SigningKey(from.domain, clock)) {
        this.domain = from.domain;
        this.clock = clock;
        this.logs = new TenantLogs(clock);
        this.signingKey = signingKey;
        seed(this, from);
        this.seeded = new Set([...this.clients.keys(), ...this.clientGrants.keys(), ...this.resourceServers.keys()]);
    }

    get issuedSecrets(): readonly string[] {
        return this.issued.all;
    }

    /** What exists, with readable details and no secrets. */
    inventory(): InventoryItem[] {
        return inventoryOf(this, this.seeded);
    }

    /** Identifier of the tenant's Management API, the same on every domain. */
    get managementApi(): string {
        return `https://${this.domain}/api/v2/`;
    }

    /** Host names that Auth0 answers to: the tenant's own and its verified custom domains. */
    get hosts(): string[] {
        const verified = [...this.customDomains.values()].filter(({ status }) => status === "ready");
        return [this.domain, ...verified.map(({ domain }) => domain)];
    }
}
