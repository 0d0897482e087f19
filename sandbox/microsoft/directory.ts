import { randomUUID } from "node:crypto";
import type { JSONWebKeySet } from "jose";
import type { Clock } from "../service/clock.ts";
import { ExpiringMap } from "../service/expiring-map.ts";
import type { InventoryItem } from "../service/inventory.ts";
import { IssuedSecrets } from "../service/issued-secrets.ts";
import type { Account, ConsentPolicy } from "./account.ts";
import { inventoryOf } from "./inventory.ts";
import { Sealed } from "./login/sealed.ts";
import { Sessions } from "./login/sessions.ts";
import type {
    StoredApplication,
    StoredAppRoleAssignment,
    StoredFederatedCredential,
    StoredPassword,
    StoredPermissionGrant,
    StoredServicePrincipal,
} from "./objects.ts";
import { seedDeployer } from "./seed-deployer.ts";
import { seedMicrosoftGraph } from "./seed-microsoft-graph.ts";
import { SigningKey } from "./signing-key.ts";
import { utcOf } from "./utc.ts";

/** What a Microsoft directory holds before any stack. */
export interface DirectorySeed {
    readonly tenantId: string;

    /** The directory's domain, `contoso.onmicrosoft.com`. */
    readonly domain: string;

    /** The app registration that deployments sign in as. */
    readonly deployer: {
        readonly clientId: string;
        readonly clientSecret: string;

        /** Object id of its service principal. */
        readonly objectId: string;

        /** Application permissions of Microsoft Graph. @default `deployerGraphPermissions` */
        readonly roles?: readonly string[];

        /** Whose tokens it may sign in with instead of its secret, the audience as Microsoft recommends. @default nobody's */
        readonly federatedCredential?: { readonly issuer: string; readonly subject: string };
    };

    /** Issuers of tokens that an application can trust, and the keys they publish; Microsoft's login fetches these. @default none */
    readonly issuers?: Readonly<Record<string, JSONWebKeySet>>;

    /** Users and groups. @default none */
    readonly principals?: readonly Person[];

    /** Who can sign in: people of this directory, of others, and personal accounts. @default none */
    readonly accounts?: readonly Account[];

    /** What its users may consent to by themselves. @default "managed" */
    readonly consentPolicy?: ConsentPolicy;
}

/** A user or a group. */
export interface Person {
    readonly id: string;
    readonly type: "user" | "group";
    readonly displayName: string;
}

/** Whom a permission can be given to, in Microsoft's words. */
export interface Principal {
    readonly id: string;
    readonly type: "User" | "Group" | "ServicePrincipal";
    readonly displayName: string;
}

/** How long a code is good. */
export const codeLifetimeMs = 10 * 60 * 1000;

/** A Microsoft directory (tenant): app registrations, service principals, and what was granted to them. Keys are object ids. */
export class Directory {
    readonly tenantId: string;
    readonly domain: string;
    readonly clock: Clock;

    /** For how long after its creation Microsoft's login does not know a client secret. */
    secretLagMs = 0;

    /** The longest lifetime that the directory's app management policy allows a client secret; no policy when undefined. */
    secretMaxLifetimeDays: number | undefined;
    readonly appManagementPolicyId = randomUUID();

    readonly applications = new Map<string, StoredApplication>();

    /** Deleted softly: gone for every route, kept by Microsoft for 30 days. */
    readonly deletedApplications = new Map<string, StoredApplication>();
    readonly servicePrincipals = new Map<string, StoredServicePrincipal>();
    readonly permissionGrants = new Map<string, StoredPermissionGrant>();
    readonly appRoleAssignments = new Map<string, StoredAppRoleAssignment>();
    readonly people = new Map<string, Person>();

    /** Who can sign in, by user name in small letters. */
    readonly accounts = new Map<string, Account>();

    /** What users of this directory may consent to by themselves; other directories have the managed policy. */
    consentPolicy: ConsentPolicy;

    /** Owners of an app registration or a service principal, in the order they were added. */
    readonly owners = new Map<string, readonly string[]>();
    readonly federatedCredentials = new Map<string, readonly StoredFederatedCredential[]>();

    /** Published keys of the issuers that can be reached, by issuer. */
    readonly issuers: ReadonlyMap<string, JSONWebKeySet>;

    /** What other directories and personal accounts consented to, by application, directory and account. */
    readonly otherConsents = new Map<string, ReadonlySet<string>>();

    /** Who is signed in at Microsoft in which browser. */
    readonly sessions: Sessions;

    /** What codes and refresh tokens are made with. */
    readonly sealed = new Sealed();

    /** Codes that have been redeemed, for as long as they would be good. */
    readonly redeemedCodes: ExpiringMap<true>;

    /** Client secrets that were given out, and the latest codes and tokens: a test looks for them where they must not be. */
    private readonly issued = new IssuedSecrets();

    /** Ids of what was there before any stack. */
    readonly system = new Set<string>();
    readonly signingKey = new SigningKey();
    private readonly secretValues = new Map<string, { readonly value: string; readonly created: number }>();

    constructor(seed: DirectorySeed, clock: Clock) {
        this.tenantId = seed.tenantId;
        this.domain = seed.domain;
        this.clock = clock;
        this.consentPolicy = seed.consentPolicy ?? "managed";
        this.sessions = new Sessions(clock);
        this.issuers = new Map(Object.entries(seed.issuers ?? {}));
        this.redeemedCodes = new ExpiringMap(clock, codeLifetimeMs, 10_000);
        for (const person of seed.principals ?? []) this.people.set(person.id.toLowerCase(), person);
        for (const account of seed.accounts ?? []) {
            this.accounts.set(account.username.toLowerCase(), account);
            // An account of this directory is one of its users, whom an app registration can be assigned to.
            if (account.tenantId === seed.tenantId && !this.people.has(account.id)) {
                this.people.set(account.id, { id: account.id, type: "user", displayName: account.displayName });
            }
        }
        seedMicrosoftGraph(this);
        seedDeployer(this, seed.deployer);
    }

    /** What exists here, for people to read. Secrets by name and end date, never by value. */
    inventory(): InventoryItem[] {
        return inventoryOf(this);
    }

    applicationWithAppId(appId: string): StoredApplication | undefined {
        return withAppId(this.applications, appId);
    }

    servicePrincipalWithAppId(appId: string): StoredServicePrincipal | undefined {
        return withAppId(this.servicePrincipals, appId);
    }

    /** The user, group or service principal with an object id. */
    principal(id: string): Principal | undefined {
        const person = this.people.get(id);
        if (person !== undefined) {
            const type = person.type === "user" ? "User" : "Group";
            return { id, type, displayName: person.displayName };
        }
        const servicePrincipal = this.servicePrincipals.get(id);
        if (servicePrincipal === undefined) return undefined;
        return { id, type: "ServicePrincipal", displayName: this.nameOf(servicePrincipal) };
    }

    /** A service principal's display name: its application's, where that is in this directory. */
    nameOf({ appId, displayName }: StoredServicePrincipal): string {
        return this.applicationWithAppId(appId)?.displayName ?? displayName ?? appId;
    }

    get issuedSecrets(): readonly string[] {
        return this.issued.all;
    }

    /** Notes a code or a token that was given out. @returns the same */
    issueToken(token: string): string {
        return this.issued.token(token);
    }

    /** Notes a client secret that was given out. */
    issueSecret(secret: string): void {
        this.issued.secret(secret);
    }

    account(id: string): Account | undefined {
        return [...this.accounts.values()].find((account) => account.id === id);
    }

    /** Takes in the value of a client secret; nothing else ever holds it. */
    keepSecret({ keyId }: StoredPassword, value: string, created: Date): void {
        this.secretValues.set(keyId, { value, created: created.getTime() });
    }

    /** The app registration's client secret with a value, if the login knows it by now. */
    passwordWithValue(application: StoredApplication, value: string): StoredPassword | undefined {
        const knownIfCreatedBy = this.clock.now().getTime() - this.secretLagMs;
        return application.passwordCredentials.find(({ keyId }) => {
            const secret = this.secretValues.get(keyId);
            return secret?.value === value && secret.created <= knownIfCreatedBy;
        });
    }

    /** Deletes an app registration softly, and with it its service principal here. */
    removeApplication(application: StoredApplication): void {
        this.applications.delete(application.id);
        this.owners.delete(application.id);
        this.deletedApplications.set(application.id, {
            ...application,
            deletedDateTime: utcOf(this.clock.now()),
        });
        const servicePrincipal = this.servicePrincipalWithAppId(application.appId);
        if (servicePrincipal !== undefined) this.removeServicePrincipal(servicePrincipal);
    }

    /** Deletes a service principal, and with it what was granted to it or on it. */
    removeServicePrincipal({ id }: StoredServicePrincipal): void {
        this.servicePrincipals.delete(id);
        this.owners.delete(id);
        for (const grant of this.permissionGrants.values()) {
            if (grant.clientId === id || grant.resourceId === id) this.permissionGrants.delete(grant.id);
        }
        for (const assignment of this.appRoleAssignments.values()) {
            if (assignment.principalId === id || assignment.resourceId === id) {
                this.appRoleAssignments.delete(assignment.id);
            }
        }
    }
}

function withAppId<T extends { readonly appId: string }>(
    objects: ReadonlyMap<string, T>,
    appId: string,
): T | undefined {
    const wanted = appId.toLowerCase();
    for (const object of objects.values()) {
        if (object.appId.toLowerCase() === wanted) return object;
    }
    return undefined;
}
