import { emptySeed } from "../empty-seed.ts";
import type { Scenario, ScenarioSeed } from "../scenario.ts";

const { deployer: auth0Deployer } = emptySeed.tenant;
const { deployer: microsoftDeployer } = emptySeed.directory;

const dev: ScenarioSeed = {
    tenant: { domain: "acme-dev.eu.auth0.com", customDomains: [], deployer: auth0Deployer },
    directory: {
        tenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90",
        domain: "acme.onmicrosoft.com",
        deployer: microsoftDeployer,
    },
};

/** What the settings of the prod stack name and do not declare exists. */
const prod: ScenarioSeed = {
    tenant: {
        domain: "acme.eu.auth0.com",
        customDomains: [{ domain: "login.acme.example", status: "ready" }],
        deployer: auth0Deployer,
        clients: [
            {
                clientId: "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga",
                name: "reports",
                clientSecret: "not-a-secret-of-the-reports-long-enough-for-auth0",
                callbacks: ["https://reports.example/auth/callback"],
            },
        ],
    },
    directory: {
        tenantId: "7c9d1e35-52a8-4f06-b3e7-1a4c8d6f2b53",
        domain: "acme.example",
        deployer: microsoftDeployer,
        principals: [{ id: "4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6", type: "user", displayName: "Person 1" }],
    },
};

export const stackScenarios: readonly Scenario[] = [
    {
        name: "stack-dev",
        title: "The dev stack is deployed, seen unchanged, refreshed, changed, and destroyed",
        stack: "dev",
        seed: dev,
        steps: [
            { title: "it is deployed" },
            { title: "nothing would change", operation: "preview" },
            { title: "nothing has changed in the clouds", operation: "refresh" },
            {
                title: "a scope goes and a callback changes",
                edit: (file) => file.replace(", Calendars.Read", "").replace("localhost:3000/", "localhost:4000/"),
            },
            { title: "protection is taken off the state", operation: "unprotect" },
            { title: "it is destroyed", operation: "destroy" },
        ],
    },
    {
        name: "stack-prod",
        title: "The prod stack is deployed, seen unchanged, refreshed, changed, and destroyed",
        stack: "prod",
        seed: prod,
        steps: [
            { title: "it is deployed" },
            { title: "nothing would change", operation: "preview" },
            { title: "nothing has changed in the clouds", operation: "refresh" },
            {
                title: "protection ends, a scope goes",
                edit: (file) => file.replace("protect: true", "protect: false").replace(", Files.Read", ""),
            },
            { title: "protection is taken off the state", operation: "unprotect" },
            { title: "it is destroyed", operation: "destroy" },
        ],
    },
];
