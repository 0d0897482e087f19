import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startWorld, type World } from "../../../sandbox/world.ts";
import { ProviderProcess } from "./provider-process.ts";

export const domain = "acme-dev.eu.auth0.com";
export const callerId = "22222222-2222-4222-8222-222222222222";
export const ada = "99999999-9999-4999-8999-999999999999";
const tenantId = "11111111-1111-4111-8111-111111111111";
export const subscriptionId = "44444444-4444-4444-8444-444444444444";
const auth0Deployer = { clientId: "deployer", clientSecret: "deployer-auth0-secret" };
const microsoftDeployer = {
    clientId: "33333333-3333-4333-8333-333333333333",
    clientSecret: "deployer-microsoft-secret",
};

/** A sandbox, and one stand-in that works in it. */
export interface StandInWorld {
    readonly world: World;
    readonly provider: ProviderProcess;

    /** Environment that the stand-in runs in. */
    readonly environment: Record<string, string>;

    /** Method, path and status of what the service was asked since a mark, token requests left out. */
    calls(mark: number): string[];
    close(): Promise<void>;
}

export async function startStandIn(
    name: "auth0" | "azuread" | "azure-native",
    settings: { configured?: boolean; environment?: Record<string, string> } = {},
): Promise<StandInWorld> {
    const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
    const world = await startWorld({
        tenant: {
            domain,
            customDomains: [{ domain: "login.acme.com", status: "ready" }],
            deployer: auth0Deployer,
            clients: [{ clientId: "existingExistingExistingExisting", name: "Existing" }],
            organizations: [{ id: "org_1234567890abcdef", name: "acme" }],
        },
        directory: {
            tenantId,
            domain: "acme.onmicrosoft.com",
            deployer: { ...microsoftDeployer, objectId: callerId },
            principals: [{ id: ada, type: "user", displayName: "Ada" }],
        },
        azure: { subscriptionId, resourceGroups: [{ name: "rg-identity", location: "westeurope" }] },
    });
    const caFile = join(folder, "ca.pem");
    writeFileSync(caFile, world.caPem);
    const environment = {
        HTTPS_PROXY: world.proxyUrl,
        NO_PROXY: "127.0.0.1,localhost",
        NODE_USE_ENV_PROXY: "1",
        NODE_EXTRA_CA_CERTS: caFile,
        AUTH0_DOMAIN: domain,
        AUTH0_CLIENT_ID: auth0Deployer.clientId,
        AUTH0_CLIENT_SECRET: auth0Deployer.clientSecret,
        ARM_TENANT_ID: tenantId,
        ARM_CLIENT_ID: microsoftDeployer.clientId,
        ARM_CLIENT_SECRET: microsoftDeployer.clientSecret,
        ...(name === "azure-native" ? { ARM_SUBSCRIPTION_ID: subscriptionId } : {}),
        ...settings.environment,
    };
    const provider = await ProviderProcess.start(name, environment);
    if (settings.configured !== false) await provider.configure();
    return {
        world,
        provider,
        environment,
        calls: (mark) =>
            world.requests
                .since(mark)
                .filter(({ path }) => !path.endsWith("/token"))
                .map(({ method, path, status }) => `${method} ${path} ${status}`),
        close: async () => {
            await provider.stop();
            await world.close();
            rmSync(folder, { recursive: true, force: true });
        },
    };
}
