import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { azureRoles } from "../../../catalogue/azure.ts";
import { type App, type AzureWorld, group, startAzureWorld, subscriptionId, tenantId } from "./azure-world.ts";

const vault = "kv-acme";
const vaultId = `/subscriptions/${subscriptionId}/resourceGroups/${group}/providers/Microsoft.KeyVault/vaults/${vault}`;
const secretUrl = (name: string) => `https://${vault}.vault.azure.net/secrets/${name}?api-version=7.6`;

let azure: AzureWorld;

beforeAll(async () => {
    azure = await startAzureWorld();
    await azure.vaults(azure.deployer).vaults.createOrUpdate(group, vault, {
        location: "westeurope",
        properties: {
            tenantId,
            sku: { family: "A", name: "standard" },
            enableRbacAuthorization: true,
            enablePurgeProtection: true,
            networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.0/24" }] },
        },
    });
});

afterAll(() => azure.close());

describe("a key vault, by Microsoft's own SDK", () => {
    it("sends a client to Microsoft's login, then gives and takes secrets with their versions", async () => {
        const secrets = azure.secrets(azure.deployer, vault);
        const expiresOn = new Date("2027-05-01T00:00:00Z");
        const first = await secrets.setSecret("versions", "one", {
            contentType: "text",
            tags: { client: "portal" },
            expiresOn,
        });
        await secrets.setSecret("versions", "two");

        expect((await secrets.getSecret("versions")).value).toBe("two");
        const old = await secrets.getSecret("versions", { version: first.properties.version ?? "" });
        expect([old.value, old.properties.expiresOn, old.properties.tags, old.properties.recoveryLevel]).toEqual([
            "one",
            expiresOn,
            { client: "portal" },
            "Recoverable",
        ]);
        const versions = await all(secrets.listPropertiesOfSecretVersions("versions"));
        expect([versions.length, JSON.stringify(versions).includes('"one"')]).toEqual([2, false]);
    });

    it("shows secrets that Resource Manager has written", async () => {
        await azure
            .vaults(azure.deployer)
            .secrets.createOrUpdate(group, vault, "written", { properties: { value: "by ARM" } });

        expect((await azure.secrets(azure.deployer, vault).getSecret("written")).value).toBe("by ARM");
    });

    it("keeps a deleted secret, with its name taken, until it is recovered", async () => {
        const secrets = azure.secrets(azure.deployer, vault);
        await secrets.setSecret("gone", "still there");
        const poller = await secrets.beginDeleteSecret("gone");
        const deleted = await poller.pollUntilDone();
        expect(deleted.recoveryId).toBe("https://kv-acme.vault.azure.net/deletedsecrets/gone");

        await expect(secrets.getSecret("gone")).rejects.toMatchObject({ code: "SecretNotFound", statusCode: 404 });
        await expect(secrets.setSecret("gone", "new")).rejects.toMatchObject({ statusCode: 409 });
        await expect(
            azure.vaults(azure.deployer).secrets.createOrUpdate(group, vault, "gone", { properties: { value: "new" } }),
        ).rejects.toMatchObject({ statusCode: 409 });
        expect((await all(secrets.listDeletedSecrets())).map(({ name }) => name)).toEqual(["gone"]);
        await expect(secrets.purgeDeletedSecret("gone")).rejects.toMatchObject({ statusCode: 403 });

        await (await secrets.beginRecoverDeletedSecret("gone")).pollUntilDone();
        expect((await secrets.getSecret("gone")).value).toBe("still there");
    });

    it("lists page by page", async () => {
        const secrets = azure.secrets(azure.deployer, vault);
        for (let at = 0; at < 28; at += 1) await secrets.setSecret(`many-${at}`, "x");

        const found = (await all(secrets.listPropertiesOfSecrets())).filter(({ name }) => name.startsWith("many-"));
        expect(new Set(found.map(({ name }) => name)).size).toBe(28);
    });

    it("gives no disabled secret", async () => {
        const secrets = azure.secrets(azure.deployer, vault);
        const { properties } = await secrets.setSecret("disabled", "x");
        await secrets.updateSecretProperties("disabled", properties.version ?? "", { enabled: false });

        await expect(secrets.getSecret("disabled")).rejects.toMatchObject({ statusCode: 403 });
    });
});

describe("a key vault lets in", () => {
    const readable = "for-the-app";

    beforeAll(async () => {
        const secrets = azure.secrets(azure.deployer, vault);
        await secrets.setSecret(readable, "yours");
        await secrets.setSecret("for-another", "not yours");
        await azure
            .roles(azure.deployer)
            .roleAssignments.create(`${vaultId.slice(1)}/secrets/${readable}`, "6f9619ff-8b86-4011-b42d-00c04fc964ff", {
                roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${azureRoles["Key Vault Secrets User"]}`,
                principalId: azure.app.objectId,
                principalType: "ServicePrincipal",
            });
    });

    it("a reader of one secret to that secret only, and only to read", async () => {
        const secrets = azure.secrets(azure.app, vault);

        expect((await secrets.getSecret(readable)).value).toBe("yours");
        await expect(secrets.getSecret("for-another")).rejects.toMatchObject({
            statusCode: 403,
            message: expect.stringContaining("Action: 'Microsoft.KeyVault/vaults/secrets/getSecret/action'"),
        });
        await expect(secrets.setSecret(readable, "mine")).rejects.toMatchObject({ statusCode: 403 });
        await expect(all(secrets.listPropertiesOfSecrets())).rejects.toMatchObject({ statusCode: 403 });
    });

    it("nobody without a token, with another service's, or from another address", async () => {
        const { status, headers, body } = await azure.ask("GET", secretUrl(readable));
        expect([status, headers.get("www-authenticate"), body]).toMatchObject([
            401,
            `Bearer authorization="https://login.microsoftonline.com/${tenantId}", resource="https://vault.azure.net"`,
            { error: { code: "Unauthorized" } },
        ]);

        const forArm = await azure.token(azure.app, "https://management.azure.com/.default");
        expect((await azure.ask("GET", secretUrl(readable), forArm)).status).toBe(401);

        const strange = await strangersWorld();
        const reply = await strange.read();
        await strange.close();
        expect(reply).toMatchObject([403, { error: { innererror: { code: "ForbiddenByFirewall" } } }]);
    });

    it("nobody under a name that no vault has, and nothing that the sandbox does not serve", async () => {
        await expect(azure.ask("GET", "https://kv-none.vault.azure.net/secrets?api-version=7.6")).rejects.toThrow();

        const token = await azure.token(azure.deployer, "https://vault.azure.net/.default");
        const key = await azure.ask("GET", `https://${vault}.vault.azure.net/keys/k?api-version=7.6`, token);
        expect([key.status, key.body]).toMatchObject([501, { error: { code: "NotImplemented" } }]);
        const strange = await azure.ask("PUT", secretUrl("strange"), token, { value: "x", kind: "y" });
        expect([strange.status, strange.body]).toMatchObject([400, { error: { code: "BadParameter" } }]);
        const version = await azure.ask("GET", `https://${vault}.vault.azure.net/secrets/x?api-version=2.0`, token);
        expect(version.status).toBe(400);
    });
});

/** A world whose callers come from an address that the vault does not list. */
async function strangersWorld() {
    const strange = await startAzureWorld({
        callerAddress: "198.51.100.7",
        vaults: [{ name: vault, resourceGroup: group }],
    });
    const { vaults } = strange.vaults(strange.deployer);
    await vaults.update(group, vault, { properties: { networkAcls: { defaultAction: "Deny" } } });
    return {
        read: async () => {
            const token = await strange.token(strange.deployer as App, "https://vault.azure.net/.default");
            const { status, body } = await strange.ask("GET", secretUrl("any"), token);
            return [status, body];
        },
        close: () => strange.close(),
    };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
    const found: T[] = [];
    for await (const item of items) found.push(item);
    return found;
}
