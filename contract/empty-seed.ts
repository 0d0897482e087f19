import { graphApplicationPermissions } from "../sandbox/microsoft/graph-permissions.ts";
import type { ScenarioSeed } from "./scenario.ts";

/** An empty tenant and an empty directory, with everything in them that a recording would otherwise have to make up. */
export const emptySeed: ScenarioSeed = {
    tenant: {
        domain: "acme-dev.eu.auth0.com",
        customDomains: [],
        deployer: { clientId: "sandbox-deployer", clientSecret: "not-a-secret-of-the-auth0-deployer" },
    },
    directory: {
        tenantId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a01",
        domain: "acme.onmicrosoft.com",
        deployer: {
            clientId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a02",
            clientSecret: "not-a-secret-of-the-microsoft-deployer",
            objectId: "6d3c8a4e-6f6a-4f53-9d0b-2a1b7c1f0a03",
            // What scenarios refuse, they refuse themselves.
            roles: Object.keys(graphApplicationPermissions),
        },
    },
};

/** Time at which the services' clock is held in every recording. */
export const recordedTime = new Date("2026-11-03T09:00:00Z");
