import { emptySeed } from "../empty-seed.ts";
import type { Declared, Inputs, Scenario, ScenarioSeed } from "../scenario.ts";
import { output } from "../scenario.ts";
import { clientNamed, connectionNamed } from "./found.ts";

const connection: Declared = {
    type: "auth0.Connection",
    name: "microsoft",
    inputs: {
        name: "microsoft",
        strategy: "windowslive",
        options: { clientId: "00000000-aaaa-4bbb-8ccc-000000000001" },
    },
};
const other: Declared = {
    type: "auth0.Connection",
    name: "other",
    inputs: { name: "other", strategy: "windowslive", options: { clientId: "00000000-aaaa-4bbb-8ccc-000000000001" } },
};
const clients: readonly Declared[] = ["a", "b", "c"].map((name) => ({
    type: "auth0.Client",
    name,
    inputs: { name: `Client ${name}`, appType: "regular_web" },
}));
const organizationId = "org_AcmeOrganization";
const base = [connection, ...clients];

const withOrganization: ScenarioSeed = {
    ...emptySeed,
    tenant: { ...emptySeed.tenant, organizations: [{ id: organizationId, name: "acme" }] },
};

export const linkScenarios: readonly Scenario[] = [
    {
        name: "auth0-connection-client",
        title: "A client is linked to a connection, then another one instead, and none at last",
        steps: [
            { title: "one client is linked", resources: [...base, link("a")] },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "nothing has changed" },
            { title: "another client instead", resources: [...base, link("b")] },
            {
                title: "another connection instead",
                resources: [
                    ...base,
                    other,
                    { ...link("b"), inputs: { ...link("b").inputs, connectionId: output("other", "id") } },
                ],
            },
            { title: "the link is deleted", resources: [...base, other] },
        ],
    },
    {
        name: "auth0-connection-client-imported",
        title: "A link is imported by both ids, and a link that others took is made anew",
        steps: [
            { title: "it is made and kept", resources: [...base, link("a", { retainOnDelete: true })] },
            { title: "the stack forgets it", resources: base },
            {
                title: "it is imported",
                before: (world) => ({
                    id: `${connectionNamed(world, "microsoft").id}::${clientNamed(world, "Client a").client_id}`,
                }),
                resources: [...base, link("a", { import: { $given: "id" } })],
            },
            {
                title: "somebody has taken it",
                operation: "refresh",
                before: (world) => {
                    world.tenant.enabledClients.get(connectionNamed(world, "microsoft").id)?.clear();
                    return undefined;
                },
            },
            { title: "it is made anew", resources: [...base, link("a")] },
            {
                title: "of a client that is not there",
                fails: true,
                resources: [
                    ...base,
                    link("a"),
                    {
                        type: "auth0.ConnectionClient",
                        name: "nobody",
                        inputs: {
                            connectionId: output("microsoft", "id"),
                            clientId: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef",
                        },
                    },
                ],
            },
        ],
    },
    {
        name: "auth0-connection-clients",
        title: "All clients of a connection are one list, whose members come and go",
        steps: [
            { title: "two clients", resources: [...base, links(["a", "b"])] },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "in another order", resources: [...base, links(["b", "a"])] },
            { title: "one gone, one come", resources: [...base, links(["b", "c"])] },
            {
                title: "somebody has linked one more",
                operation: "refresh",
                before: (world) => {
                    world.tenant.enabledClients
                        .get(connectionNamed(world, "microsoft").id)
                        ?.add(clientNamed(world, "Client a").client_id);
                    return undefined;
                },
            },
            { title: "they are as declared again" },
            {
                title: "of another connection",
                resources: [...base, other, links(["a"], { connectionId: output("other", "id") })],
            },
            { title: "they are deleted", resources: [...base, other] },
        ],
    },
    {
        name: "auth0-connection-clients-imported",
        title: "A list of clients takes the place of no other, and is imported by the connection's id",
        steps: [
            { title: "one client is linked by itself", resources: [...base, link("a", { retainOnDelete: true })] },
            {
                title: "the list refuses to take its place",
                fails: true,
                resources: [...base, link("a", { retainOnDelete: true }), links(["b"])],
            },
            {
                title: "the list is imported",
                before: (world) => ({ id: connectionNamed(world, "microsoft").id }),
                resources: [...base, links(["a"], {}, { import: { $given: "id" } })],
            },
            {
                title: "somebody has deleted the connection",
                operation: "refresh",
                fails: true,
                before: (world) => {
                    world.tenant.connections.delete(connectionNamed(world, "microsoft").id);
                    return undefined;
                },
            },
        ],
    },
    {
        name: "auth0-organization-connection",
        title: "A connection is offered by an organization, changed, and taken back",
        seed: withOrganization,
        steps: [
            { title: "it is offered", resources: [connection, offer({})] },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "nothing has changed" },
            {
                title: "its members are assigned on login",
                resources: [connection, offer({ assignMembershipOnLogin: true, showAsButton: false })],
            },
            { title: "both left out", resources: [connection, offer({})] },
            { title: "it is taken back", resources: [connection] },
        ],
    },
    {
        name: "auth0-organization-connection-imported",
        title: "An organization's connection is imported by both ids, and seen to be changed and gone",
        seed: withOrganization,
        steps: [
            {
                title: "it is made and kept",
                resources: [connection, offer({ assignMembershipOnLogin: true }, { retainOnDelete: true })],
            },
            { title: "the stack forgets it", resources: [connection] },
            {
                title: "it is imported",
                before: (world) => ({ id: `${organizationId}::${connectionNamed(world, "microsoft").id}` }),
                resources: [connection, offer({ assignMembershipOnLogin: true }, { import: { $given: "id" } })],
            },
            {
                title: "somebody has changed it",
                operation: "refresh",
                before: (world) => {
                    const offered = world.tenant.organizationConnections.get(organizationId);
                    for (const [id, one] of offered ?? [])
                        offered?.set(id, { ...one, assign_membership_on_login: false });
                    return undefined;
                },
            },
            { title: "it is as declared again" },
            {
                title: "of an organization that is not there",
                fails: true,
                resources: [
                    connection,
                    offer({ assignMembershipOnLogin: true }),
                    { ...offer({ organizationId: "org_NobodyKnowsThis00" }), name: "nowhere" },
                ],
            },
        ],
    },
];

function link(client: string, options: Declared["options"] = {}): Declared {
    return {
        type: "auth0.ConnectionClient",
        name: "link",
        inputs: { connectionId: output("microsoft", "id"), clientId: output(client, "clientId") },
        options,
    };
}

function links(names: readonly string[], more: Inputs = {}, options: Declared["options"] = {}): Declared {
    return {
        type: "auth0.ConnectionClients",
        name: "links",
        inputs: {
            connectionId: output("microsoft", "id"),
            enabledClients: names.map((name) => output(name, "clientId")),
            ...more,
        },
        options,
    };
}

function offer(inputs: Inputs, options: Declared["options"] = {}): Declared {
    return {
        type: "auth0.OrganizationConnection",
        name: "offer",
        inputs: { organizationId, connectionId: output("microsoft", "id"), ...inputs },
        options,
    };
}
