import type { Declared, Inputs, Scenario } from "../scenario.ts";

const personal: Inputs = {
    name: "microsoft",
    strategy: "windowslive",
    options: {
        clientId: "00000000-aaaa-4bbb-8ccc-000000000001",
        clientSecret: "not-a-secret-of-the-connection",
        strategyVersion: 2,
        scopes: ["signin", "graph_user"],
        setUserRootAttributes: "on_each_login",
    },
    connectedAccounts: { active: true },
};

export const connectionScenarios: readonly Scenario[] = [
    {
        name: "auth0-connection",
        title: "A windowslive connection is made, seen unchanged, and deleted",
        steps: [
            { title: "the connection is made", resources: [connection(personal)] },
            { title: "nothing has changed" },
            { title: "nothing has changed at Auth0", operation: "refresh" },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
];

function connection(inputs: Inputs): Declared {
    return { type: "auth0.Connection", name: "microsoft", inputs };
}
