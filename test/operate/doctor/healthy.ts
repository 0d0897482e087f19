import { deployerManagementScopes } from "../../../catalogue/auth0.ts";
import { deployerGraphPermissions } from "../../../catalogue/microsoft.ts";
import { stackSettings } from "../../../cli/stack-settings.ts";
import { listedDomains, myAccountAudience } from "../../../infra/auth0-domains.ts";
import { registeredScopes } from "../../../infra/scopes.ts";
import type { Directory, Patient, State, Tenant, Tools } from "../../../operate/doctor/patient.ts";
import { repository } from "../../e2e/rehearsed.ts";

/** What a test changes of a healthy stack. */
export interface Ailing {
    readonly now?: Date;
    readonly tools?: Partial<Tools>;
    readonly state?: Partial<State> | Patient["state"];
    readonly tenant?: Partial<Tenant> | Patient["tenant"];
    readonly directory?: Partial<Directory> | Patient["directory"];
    readonly settings?: (settings: Patient["settings"]) => Patient["settings"];
    readonly clocks?: Patient["clocks"];
}

/** The prod stack of this repository, deployed and healthy, but for what a test changes. */
export function patient({ settings: change = (all) => all, ...ailing }: Ailing = {}): Patient {
    const settings = change(stackSettings(repository, "prod"));
    const merged = <T extends object>(whole: T, part: object = {}): T =>
        "problem" in part ? (part as T) : { ...whole, ...part };
    return {
        stack: "prod",
        settings,
        now: ailing.now ?? new Date("2026-11-26T00:00:00Z"),
        tools: merged(tools, ailing.tools),
        state: merged(state, ailing.state),
        tenant: merged(tenantOf(settings), ailing.tenant) as Patient["tenant"],
        directory: merged(directoryOf(settings), ailing.directory) as Patient["directory"],
        clocks: ailing.clocks ?? (async () => [{ name: "Auth0", aheadMs: 400 }]),
    };
}

const tools: Tools = {
    node: "24.21.0",
    neededNode: 24,
    engine: "3.259.0",
    neededEngine: "3.259.0",
    plugins: [{ name: "auth0", version: "3.49.0", isInstalled: true }],
    standIns: false,
};

const portal = "portal-client-id";
const urn = "urn:pulumi:prod::microsoft-connection::auth0:index/client:Client::portal";
const state: State = {
    backend: "azblob://state",
    secretsProvider: "cloud",
    pendingOperations: [],
    resources: [
        { type: "auth0:index/client:Client", urn, id: portal },
        { type: "auth0:index/connection:Connection", urn, id: "con_acme" },
        { type: "auth0:index/connection:Connection", urn, id: "con_customers" },
        { type: "azuread:index/application:Application", urn, id: "/applications/object-of-acme" },
        { type: "azuread:index/application:Application", urn, id: "/applications/object-of-customers" },
    ],
};

function tenantOf(settings: Patient["settings"]): Tenant {
    const audiences = listedDomains(settings.auth0).map(myAccountAudience);
    return {
        scopes: async () => [...deployerManagementScopes],
        connections: async () =>
            Object.entries(settings.connections).map(([key, { name, strategy }]) => ({
                id: `con_${key}`,
                name,
                strategy,
                options: { client_id: `app-of-${key}` },
            })),
        clients: async () => [
            {
                client_id: portal,
                name: "Acme Portal",
                refresh_token: { policies: audiences.map((audience) => ({ audience, scope: [] })) },
            },
        ],
        grants: async () =>
            audiences.map((audience) => ({ client_id: portal, audience, scope: [], subject_type: "user" })),
        apis: async () =>
            audiences.map((identifier) => ({
                identifier,
                skip_consent_for_verifiable_first_party_clients: true,
                subject_type_authorization: { user: { policy: "require_client_grant" } },
            })),
        customDomains: async () => [{ domain: "login.acme.example", status: "ready" }],
        mfaPolicies: async () => [],
        logs: async () => [],
    };
}

function directoryOf({ auth0, connections, microsoft }: Patient["settings"]): Directory {
    const application = (key: string) => ({
        id: `object-of-${key}`,
        appId: `app-of-${key}`,
        displayName: connections[key]?.appName ?? "",
        signInAudience: connections[key]?.signInAudience ?? null,
        publisherDomain: "acme.example",
        verifiedPublisher: { verifiedPublisherId: "1234" },
        passwordCredentials: Object.entries(connections[key]?.clientSecret?.slots ?? {}).map(([slot, secret]) => ({
            keyId: `key-of-${key}-${slot}`,
            displayName: `slot ${slot}, issued ${secret.issued}`,
            endDateTime: secret.ends,
        })),
        web: { redirectUris: listedDomains(auth0).map((domain) => `https://${domain}/login/callback`) },
    });
    return {
        roles: async () => [...deployerGraphPermissions],
        tenantId: async () => microsoft.tenantId,
        application: async (appId) => application(appId.replace("app-of-", "")),
        applicationsNamed: async (name) =>
            Object.keys(connections)
                .filter((key) => connections[key]?.appName === name)
                .map(application),
        servicePrincipal: async (appId) => ({ id: appId.replace("app-of-", ""), appId, accountEnabled: true }),
        consented: async (key) => registeredScopes(key, connections),
    };
}
