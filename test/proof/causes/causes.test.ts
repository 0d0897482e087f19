import { describe, expect, it } from "vitest";
import { causesIn, unexplained } from "../../../proof/causes/causes.ts";
import type { Deployed, DeployedClient } from "../../../proof/deployed.ts";
import type { ProofRow } from "../../../proof/ledger.ts";
import type {
    Seen,
    SeenApplication,
    SeenClient,
    SeenConnection,
    SeenServicePrincipal,
} from "../../../proof/operator/seen.ts";
import { connectionWith } from "../proof-fixture.ts";

const audience = "https://acme.eu.auth0.com/me/";
const accountScopes = ["create:me:connected_accounts", "read:me:connected_accounts", "delete:me:connected_accounts"];
const vault = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
const appId = connectionWith().entraClientId;
const now = new Date("2026-11-26T12:00:00Z");
const slot = { issued: "2026-11-02", ends: "2027-05-01T00:00:00Z", active: true };
const connection = connectionWith({
    adminConsent: true,
    directory: "acme.example",
    assignedTo: ["ada"],
    secretSlots: { a: slot },
});

const portal: DeployedClient = {
    key: "portal",
    kind: "web",
    clientId: "portal",
    callbacks: ["https://portal.example/cb"],
    connections: ["acme-entra"],
    connectScopes: { "acme-entra": ["User.Read"] },
    settings: {},
    secret: "the-secret-of-portal",
};

const stack: Deployed = {
    stack: "prod",
    domain: "acme.eu.auth0.com",
    tenantDomain: "acme.eu.auth0.com",
    domains: ["acme.eu.auth0.com"],
    redirectUris: ["https://acme.eu.auth0.com/login/callback"],
    microsoftTenantId: "7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53",
    linking: "additive",
    connections: [connection],
    clients: [portal],
};

const seenConnection: SeenConnection = {
    id: "con_1",
    name: "acme-entra",
    strategy: "waad",
    authentication: { active: true },
    connected_accounts: { active: true },
    options: { client_id: appId, client_secret: "abcdef", tenant_domain: "acme.example", useCommonEndpoint: false },
    enabledClients: ["portal"],
};
const seenClient: SeenClient = {
    client_id: "portal",
    name: "Portal",
    client_secret: "the-secret-of-portal",
    is_first_party: true,
    oidc_conformant: true,
    grant_types: ["authorization_code", "refresh_token", vault],
    callbacks: ["https://portal.example/cb"],
    allowed_origins: [],
    cross_origin_authentication: false,
    token_endpoint_auth_method: "client_secret_post",
    refresh_token: { rotation_type: "non-rotating", policies: [{ audience, scope: accountScopes }] },
};
const seenApplication: SeenApplication = {
    id: "application",
    appId,
    signInAudience: "AzureADMyOrg",
    web: { redirectUris: ["https://acme.eu.auth0.com/login/callback"] },
    passwordCredentials: [{ displayName: "slot a, issued 2026-11-02", endDateTime: slot.ends, hint: "abc" }],
};
const seenPrincipal: SeenServicePrincipal = {
    id: "principal",
    appId,
    accountEnabled: true,
    appRoleAssignmentRequired: true,
    consented: ["User.Read"],
    assigned: ["ada"],
};

/** Both clouds as the stack declares them, but for what is given. */
function seenWith(different: Partial<Seen> = {}): Seen {
    return {
        connections: new Map([["con_1", seenConnection]]),
        clients: new Map([["portal", seenClient]]),
        grants: [{ client_id: "portal", audience, subject_type: "user", scope: accountScopes }],
        apis: [{ id: "api", identifier: audience, skip_consent_for_verifiable_first_party_clients: true }],
        customDomains: [],
        requiresMfa: false,
        applications: new Map([[appId, seenApplication]]),
        servicePrincipals: new Map([[appId, seenPrincipal]]),
        ...different,
    };
}

const problems = (different: Partial<Seen>, deployed = stack, at = now) =>
    causesIn(deployed, seenWith(different), at).map(({ id, problem }) => `${id}: ${problem}`);
const principalWith = (different: Partial<SeenServicePrincipal>) => ({
    servicePrincipals: new Map([[appId, { ...seenPrincipal, ...different }]]),
});
const passwords = (...passwordCredentials: SeenApplication["passwordCredentials"]) => ({
    applications: new Map([[appId, { ...seenApplication, passwordCredentials }]]),
});

describe("both clouds as declared", () => {
    it("have no cause", () => {
        expect(problems({})).toEqual([]);
    });

    it("have none where the credentials may not see the tenant's second factor", () => {
        expect(problems({ requiresMfa: undefined })).toEqual([]);
    });
});

describe("what is missing is one cause, and its consequences are none", () => {
    it("names the connection, not what it is enabled for", () => {
        expect(problems({ connections: new Map() })).toEqual([
            "connection-missing: the connection acme-entra (con_1) does not exist",
        ]);
    });

    it("names the client, not its grant", () => {
        expect(problems({ clients: new Map(), grants: [] })).toEqual([
            "client-missing: the client of portal (portal) does not exist",
        ]);
    });

    it("names the app registration, not its secrets, service principal and consent", () => {
        expect(problems({ applications: new Map(), servicePrincipals: new Map() })).toEqual([
            `app-registration-missing: the app registration ${appId} of acme-entra does not exist`,
        ]);
    });

    it("names the service principal, not its consent and assignments", () => {
        expect(problems({ servicePrincipals: new Map() })).toEqual([
            "service-principal-missing: acme-entra: the app registration has no service principal in its directory",
        ]);
    });
});

describe("who may sign in", () => {
    it("is who is assigned", () => {
        expect(problems(principalWith({ assigned: ["alan"] }))).toEqual([
            "assignment-missing: acme-entra: ada is not assigned to it",
        ]);
    });

    it("is nobody else", () => {
        expect(problems(principalWith({ appRoleAssignmentRequired: false }))).toEqual([
            "assignment-not-required: acme-entra: whoever is not assigned to it may sign in as well",
        ]);
    });

    it("is whoever comes where the stack assigns nobody", () => {
        const open = { ...stack, connections: [{ ...connection, assignedTo: [] }] };

        expect(problems(principalWith({ appRoleAssignmentRequired: false, assigned: [] }), open)).toEqual([]);
    });
});

describe("client secrets", () => {
    const label = "slot a, issued 2026-11-02";

    it("are told apart by the letters that Microsoft shows, and none is printed", () => {
        expect(problems(passwords({ displayName: label, endDateTime: slot.ends, hint: "xyz" }))).toEqual([
            "connection-secret: acme-entra: its client secret is not the one of the active slot",
        ]);
    });

    it("have ended when Microsoft says so", () => {
        const ended = passwords({ displayName: label, endDateTime: "2026-11-26T11:59:59Z", hint: "abc" });

        expect(problems(ended)).toEqual([
            "active-secret-ended: acme-entra: the active client secret (slot a, issued 2026-11-02) has ended on 2026-11-26T11:59:59Z",
        ]);
    });

    it("of the idle slot may end on the day that was declared", () => {
        const idle = { issued: "2026-05-04", ends: "2026-11-01T00:00:00Z", active: false };
        const both = { ...stack, connections: [{ ...connection, secretSlots: { a: slot, b: idle } }] };
        const secrets = passwords(...seenApplication.passwordCredentials, {
            displayName: "slot b, issued 2026-05-04",
            endDateTime: idle.ends,
            hint: "zzz",
        });

        expect(problems(secrets, both)).toEqual([]);
        expect(problems({}, both)).toEqual([
            "idle-secret-missing: acme-entra: the idle client secret (slot b, issued 2026-05-04) is not there",
        ]);
    });

    it("of a client is compared and not printed", () => {
        const rotated = { ...seenClient, client_secret: "rotated-by-hand" };
        const [cause, ...more] = causesIn(stack, seenWith({ clients: new Map([["portal", rotated]]) }), now);

        expect(more).toEqual([]);
        expect(cause).toEqual({
            id: "client-secret",
            problem: "portal: its client secret is not the one that the stack gives to the app",
            mend: "it was changed outside of the stack: pulumi up --refresh --stack prod",
        });
    });
});

describe("what nothing in the clouds explains", () => {
    const row: ProofRow = { group: "portal", claim: "it works", outcome: "broken", evidence: "", milliseconds: 1 };

    it("is named by each answer once, where a claim is broken", () => {
        const rows: ProofRow[] = [
            { ...row, code: "access_denied" },
            { ...row, code: "access_denied" },
            { ...row, outcome: "held", code: "invalid_grant" },
            row,
        ];

        expect(unexplained(rows).map(({ id, problem }) => `${id}: ${problem}`)).toEqual([
            "unexplained: both clouds hold what the stack declares; the answer was access_denied",
            "unexplained: both clouds hold what the stack declares; the answer was unexpected",
        ]);
    });
});
