import type { Declared, Scenario } from "../scenario.ts";
import { auth0Refuses } from "./faults.ts";

const identifier = "https://api.acme.example";
const api = (name: string, title: string): Declared => ({
    type: "auth0.ResourceServer",
    name,
    inputs: { identifier, name: title },
});
const one = /resource-servers\//;

export const apiRefusalScenarios: readonly Scenario[] = [
    {
        name: "auth0-resource-server-refused",
        title: "What Auth0 refuses of an API is told: a second of its identifier, a change and a deletion without the right scope",
        steps: [
            {
                title: "two APIs of one identifier",
                fails: true,
                resources: [api("api", "Acme API"), api("twin", "Twin")],
            },
            {
                title: "a change without the scope for it",
                fails: true,
                resources: [api("api", "Acme's API")],
                before: (world) => {
                    const message = "Insufficient scope, expected any of: update:resource_servers";
                    auth0Refuses(world, { method: "PATCH", path: one }, 403, message, "insufficient_scope");
                    return undefined;
                },
            },
            { title: "the change, with it" },
            {
                title: "a deletion without the scope for it",
                operation: "destroy",
                fails: true,
                before: (world) => {
                    const message = "Insufficient scope, expected any of: delete:resource_servers";
                    auth0Refuses(world, { method: "DELETE", path: one }, 403, message, "insufficient_scope");
                    return undefined;
                },
            },
            { title: "it is deleted", operation: "destroy" },
        ],
    },
];
