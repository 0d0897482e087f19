import { generateKeyPairSync, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { importPKCS8, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { policyPacks } from "../../cli/policy-packs.ts";
import type { Azure } from "../../sandbox/azure/azure.ts";
import { type AzureClients, addApp, azureClients } from "../sandbox/azure/azure-world.ts";
import { type Rehearsed, rehearsed, repository } from "./rehearsed.ts";

const reader = "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f";
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const domain = "acme-dev.eu.auth0.com";

const keyVault = `
  microsoft-connection:keyVault:
    subscriptionId: 3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64
    resourceGroup: rg-identity
    name: kv-acme-dev
    location: westeurope
    allowedIps: [203.0.113.10]
    issued: "2026-11-02"
    readers:
      portal:
        - objectId: ${reader}
`;

/** What is no secret of an app, sorted. */
const publicValues = ["client-id", "connect-scopes", "connections", "domain", "my-account-audience"];

/** The dev stack with a key vault, and with a web app that signs in with a key of its own. */
function withKeyVault(stackFile: string): string {
    const keys = `[{ name: "2026", key: '${JSON.stringify(publicKey.export({ format: "jwk" }))}' }]`;
    return `${stackFile.trimEnd()}
    keyed:
      kind: web
      name: Acme Keyed
      callbacks: [http://localhost:3100/auth/callback]
      authentication: private_key_jwt
      publicKeys: ${keys}
${keyVault}`;
}

// The real azure-native plugin is nowhere to be had: this slice was never run with it.
describe.skipIf(process.env["MICROSOFT_CONNECTION_PROVIDERS"] === "real")("a stack with a key vault", () => {
    let run: Rehearsed;
    let clients: AzureClients;
    let azure: Azure;

    beforeAll(async () => {
        run = await rehearsed({ edit: withKeyVault });
        if (run.world.azure === undefined) throw new Error("the sandbox has no Azure");
        azure = run.world.azure;
        clients = azureClients(run.world);
    });
    afterAll(async () => {
        await clients.close();
        await run.close();
    });

    it("is deployed, and then shows no changes and breaks no policy", async () => {
        const up = await run.driver.perform("up");
        const refresh = await run.driver.perform("refresh");
        const withPolicies = run.rehearsal.drive(`${repository}/stacks/index.mjs`, {
            policyPacks: policyPacks(repository),
        });
        const preview = await withPolicies.perform("preview");

        expect([up.errors, refresh.errors, preview.errors]).toEqual([[], [], []]);
        expect(Object.keys(refresh.changes)).toEqual(["same"]);
        expect(Object.keys(preview.changes)).toEqual(["same"]);
        expect(preview.violations.filter(({ level }) => level === "mandatory")).toEqual([]);
        expect(made("key vault")).toEqual(["kv-acme-dev: westeurope"]);
        expect(made("vault secret")).toEqual([
            ...publicValues.map((name) => `keyed-${name}: 1 version, ends 2027-05-01`),
            ...[...publicValues, "client-secret"].sort().map((name) => `portal-${name}: 1 version, ends 2027-05-01`),
        ]);
        expect(made("role assignment")).toEqual([
            "Key Vault Secrets Officer on kv-acme-dev: Deployer",
            ...[...publicValues, "client-secret"]
                .sort()
                .map((name) => `Key Vault Secrets User on portal-${name}: Identity 1`),
        ]);
    });

    it("lets the app's identity read what its app needs, and nobody else", async () => {
        const app = addApp(run.world.directory, reader);
        const secrets = clients.secrets(app, "kv-acme-dev");
        const portal = [...run.world.tenant.clients.values()].find(({ name }) => name?.startsWith("Acme Portal"));

        const read = async (name: string) => (await secrets.getSecret(name)).value;
        expect(await read("portal-client-id")).toBe(portal?.client_id);
        expect(await read("portal-client-secret")).toBe(portal?.client_secret);
        expect(await read("portal-domain")).toBe(domain);
        expect(await read("portal-connections")).toBe("microsoft");
        const stranger = clients.secrets(addApp(run.world.directory), "kv-acme-dev");
        await expect(stranger.getSecret("portal-client-secret")).rejects.toMatchObject({ statusCode: 403 });
        await expect(secrets.getSecret("keyed-client-id")).rejects.toMatchObject({ statusCode: 403 });
    });

    it("has references only of the app with a key of its own, and Auth0 takes what that key signs", async () => {
        const { outputs = {} } = await run.driver.perform("outputs");
        expect(outputs["clientSecrets"]?.value).toEqual({ portal: expect.any(String) });
        expect(Object.keys(azureSecrets())).toContain("keyed-client-id");
        expect(Object.keys(azureSecrets())).not.toContain("keyed-client-secret");

        const clientId = azureSecrets()["keyed-client-id"] ?? "";
        const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
        expect(await refused(clientId, privateKey.export({ type: "pkcs8", format: "pem" }).toString())).toBe(
            "invalid_grant",
        );
        expect(await refused(clientId, stranger.export({ type: "pkcs8", format: "pem" }).toString())).toBe(
            "invalid_client",
        );
    });

    it("writes every secret anew when the day they count from moves, and nothing else", async () => {
        run.edit((text) => text.replace('issued: "2026-11-02"\n    readers', 'issued: "2026-11-20"\n    readers'));
        const up = await run.driver.perform("up");

        expect(up.errors).toEqual([]);
        expect(up.changes).toMatchObject({ update: 11 });
        expect(up.changes).not.toHaveProperty("replace");
        expect(azure.inventory().find(({ name }) => name === "portal-client-secret")?.detail).toBe(
            "2 versions, ends 2027-05-19",
        );
    });

    it("gives no secret away: not in print, not on disk, not in a record, not in an output that is not marked secret", async () => {
        const folder = mkdtempSync(`${tmpdir()}/key-vault-record-`);
        const record = `${folder}/record`;
        run.edit((text) => text.replace('issued: "2026-11-20"', 'issued: "2026-11-21"'));
        await run.driver.perform("preview", { quiet: true, record });
        const { outputs = {} } = await run.driver.perform("outputs");

        const open = JSON.stringify(Object.values(outputs).filter(({ secret }) => !secret));
        const recorded = readdirSync(record).map((name) => readFileSync(`${record}/${name}`, "utf8"));
        rmSync(folder, { recursive: true });
        const secrets = [
            ...run.world.tenant.issuedSecrets,
            ...run.world.directory.issuedSecrets,
            azureSecrets()["portal-client-secret"] ?? "",
        ];
        expect(secrets.filter((secret) => secret === "")).toEqual([]);
        for (const text of [run.printed(), open, ...recorded, ...run.written()]) {
            expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
        }
    });

    it("is destroyed with its vault, whose name stays taken as Azure keeps it", async () => {
        await run.driver.perform("unprotect");
        const { errors } = await run.driver.perform("destroy");

        expect(errors).toEqual([]);
        expect(azure.inventory().filter((item) => item.system !== true)).toEqual([]);
        expect([...azure.deletedVaults.keys()]).toEqual(["kv-acme-dev"]);
    });

    /** Things of a kind in the subscription, sorted. */
    function made(kind: string): string[] {
        return azure
            .inventory()
            .filter((item) => item.kind === kind && item.system !== true)
            .map(({ name, detail }) => `${name}: ${detail}`)
            .sort();
    }

    function azureSecrets(): Record<string, string> {
        const vault = azure.vaultAt("kv-acme-dev.vault.azure.net");
        return Object.fromEntries(
            [...(vault?.secrets.values() ?? [])].map(({ name, versions }) => [name, versions.at(-1)?.value ?? ""]),
        );
    }

    /** What the token endpoint says to a client that signs with a key and asks for something it cannot have. */
    async function refused(clientId: string, pem: string): Promise<string> {
        const assertion = await new SignJWT({ jti: randomUUID() })
            .setProtectedHeader({ alg: "RS256" })
            .setIssuer(clientId)
            .setSubject(clientId)
            .setAudience(`https://${domain}/`)
            .setIssuedAt(run.world.clock.now())
            .setExpirationTime(new Date(run.world.clock.now().getTime() + 60_000))
            .sign(await importPKCS8(pem, "RS256"));
        const response = await run.world.services.auth0.request(
            new Request(`https://${domain}/oauth/token`, {
                method: "POST",
                headers: { host: domain },
                body: new URLSearchParams({
                    grant_type: "refresh_token",
                    refresh_token: "none",
                    client_id: clientId,
                    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    client_assertion: assertion,
                }),
            }),
        );
        return ((await response.json()) as { error: string }).error;
    }
});
