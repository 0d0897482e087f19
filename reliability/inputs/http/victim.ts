import { Hono } from "hono";
import { deployerManagementScopes } from "../../../catalogue/auth0.ts";
import { issueClientToken } from "../../../sandbox/auth0/access-tokens.ts";
import { controlApp } from "../../../sandbox/control/control-app.ts";
import { startLocalServer } from "../../../sandbox/local-server.ts";
import { graphToken } from "../../../sandbox/microsoft/token/user-tokens.ts";
import { pageApp } from "../../../sandbox/page/page.ts";
import { startWorld, type World } from "../../../sandbox/world.ts";
import type { VictimAddress } from "./victim-address.ts";

// A whole sandbox in a process of its own, to be attacked: what it takes of memory, and whether it lives, is seen from outside.

const domain = "acme-dev.eu.auth0.com";
const tenantId = "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90";
const deployer = { clientId: "deployerDeployerDeployerDeployer", clientSecret: "deployer-secret-of-the-victim" };
const token = "run-token-of-the-victim";

const world = await startWorld({
    tenant: { domain, customDomains: [], deployer },
    directory: {
        tenantId,
        domain: "acme.example",
        deployer: { ...deployer, objectId: "a0b1c2d3-0000-4000-8000-000000000002" },
        accounts: Array.from({ length: 16 }, (_, index) => ({
            id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
            tenantId,
            username: `person-${index}@acme.example`,
            displayName: `Person ${index}`,
        })),
    },
});
const desk = await startLocalServer((origin) =>
    new Hono()
        .route(
            "/",
            controlApp({ world, token, existingClients: [], environment: {}, workFolder: "/", onProof: () => {} }),
        )
        .route("/", pageApp({ world, stack: "dev", outputs: () => undefined, proof: () => undefined }, origin)),
);

const address: VictimAddress = {
    caPem: world.caPem,
    auth0: { host: domain, port: world.services.auth0.portNumber, token: await managementToken(world) },
    microsoft: {
        host: "graph.microsoft.com",
        loginHost: "login.microsoftonline.com",
        port: world.services.microsoft.portNumber,
        tokens: await userTokens(world),
    },
    proxyPort: Number(new URL(world.proxyUrl).port),
    desk: { port: Number(new URL(desk.origin).port), token },
    secrets: [deployer.clientSecret, token],
};
process.send?.(address);
process.on("disconnect", () => process.exit());

async function managementToken({ tenant }: World): Promise<string> {
    const client = tenant.clients.get(deployer.clientId);
    const api = [...tenant.resourceServers.values()].find(({ identifier }) => identifier === tenant.managementApi);
    if (client === undefined || api === undefined) throw new Error("the tenant has no deployer");
    return issueClientToken(tenant, domain, client, api, deployerManagementScopes);
}

/** One of each person's, by the name that Microsoft Graph says it is for. */
async function userTokens({ directory }: World): Promise<Record<string, string>> {
    const [application] = directory.applications.values();
    if (application === undefined) throw new Error("the directory has no application");
    const tokens = [...directory.accounts.values()].map(async (account) => {
        const scopes = ["openid", "User.Read", "Calendars.Read"];
        const given = await graphToken(
            { directory, application, account },
            scopes,
            "https://graph.microsoft.com",
            false,
        );
        return [account.username, given] as const;
    });
    return Object.fromEntries(await Promise.all(tokens));
}
