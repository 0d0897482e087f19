import { emptySeed } from "../empty-seed.ts";
import type { AskedLookUp, Inputs, Scenario, ScenarioSeed } from "../scenario.ts";

const clientId = "AcmeIntranetClientId000000000001";
const seed: ScenarioSeed = {
    ...emptySeed,
    tenant: {
        ...emptySeed.tenant,
        customDomains: [
            { domain: "login.acme.example", status: "ready" },
            { domain: "old.acme.example", status: "pending_verification" },
        ],
        clients: [
            {
                clientId,
                name: "Acme Intranet",
                clientSecret: "not-a-secret-of-the-intranet-long-enough",
                callbacks: ["https://intranet.example"],
            },
        ],
        organizations: [{ id: "org_AcmeOrganization", name: "acme" }],
        myAccountApis: ["https://acme-dev.eu.auth0.com/me/"],
    },
};
const connection = {
    type: "auth0.Connection",
    name: "microsoft",
    inputs: {
        name: "microsoft",
        strategy: "windowslive",
        options: { clientId: "00000000-aaaa-4bbb-8ccc-000000000001", clientSecret: "not-a-secret-of-the-connection" },
    },
} as const;
const grant = {
    type: "auth0.ClientGrant",
    name: "grant",
    inputs: {
        clientId,
        audience: "https://acme-dev.eu.auth0.com/me/",
        scopes: ["read:me:connected_accounts"],
        subjectType: "user",
    },
} as const;
const offer = {
    type: "auth0.OrganizationConnection",
    name: "offer",
    inputs: { organizationId: "org_AcmeOrganization", connectionId: { $output: ["microsoft", "id"] } },
} as const;
const link = {
    type: "auth0.ConnectionClient",
    name: "link",
    inputs: { clientId, connectionId: { $output: ["microsoft", "id"] } },
} as const;

export const auth0LookUpScenarios: readonly Scenario[] = [
    {
        name: "auth0-lookups",
        title: "Tenant, domains, clients, grants, connections, APIs and organizations are looked up",
        seed,
        steps: [
            {
                title: "by name and by id",
                resources: [connection, grant, offer, link],
                lookUps: [
                    ask("auth0.getTenant", {}),
                    ask("auth0.getCustomDomains", {}),
                    ask("auth0.getClient", { clientId }),
                    ask("auth0.getClient", { name: "Acme Intranet" }),
                    ask("auth0.getClientGrants", { clientId }),
                    ask("auth0.getClientGrants", { audience: "https://acme-dev.eu.auth0.com/me/" }),
                    ask("auth0.getConnection", { name: "microsoft" }),
                    ask("auth0.getConnection", {
                        connectionId: { $output: ["microsoft", "id"] },
                        skipEnabledClients: true,
                    }),
                    ask("auth0.getResourceServer", { identifier: "https://acme-dev.eu.auth0.com/me/" }),
                    ask("auth0.getOrganization", {
                        name: "acme",
                        skipClientGrants: true,
                        skipConnections: true,
                        skipMembers: true,
                    }),
                    ask("auth0.getOrganization", { organizationId: "org_AcmeOrganization" }),
                ],
            },
        ],
    },
    {
        name: "auth0-lookup-clients",
        title: "The clients of a tenant are looked up, all of them and by a filter",
        seed,
        steps: [
            {
                title: "all, and those of the name",
                operation: "preview",
                resources: [],
                lookUps: [ask("auth0.getClients", {}), ask("auth0.getClients", { nameFilter: "Intranet" })],
            },
        ],
    },
    ...(
        [
            ["client", ask("auth0.getClient", { clientId: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef" })],
            ["connection", ask("auth0.getConnection", { name: "nowhere" })],
            ["resource-server", ask("auth0.getResourceServer", { identifier: "https://nowhere.example" })],
            ["organization", ask("auth0.getOrganization", { name: "nobody" })],
        ] as const
    ).map(
        ([what, lookUp]): Scenario => ({
            name: `auth0-lookup-${what}-missing`,
            title: `A ${what} that is not there is looked up`,
            steps: [{ title: "it is not there", operation: "preview", fails: true, resources: [], lookUps: [lookUp] }],
        }),
    ),
];

function ask(name: AskedLookUp["name"], inputs: Inputs): AskedLookUp {
    return { name, inputs };
}
