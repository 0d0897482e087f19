import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { diagnose } from "../../../operate/repair/diagnose.ts";
import { type Diagnosis, isHealthy } from "../../../operate/repair/diagnosis.ts";
import type { Seen, SeenApplication } from "../../../operate/repair/seen.ts";
import type { StateResource, StateView } from "../../../operate/repair/state-view.ts";
import { stackFileSettings } from "../../../operate/rotate/stack-file-settings.ts";
import type { ExistingClientSettings, Settings } from "../../../stacks/settings/settings.ts";

const owner = "microsoft-connection/dev";
const mark = `Managed by Pulumi stack ${owner}`;
const other = "Managed by Pulumi stack microsoft-connection/prod";
const audience = "https://acme-dev.eu.auth0.com/me/";

const { settings } = stackFileSettings(
    readFileSync(new URL("../../../Pulumi.dev.yaml", import.meta.url), "utf8"),
    "microsoft-connection",
);
if (settings === undefined) throw new Error("the dev stack has no settings");

const secret = {
    keyId: "key1",
    displayName: "slot a, issued 2026-11-02",
    startDateTime: "2026-11-26T05:00:00Z",
    endDateTime: "2027-05-01T00:00:00Z",
    hint: "abc",
    mayBeInUse: false,
};

const application: SeenApplication = {
    objectId: "object1",
    clientId: "app1",
    displayName: "Acme (development)",
    description: "",
    notes: `${mark}. What is changed by hand is changed back.`,
    secrets: [],
    hasCertificates: false,
    servicePrincipal: { objectId: "sp1", consent: undefined, assignments: [] },
};

/** All that the dev stack makes, as both clouds show it. */
const all: Seen = {
    connections: [
        {
            id: "con_1",
            name: "microsoft",
            strategy: "windowslive",
            entraClientId: "app1",
            organizations: [],
            enabledClients: ["client1"],
        },
    ],
    clients: [
        { clientId: "client1", name: "Acme Portal (development)", description: mark, resourceServerIdentifier: "" },
    ],
    grants: [{ id: "cgr_1", clientId: "client1", audience, subjectType: "user", scopes: [] }],
    apis: [{ id: "api1", identifier: audience, name: "Auth0 My Account API", hasScopes: true }],
    applications: [application],
};

const nothing: StateView = { resources: [], pending: [] };

function resource(type: string, name: string, id: string): StateResource {
    return { urn: `urn:pulumi:dev::microsoft-connection::${type}::${name}`, type, name, id };
}

const whole: StateView = {
    resources: [
        resource("azuread:index/application:Application", "microsoft", "/applications/object1"),
        resource("azuread:index/servicePrincipal:ServicePrincipal", "microsoft", "/servicePrincipals/sp1"),
        resource("auth0:index/connection:Connection", "microsoft", "con_1"),
        resource("auth0:index/client:Client", "portal", "client1"),
        resource("auth0:index/clientGrant:ClientGrant", "portal/acme-dev.eu.auth0.com", "cgr_1"),
        resource("auth0:index/resourceServer:ResourceServer", "my-account/acme-dev.eu.auth0.com", "api1"),
    ],
    pending: [],
};

function diagnosed(seen: Partial<Seen>, state: StateView, clients: Settings["clients"] = {}): Diagnosis {
    if (settings === undefined) throw new Error("no settings");
    const now = new Date("2026-11-26T06:00:00Z");
    const own = { ...settings, clients: { ...settings.clients, ...clients } };
    return diagnose({ stack: "dev", owner, settings: own, state, seen: { ...all, ...seen }, now });
}

describe("diagnose", () => {
    it("finds nothing on a healthy stack", () => {
        const diagnosis = diagnosed({}, whole);
        expect([isHealthy(diagnosis), diagnosis.left]).toEqual([true, []]);
    });

    it("takes everything that is this stack's and not in the state", () => {
        expect(diagnosed({}, nothing).takes.map(({ id, name }) => [name, id])).toEqual([
            ["microsoft", "/applications/object1"],
            ["microsoft", "/servicePrincipals/sp1"],
            ["microsoft", "con_1"],
            ["portal", "client1"],
            ["portal/acme-dev.eu.auth0.com", "cgr_1"],
            ["my-account/acme-dev.eu.auth0.com", "api1"],
        ]);
    });

    it("takes an app registration under the name that the provider gives it for a moment", () => {
        const half = {
            ...application,
            displayName: "TERRAFORM_UPDATE_1",
            description: "Sign-in and Token Vault of Auth0 connection microsoft, tenant acme-dev.eu.auth0.com",
        };
        expect(diagnosed({ applications: [half] }, nothing).takes[0]?.id).toBe("/applications/object1");
    });

    it("names another stack's things and things of nobody, and takes none of them", () => {
        const foreign = {
            applications: [{ ...application, notes: `${other}.` }],
            clients: all.clients.map((client) => ({ ...client, description: "" })),
        };
        const { left, takes } = diagnosed(foreign, nothing);
        expect(takes).toEqual([]);
        expect(left).toEqual([
            'connections.microsoft: app registration "Acme (development)" (client id app1) has the name and is managed by stack microsoft-connection/prod: it stays',
            'connections.microsoft: connection "microsoft" (con_1) does not sign in with this stack\'s app registration: it stays',
            'clients.portal: client "Acme Portal (development)" (client1) has the name and does not say which stack manages it: it stays',
            `auth0.myAccountApi: API ${audience} (api1) exists, and others use it or it has another name: it stays`,
        ]);
    });

    it("takes a grant of another team's client that has just the declared scopes, and tells of one with others", () => {
        const reports = { kind: "existing", clientId: "theirs", formerKeys: [] } as unknown as ExistingClientSettings;
        const grant = { id: "cgr_9", clientId: "theirs", audience, subjectType: "user" };
        const found = (...scopes: string[]) =>
            diagnosed({ grants: [...all.grants, { ...grant, scopes }] }, whole, { reports });
        const declared = ["read", "create", "delete"].map((action) => `${action}:me:connected_accounts`);

        expect(found(...declared).takes.map(({ id }) => id)).toEqual(["cgr_9"]);
        expect(found("read:me:connected_accounts")).toMatchObject({
            takes: [],
            left: [
                `clients.reports: grant of client theirs for ${audience} (cgr_9) exists with other scopes than are declared, and nothing says who made it: it stays`,
            ],
        });
    });

    it("removes a secret of a slot that nobody knows, and leaves one that may be in use", () => {
        const known = { ...whole, resources: whole.resources };
        const withSecrets = (secrets: SeenApplication["secrets"]) => ({ applications: [{ ...application, secrets }] });
        expect(diagnosed(withSecrets([secret]), known).secrets.map(({ keyId }) => keyId)).toEqual(["key1"]);
        const used = diagnosed(withSecrets([{ ...secret, mayBeInUse: true }]), known);
        expect([used.secrets, used.left.length]).toEqual([[], 1]);
        const old = diagnosed(withSecrets([{ ...secret, startDateTime: "2026-11-24T05:00:00Z" }]), known);
        expect([old.secrets, old.left.length]).toEqual([[], 1]);
        const password = resource(
            "azuread:index/applicationPassword:ApplicationPassword",
            "microsoft-a",
            "object1/password/key1",
        );
        const noted = diagnosed(withSecrets([secret]), { ...whole, resources: [...whole.resources, password] });
        expect([noted.secrets, noted.left]).toEqual([[], []]);
    });

    it("removes what this stack made twice and nothing uses, and leaves what is used", () => {
        const twice = {
            applications: [application, { ...application, objectId: "object2", clientId: "app2" }],
            clients: [...all.clients, { ...all.clients[0], clientId: "client2" } as Seen["clients"][number]],
        };
        expect(diagnosed(twice, whole).removes.map(({ id, kind }) => [kind, id])).toEqual([
            ["application", "object2"],
            ["client", "client2"],
        ]);
        const used = {
            ...twice,
            grants: [
                ...all.grants,
                { id: "cgr_2", clientId: "client2", audience: "a", subjectType: "client", scopes: [] },
            ],
            applications: [application, { ...application, objectId: "object2", clientId: "app2", secrets: [secret] }],
        };
        const { left, removes } = diagnosed(used, whole);
        expect([removes, left.length]).toEqual([[], 2]);
    });

    it("settles what the state has and the clouds have no more, also without a note of it", () => {
        const password = resource(
            "azuread:index/applicationPassword:ApplicationPassword",
            "microsoft-a",
            "object1/password/key1",
        );
        const state = { ...whole, resources: [...whole.resources, password] };
        const settled = (seen: Partial<Seen>) => diagnosed(seen, state).gone.map((urn) => urn.split("::").slice(2));
        expect(settled({ applications: [{ ...application, secrets: [secret] }] })).toEqual([]);
        expect(settled({ applications: [] })).toEqual([
            ["azuread:index/application:Application", "microsoft"],
            ["azuread:index/servicePrincipal:ServicePrincipal", "microsoft"],
            ["azuread:index/applicationPassword:ApplicationPassword", "microsoft-a"],
        ]);
        const [client] = all.clients;
        if (client === undefined) throw new Error("there is no client");
        const { gone, takes } = diagnosed({ clients: [{ ...client, clientId: "client2" }] }, whole);
        expect(gone.map((urn) => urn.split("::").at(-1))).toEqual(["portal"]);
        expect(takes.map(({ id }) => id)).toEqual(["client2"]);
    });

    it("forgets creations that were under way, and settles changes of what is in the state", () => {
        const [first, second] = whole.resources;
        if (first === undefined || second === undefined) throw new Error("the state is empty");
        const gone = resource("auth0:index/client:Client", "gone", "");
        const pending = [
            { ...resource("auth0:index/client:Client", "portal", ""), operation: "creating" },
            { ...first, operation: "updating" },
            { ...second, operation: "deleting" },
            { ...gone, operation: "deleting" },
        ];
        const { forgets, settles } = diagnosed({}, { ...whole, pending });
        expect(forgets).toEqual(["Client portal"]);
        expect(settles).toEqual([first.urn, second.urn]);
    });
});
