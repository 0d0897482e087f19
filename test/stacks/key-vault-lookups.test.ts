import { describe, expect, it } from "vitest";
import { type AzureSources, lookUpKeyVault } from "../../stacks/key-vault-lookups.ts";
import { leastRaw, settingsOf } from "./settings-fixture.ts";

const subscriptionId = "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64";
const { tenantId } = leastRaw.microsoft;
const keyVault = {
    subscriptionId,
    resourceGroup: "rg-identity",
    name: "kv-acme",
    location: "westeurope",
    issued: "2026-11-02",
};
const config = { clientId: "app", objectId: "deployer", subscriptionId, tenantId };

describe("looking a key vault up", () => {
    it("finds out who deploys, a person at Azure's command line or an application", async () => {
        expect(await lookedUp({})).toEqual({
            value: { deployer: { objectId: "deployer", type: "ServicePrincipal" } },
            problems: [],
        });
        const cli = { ...config, clientId: "04b07795-8ddb-461a-bbee-02f9e1bf7b46" };
        expect(await lookedUp({}, { getClientConfig: async () => cli })).toMatchObject({
            value: { deployer: { type: "User" } },
        });
    });

    it("tells of another subscription and of another directory at once", async () => {
        const elsewhere = { ...config, subscriptionId: "other-subscription", tenantId: "other-directory" };
        const { problems } = await lookedUp({}, { getClientConfig: async () => elsewhere });

        expect(problems).toEqual([
            {
                key: "keyVault.subscriptionId",
                given: `"${subscriptionId}", and the provider works in subscription other-subscription`,
                allowed: "the subscription that the provider works in",
                fix: `set ARM_SUBSCRIPTION_ID=${subscriptionId}, or: pulumi config set azure-native:subscriptionId ${subscriptionId}`,
            },
            {
                key: "credentials for Azure",
                given: "credentials of directory other-directory",
                allowed: `credentials of directory ${tenantId}, whose principals the vault lets in`,
                fix: `set ARM_TENANT_ID=${tenantId}, or: pulumi config set azure-native:tenantId ${tenantId}`,
            },
        ]);
    });

    it("takes an existing vault with roles, and none with access policies", async () => {
        const existing = { mode: "existing", location: undefined };
        const vault = (enableRbacAuthorization: boolean) => ({
            getVault: async () => ({ properties: { enableRbacAuthorization } }),
        });

        expect((await lookedUp(existing, vault(true))).problems).toEqual([]);
        expect((await lookedUp(existing, vault(false))).problems).toEqual([
            {
                key: "keyVault.name",
                given: '"kv-acme", a vault with access policies',
                allowed: "a vault whose readers are decided by role assignments",
                fix: "az keyvault update --name kv-acme --enable-rbac-authorization true",
            },
        ]);
    });

    it("tells of a vault that is not there, and of credentials that are refused", async () => {
        const refused = (text: string) => ({
            getVault: async () => {
                throw new Error(text);
            },
        });
        const existing = { mode: "existing", location: undefined };

        const [missing] = (await lookedUp(existing, refused("Code=ResourceNotFound"))).problems;
        expect(missing).toEqual({
            key: "keyVault.name",
            given: '"kv-acme", which is not in resource group rg-identity (Code=ResourceNotFound)',
            allowed: "the name of a vault that exists",
            fix: "az keyvault list --resource-group rg-identity shows those that do; to make it here: pulumi config set --path 'microsoft-connection:keyVault.mode' create",
        });
        const [denied] = (await lookedUp(existing, refused("AuthorizationFailed"))).problems;
        expect(denied).toMatchObject({ key: "credentials for Azure", given: "AuthorizationFailed" });
    });
});

function lookedUp(changes: object, sources: Partial<AzureSources> = {}) {
    const given = JSON.parse(JSON.stringify({ ...keyVault, ...changes }));
    const settings = settingsOf({ ...leastRaw, keyVault: given }).keyVault;
    if (settings === undefined) throw new Error("the settings of the test have no key vault");
    return lookUpKeyVault(settings, tenantId, {
        getClientConfig: async () => config,
        getVault: async () => {
            throw new Error("not asked for");
        },
        ...sources,
    });
}
