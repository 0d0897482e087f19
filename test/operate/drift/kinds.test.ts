import { describe, expect, it } from "vitest";
import { driftReport } from "../../../operate/drift/drift.ts";
import { driftJson } from "../../../operate/drift/drift-json.ts";
import { outcomeOf } from "../../../operate/drift/drift-report.ts";
import { kinds } from "../../../operate/drift/kinds.ts";
import type { ListName, Lists } from "../../../operate/drift/lists.ts";
import type { StackChange } from "../../../review/stack-change.ts";
import { declaredOnly, extraCredential, seenWith } from "./seen.ts";
import { ids, state } from "./state.ts";

const refresh: StackChange = {
    stack: "dev",
    project: "microsoft-connection",
    operation: "update",
    outcome: "foreseen",
    before: state,
    after: state,
    changes: [],
    policies: [],
    errors: [],
    warnings: [],
    unreadable: [],
};

const person = { id: "mallory", displayName: "", userPrincipalName: "mallory@evil.example" };
const application = declaredOnly.applications[ids.application] as Lists["applications"][string];
const onApplication = (change: Partial<typeof application>): Partial<Lists> => ({
    applications: { [ids.application]: { ...application, ...change } },
});
const grant = (change: object): Partial<Lists> => ({
    permissionGrants: {
        [ids.servicePrincipal]: [
            {
                id: "new",
                consentType: "AllPrincipals",
                principalId: "",
                resourceId: "graph",
                scope: "User.Read",
                ...change,
            },
        ],
    },
});
const assignment = {
    id: "new",
    appRoleId: "role",
    principalId: "bob",
    principalDisplayName: "Bob",
    principalType: "User",
    resourceDisplayName: "Microsoft Graph",
};
const aClient = { clientId: "new", name: "New", description: "", appType: "", policies: [] };

/** What somebody does by hand, and what is found of it; a row for every kind. */
const cases: readonly [kind: string, byHand: Partial<Lists>, text: string, mend: string][] = [
    [
        "clients-enabled-by-hand",
        { enabledClients: { [ids.connection]: [ids.portal, "other"] } },
        "client Other can sign people in with connection microsoft",
        "declare it under clients in Pulumi.dev.yaml (kind: existing), or switch the connection off for it: Auth0 Dashboard, Applications, its tab Connections",
    ],
    [
        "connection-options-by-hand",
        {
            connections: [
                { ...declaredOnly.connections[0], options: { mail_send: "true" } } as Lists["connections"][number],
            ],
        },
        "connection microsoft has the option mail_send, which nothing declares",
        "the next update of this connection takes it away, because options are replaced whole: find out who needs it; scopes are declared under scopes",
    ],
    [
        "connections-with-the-same-app-registration",
        {
            connections: [
                ...declaredOnly.connections,
                {
                    id: "con_2",
                    name: "copy",
                    strategy: "waad",
                    entraClientId: ids.entraClientId.toUpperCase(),
                    options: {},
                },
            ],
        },
        "connection copy signs in with the app registration of microsoft",
        "it stops when the stack renews its client secrets: give it an app registration of its own, or declare it in a stack",
    ],
    [
        "organizations-by-hand",
        { organizations: [{ id: "org_1", name: "partners", connectionIds: [ids.connection] }] },
        "organization partners lets its members sign in with connection microsoft",
        "declare it under organizations of the connection in Pulumi.dev.yaml, or: auth0 api delete organizations/org_1/enabled_connections/con_1",
    ],
    [
        "client-grants-by-hand",
        {
            clientGrants: [
                { id: "cgr_2", clientId: ids.api, audience: "https://api.example", scope: [], subjectType: "client" },
                { id: "cgr_3", clientId: ids.portal, audience: "https://api.example", scope: [], subjectType: "" },
                {
                    id: "cgr_4",
                    clientId: "other",
                    audience: "https://acme-dev.eu.auth0.com/me/",
                    scope: [],
                    subjectType: "user",
                },
            ],
        },
        "client API has a grant for https://api.example",
        "take it away: auth0 api delete client-grants/cgr_2; a client that needs it is declared in a stack",
    ],
    [
        "refresh-token-policies-by-hand",
        {
            clients: [
                {
                    ...aClient,
                    clientId: ids.portal,
                    name: "Portal",
                    policies: [{ audience: "https://x", scope: ["a"] }],
                },
            ],
        },
        "refresh tokens of client Portal reach https://x",
        "declare it in Pulumi.dev.yaml, or have it put back: pulumi up --refresh --stack dev",
    ],
    [
        "clients-that-claim-the-stack",
        { clients: [{ ...aClient, description: "Managed by Pulumi stack microsoft-connection/dev" }] },
        "client New says that this stack manages it, and the state does not know it: an interrupted run leaves such a one",
        "have it taken into the state, or deleted if it is a second one that nobody uses: npm run repair -- --stack dev",
    ],
    [
        "client-secrets-by-hand",
        onApplication({ passwordCredentials: [extraCredential] }),
        "app registration Acme has a client secret that the state does not know, named by hand",
        `find out who signs in with it, then: az ad app credential delete --id ${ids.entraClientId} --key-id ${extraCredential.keyId}`,
    ],
    [
        "certificates-by-hand",
        onApplication({ keyCredentials: [{ ...extraCredential, displayName: "" }] }),
        "app registration Acme has a certificate that nothing declares",
        `find out who signs in with it, then: az ad app credential delete --id ${ids.entraClientId} --key-id ${extraCredential.keyId} --cert`,
    ],
    [
        "federated-credentials-by-hand",
        {
            federatedCredentials: {
                [ids.application]: [{ id: "fic", name: "fork", issuer: "https://i", subject: "repo:x" }],
            },
        },
        "app registration Acme lets repo:x of https://i sign in as it",
        `find out who signs in with it, then: az ad app federated-credential delete --id ${ids.entraClientId} --federated-credential-id fic`,
    ],
    ...(["web", "spa", "publicClient"] as const).map((platform): (typeof cases)[number] => [
        { web: "web", spa: "single-page", publicClient: "public-client" }[platform].concat("-redirect-uris-by-hand"),
        onApplication({ [platform]: ["https://evil.example"] }),
        "Microsoft sends people who sign in with app registration Acme to https://evil.example",
        "have it taken away: pulumi up --refresh --stack dev; a domain that is to stay is declared under auth0 in Pulumi.dev.yaml",
    ]),
    [
        "permissions-by-hand",
        onApplication({
            requiredResourceAccess: [{ resourceAppId: "api", resourceAccess: [{ id: "p", type: "Role" }] }],
        }),
        "app registration Acme asks for p",
        "declare it in Pulumi.dev.yaml, or have it put back: pulumi up --refresh --stack dev",
    ],
    [
        "owners-by-hand",
        { servicePrincipalOwners: { [ids.servicePrincipal]: [person] } },
        "mallory@evil.example owns the service principal of microsoft, and may make client secrets for it",
        "declare it under owners in Pulumi.dev.yaml, or have it taken away: pulumi up --refresh --stack dev",
    ],
    [
        "app-registrations-that-claim-the-stack",
        {
            notes: [
                {
                    id: "o",
                    appId: "a",
                    displayName: "Acme",
                    notes: "Managed by Pulumi stack microsoft-connection/dev. W",
                },
            ],
        },
        "app registration Acme says that this stack manages it, and the state does not know it: an interrupted run leaves such a one",
        "have it taken into the state, or deleted if it is a second one that nobody uses: npm run repair -- --stack dev",
    ],
    [
        "consent-for-everyone-by-hand",
        grant({}),
        "everyone in the directory has consented to app registration microsoft: User.Read",
        "declare it with adminConsent: true in Pulumi.dev.yaml, or take it away: az rest --method DELETE --url https://graph.microsoft.com/v1.0/oauth2PermissionGrants/new",
    ],
    [
        "consent-of-people-beyond-the-scopes",
        grant({ consentType: "Principal", scope: "openid Mail.Read User.Read" }),
        "a person has consented to more of app registration microsoft than the stack registers: Mail.Read",
        "find out which app asked for it; take it away: az rest --method DELETE --url https://graph.microsoft.com/v1.0/oauth2PermissionGrants/new",
    ],
    [
        "application-permissions-by-hand",
        { applicationPermissions: { [ids.servicePrincipal]: [assignment] } },
        "app registration microsoft may act at Microsoft Graph without a person",
        `take it away: az rest --method DELETE --url https://graph.microsoft.com/v1.0/servicePrincipals/${ids.servicePrincipal}/appRoleAssignments/new`,
    ],
    [
        "assignments-by-hand",
        { assignedTo: { [ids.servicePrincipal]: [assignment] } },
        "Bob may sign in with app registration microsoft",
        `declare it under assignedTo in Pulumi.dev.yaml, or take it away: az rest --method DELETE --url https://graph.microsoft.com/v1.0/servicePrincipals/${ids.servicePrincipal}/appRoleAssignedTo/new`,
    ],
    [
        "service-principal-credentials-by-hand",
        {
            servicePrincipals: {
                [ids.servicePrincipal]: {
                    id: "",
                    appId: "",
                    passwordCredentials: [extraCredential],
                    keyCredentials: [],
                },
            },
        },
        "the service principal of microsoft has a secret or a certificate of its own: whoever has it signs in as the app registration, and its page does not show it",
        `find out who made it, then: az ad sp credential delete --id ${ids.servicePrincipal} --key-id ${extraCredential.keyId}`,
    ],
];

describe("what is around a stack", () => {
    it("is nothing, where there is what it declares and what others have to themselves", () => {
        const report = driftReport({ refresh, seen: seenWith() });

        expect(foundIn(report)).toEqual([]);
        expect(outcomeOf(report)).toBe("clean");
    });

    it.each(cases)("is found: %s", (kind, byHand, text, mend) => {
        const report = driftReport({ refresh, seen: seenWith(byHand) });

        expect(foundIn(report)).toEqual([[kind, text, mend]]);
        expect(outcomeOf(report)).toBe("drifted");
    });

    it("has a case here for every kind", () => {
        expect(cases.map(([kind]) => kind).sort()).toEqual(kinds.map(({ id }) => id).sort());
    });

    it.each(kinds.flatMap(({ id, reads }) => reads.map((list): [string, ListName] => [id, list])))(
        "is not known to be without %s where the list %s could not be read",
        (kind, list) => {
            const report = driftReport({ refresh, seen: seenWith({ [list]: "it is forbidden" }) });
            const row = report.around.find((one) => one.kind.id === kind);

            expect([row?.outcome, row?.why]).toEqual(["not looked at", "it is forbidden"]);
            expect(outcomeOf(report)).toBe("failed");
        },
    );

    it("is not asked for where somebody leaves it out", () => {
        const report = driftReport({
            refresh,
            seen: seenWith({ notes: "no" }),
            leftOut: ["app-registrations-that-claim-the-stack"],
        });

        expect(outcomeOf(report)).toBe("clean");
        expect(report.around.filter(({ outcome }) => outcome === "left out").map(({ kind }) => kind.id)).toEqual([
            "app-registrations-that-claim-the-stack",
        ]);
    });

    it("may be the secret that an adopted connection signs in with, which nobody is told to delete", () => {
        const adopted = { ...refresh, before: state.filter(({ urn }) => !urn.endsWith("::microsoft-a")) };
        const byHand = onApplication({ passwordCredentials: [extraCredential] });

        expect(foundIn(driftReport({ refresh: adopted, seen: seenWith(byHand) }))).toEqual([
            [
                "client-secrets-by-hand",
                "app registration Acme has a client secret that the state does not know, named by hand",
                "no slot is deployed, so the connection may sign in with this one, as after an adoption: rotate first, npm run rotate -- --stack dev",
            ],
        ]);
    });

    it("is nothing of an object that is gone: the refresh tells of that", () => {
        const gone = {
            applications: {},
            servicePrincipals: {},
            permissionGrants: {},
            assignedTo: {},
            enabledClients: {},
        };

        expect(foundIn(driftReport({ refresh, seen: seenWith(gone) }))).toEqual([]);
    });
});

function foundIn(report: ReturnType<typeof driftReport>) {
    const { around } = driftJson(report, "sandbox") as {
        around: { kind: string; found: { text: string; mend: string }[] }[];
    };
    return around.flatMap(({ found, kind }) => found.map(({ mend, text }) => [kind, text, mend]));
}
