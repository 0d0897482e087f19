import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deploy } from "../../stacks/deploy.ts";
import { recordedOf } from "../infra/record.ts";
import { type ProgramRun, runProgram } from "./program.ts";
import { leastRaw } from "./settings-fixture.ts";

const keyVault = {
    subscriptionId: "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64",
    resourceGroup: "rg-identity",
    name: "kv-acme",
    location: "westeurope",
    issued: "2026-11-02",
    lifetimeDays: 90,
    readers: { portal: [{ objectId: "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f" }] },
};
const spa = {
    kind: "spa",
    name: "Planner",
    callbacks: ["https://planner.example"],
    webOrigins: ["https://planner.example"],
    api: { identifier: "https://api.planner.example" },
};

// Loading the SDKs in a process of its own takes a while on a busy machine.
describe("a stack with a key vault", { timeout: 60_000 }, () => {
    it("delivers of each client what its app needs", async () => {
        const run = await runProgram(deploy, {
            ...leastRaw,
            clients: { ...leastRaw.clients, planner: spa },
            keyVault,
        });

        expect(run.error).toBeUndefined();
        expect(delivered(run)).toEqual({
            "portal-client-id": "portal-client-id",
            "portal-client-secret": "portal-secret",
            "portal-my-account-audience": "https://acme-dev.eu.auth0.com/me/",
            "portal-domain": "acme-dev.eu.auth0.com",
            "portal-connections": "microsoft",
            "portal-connect-scopes": '{"microsoft":["Calendars.Read","User.Read","offline_access","openid"]}',
            "planner-api-client-id": "planner-api-client-id",
            "planner-api-client-secret": "planner-api-secret",
            "planner-api-audience": "https://api.planner.example",
            "planner-domain": "acme-dev.eu.auth0.com",
            "planner-connections": "microsoft",
            "planner-connect-scopes": '{"microsoft":["Calendars.Read","User.Read","offline_access","openid"]}',
        });
        expect(run.calls).toEqual(["getClientConfig", "getClientConfig", "getTenant"]);
        expect(recordedOf(run.resources, "azure-native.Vault", "key-vault").inputs).toMatchObject({
            vaultName: "kv-acme",
        });
    });

    it("tells where apps find their values, and not one of them", async () => {
        const { outputs } = await runProgram(deploy, { ...leastRaw, keyVault });

        expect(outputs["keyVault"]).toEqual({
            name: "kv-acme",
            uri: "https://kv-acme.vault.azure.net/",
            ends: "2027-01-31T00:00:00Z",
            references: {
                portal: {
                    AUTH0_CLIENT_ID: "https://kv-acme.vault.azure.net/secrets/portal-client-id",
                    AUTH0_CLIENT_SECRET: "https://kv-acme.vault.azure.net/secrets/portal-client-secret",
                    AUTH0_MY_ACCOUNT_AUDIENCE: "https://kv-acme.vault.azure.net/secrets/portal-my-account-audience",
                    AUTH0_DOMAIN: "https://kv-acme.vault.azure.net/secrets/portal-domain",
                    AUTH0_CONNECTIONS: "https://kv-acme.vault.azure.net/secrets/portal-connections",
                    AUTH0_CONNECT_SCOPES: "https://kv-acme.vault.azure.net/secrets/portal-connect-scopes",
                },
            },
        });
    });

    it("has no secret anywhere of a client that signs in with a key of its own", async () => {
        const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
        const key = publicKey.export({ type: "spki", format: "pem" }).toString();
        const portal = {
            ...leastRaw.clients.portal,
            authentication: "private_key_jwt",
            publicKeys: [{ name: "2026", key }],
        };
        const run = await runProgram(deploy, { ...leastRaw, clients: { portal }, keyVault });

        expect(run.error).toBeUndefined();
        expect(Object.keys(delivered(run))).not.toContain("portal-client-secret");
        expect(run.outputs["clientSecrets"]).toEqual({ secret: {} });
        expect(run.outputs["clients"]).toMatchObject({ portal: { authentication: "private_key_jwt" } });
    });

    it("without one asks Azure nothing", async () => {
        const { calls, outputs } = await runProgram(deploy, { ...leastRaw, keyVault: {} });

        expect(calls).toEqual(["getClientConfig", "getTenant"]);
        expect(outputs).not.toHaveProperty("keyVault");
    });

    it("without one loads nothing of Azure's SDK, and with one only the files that are used", () => {
        const loaded = (file: string) => {
            const script = `import(${JSON.stringify(new URL(file, import.meta.url).href)}).then(() => {
                const files = Object.keys(require("node:module")._cache);
                console.log(files.filter((name) => name.includes("@pulumi/azure-native/")).map((name) => name.split("azure-native/")[1]).sort().join(" "));
            })`;
            const { stdout } = spawnSync(process.execPath, ["--no-warnings", "-e", script], { encoding: "utf8" });
            return stdout.trim().split(" ");
        };

        expect(loaded("../../stacks/deploy.ts")).toEqual([""]);
        expect(loaded("../../stacks/key-vault.ts")).toEqual([
            "authorization/getClientConfig.js",
            "authorization/roleAssignment.js",
            "keyvault/getVault.js",
            "keyvault/secret.js",
            "keyvault/vault.js",
            "types/input.js",
            "utilities.js",
        ]);
    });
});

function delivered({ resources }: ProgramRun): Record<string, unknown> {
    return Object.fromEntries(
        resources
            .filter(({ type }) => type === "azure-native:keyvault:Secret")
            .map(({ name, inputs }) => [name, (inputs["properties"] as { secret: { value: unknown } }).secret.value]),
    );
}
