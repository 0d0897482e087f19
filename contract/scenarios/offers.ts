import { emptySeed } from "../empty-seed.ts";
import { type Declared, output, type Scenario } from "../scenario.ts";

const organizationId = "org_AcmeOrganization";
const connection = (name: string): Declared => ({
    type: "auth0.Connection",
    name,
    inputs: { name, strategy: "windowslive", options: { clientId: "00000000-aaaa-4bbb-8ccc-000000000001" } },
});
const both = [connection("microsoft"), connection("other")];
const offer = (of: string): Declared => ({
    type: "auth0.OrganizationConnection",
    name: "offer",
    inputs: { organizationId, connectionId: output(of, "id") },
});

export const offerScenarios: readonly Scenario[] = [
    {
        name: "auth0-organization-connection-replaced",
        title: "Another connection instead, offered by an organization, is an update that Auth0 refuses",
        seed: { ...emptySeed, tenant: { ...emptySeed.tenant, organizations: [{ id: organizationId, name: "acme" }] } },
        steps: [
            { title: "one connection is offered", resources: [...both, offer("microsoft")] },
            { title: "another one instead", fails: true, resources: [...both, offer("other")] },
        ],
    },
];
