import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { azureRoles } from "../../../../catalogue/azure.ts";
import { secret, unknownText } from "../provider-process.ts";
import { callerId, type StandInWorld, startStandIn, subscriptionId } from "../stand-in-world.ts";

type Inputs = { [name: string]: JavaScriptValue };

const tokens = {
    Vault: "azure-native:keyvault:Vault",
    Secret: "azure-native:keyvault:Secret",
    RoleAssignment: "azure-native:authorization:RoleAssignment",
} as const;
const group = `/subscriptions/${subscriptionId}/resourceGroups/rg-identity`;
const tenantId = "11111111-1111-4111-8111-111111111111";

const vaultInputs = (vaultName: string): Inputs => ({
    resourceGroupName: "rg-identity",
    vaultName,
    location: "westeurope",
    tags: { stack: "dev" },
    properties: {
        tenantId,
        sku: { family: "A", name: "standard" },
        enabledForDeployment: false,
        enabledForDiskEncryption: false,
        enabledForTemplateDeployment: false,
        enableRbacAuthorization: true,
        enablePurgeProtection: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays: 90,
        publicNetworkAccess: "Enabled",
        networkAcls: {
            defaultAction: "Deny",
            bypass: "AzureServices",
            ipRules: [{ value: "203.0.113.10/32" }],
            virtualNetworkRules: [],
        },
    },
});
const secretInputs = (vaultName: string, value: JavaScriptValue): Inputs => ({
    resourceGroupName: "rg-identity",
    vaultName,
    secretName: "portal-client-secret",
    tags: { client: "portal" },
    properties: { value, contentType: "Auth0 client secret", attributes: { enabled: true, expires: 1809129600 } },
});

let sandbox: StandInWorld;

beforeAll(async () => {
    sandbox = await startStandIn("azure-native");
});

afterAll(() => sandbox.close());

/** Makes a resource as the engine does: checked first. */
async function made(type: keyof typeof tokens, given: Inputs) {
    const { inputs, failures } = await sandbox.provider.check(tokens[type], "it", given);
    expect(failures).toEqual([]);
    return { inputs, ...(await sandbox.provider.create(tokens[type], inputs)) };
}

/** What the provider says about a resource that nobody touched: nothing changes, not even after a refresh. */
async function expectNoChange(
    type: keyof typeof tokens,
    { id, state, inputs }: { id: string; state: Inputs; inputs: Inputs },
) {
    expect((await sandbox.provider.diff(tokens[type], id, state, inputs)).changes).toEqual({});
    const refreshed = await sandbox.provider.read(tokens[type], id, state, inputs);
    expect(refreshed.state).toEqual(state);
    expect(refreshed.inputs).toEqual(inputs);
}

describe("a vault", () => {
    it("is looked for, made, waited for and read", async () => {
        const mark = sandbox.world.requests.mark();
        const vault = await made("Vault", vaultInputs("kv-made"));

        expect(vault.id).toBe(`${group}/providers/Microsoft.KeyVault/vaults/kv-made`);
        expect(vault.state).toMatchObject({
            name: "kv-made",
            type: "Microsoft.KeyVault/vaults",
            properties: { vaultUri: "https://kv-made.vault.azure.net/", provisioningState: "Succeeded" },
        });
        expect(sandbox.calls(mark)).toEqual([
            `GET ${vault.id} 404`,
            `PUT ${vault.id} 201`,
            `GET ${vault.id} 200`,
            `GET ${vault.id} 200`,
        ]);
        await expectNoChange("Vault", vault);
    });

    it("is not made where it is, and is replaced for its name, its group and its place", async () => {
        const vault = await made("Vault", vaultInputs("kv-there"));

        await expect(made("Vault", vaultInputs("kv-there"))).rejects.toThrow("cannot create already existing resource");
        const moved = { ...vault.inputs, location: "northeurope", vaultName: "kv-other" };
        expect(await sandbox.provider.diff(tokens.Vault, vault.id, vault.state, moved)).toMatchObject({
            replaces: ["location", "vaultName"],
        });
    });

    it("takes new network rules, keeps what it has, and is deleted softly", async () => {
        const vault = await made("Vault", vaultInputs("kv-open"));
        const given = vaultInputs("kv-open");
        const properties = {
            ...(given["properties"] as Inputs),
            networkAcls: { defaultAction: "Allow", bypass: "None" },
        };
        const state = await sandbox.provider.update(tokens.Vault, vault.id, vault.state, {
            ...vault.inputs,
            properties,
        });

        expect(state["properties"]).toMatchObject({
            enablePurgeProtection: true,
            networkAcls: { defaultAction: "Allow" },
        });
        await sandbox.provider.delete(tokens.Vault, vault.id, state);
        expect(sandbox.world.azure?.deletedVaults.has("kv-open")).toBe(true);
        await expect(made("Vault", vaultInputs("kv-open"))).rejects.toThrow('Code="ConflictError"');
    });
});

describe("a secret of a vault", () => {
    beforeAll(async () => {
        await made("Vault", vaultInputs("kv-secrets"));
    });

    it("keeps its value secret in the state, and out of everything Azure tells", async () => {
        const made1 = await made("Secret", secretInputs("kv-secrets", secret("first")));

        expect(made1.state["properties"]).toMatchObject({
            value: secret("first"),
            secretUri: "https://kv-secrets.vault.azure.net/secrets/portal-client-secret",
            attributes: { enabled: true, expires: 1809129600 },
        });
        await expectNoChange("Secret", made1);

        const inputs = { ...made1.inputs, ...secretInputs("kv-secrets", secret("second")) };
        expect((await sandbox.provider.diff(tokens.Secret, made1.id, made1.state, inputs)).changes).toEqual({
            "properties.value": "UPDATE",
        });
        const state = await sandbox.provider.update(tokens.Secret, made1.id, made1.state, inputs);
        expect(valueInVault("kv-secrets")).toEqual(["first", "second"]);
        await sandbox.provider.delete(tokens.Secret, made1.id, state);
        expect(valueInVault("kv-secrets")).toEqual([]);
    });

    it("that was deleted is recovered and written over", async () => {
        const again = await made("Secret", secretInputs("kv-secrets", secret("third")));

        expect(valueInVault("kv-secrets")).toEqual(["first", "second", "third"]);
        await expectNoChange("Secret", again);
    });

    it("has nothing known before it is made but what the program gives", async () => {
        const { inputs } = await sandbox.provider.check(tokens.Secret, "it", secretInputs("kv-later", unknownText));
        const { state } = await sandbox.provider.create(tokens.Secret, inputs, true);

        expect(state["properties"]).toMatchObject({ contentType: "Auth0 client secret", secretUri: unknownText });
    });

    it("is imported without its value", async () => {
        const id = `${group}/providers/Microsoft.KeyVault/vaults/kv-secrets/secrets/portal-client-secret`;
        const { inputs } = await sandbox.provider.read(tokens.Secret, id);

        expect(inputs).toMatchObject({ vaultName: "kv-secrets", secretName: "portal-client-secret" });
        expect(JSON.stringify(inputs)).not.toContain("third");
    });

    function valueInVault(name: string): (string | undefined)[] {
        const vault = sandbox.world.azure?.vaultAt(`${name}.vault.azure.net`);
        return vault?.secrets.get("portal-client-secret")?.versions.map(({ value }) => value) ?? [];
    }
});

describe("a role assignment", () => {
    it("is made under its name, is replaced for anything else, and goes", async () => {
        const role = await made("RoleAssignment", {
            scope: group,
            roleAssignmentName: "6f9619ff-8b86-4011-b42d-00c04fc964ff",
            roleDefinitionId: `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${azureRoles.Reader}`,
            principalId: callerId,
            principalType: "ServicePrincipal",
        });

        expect(role.id).toBe(
            `${group}/providers/Microsoft.Authorization/roleAssignments/6f9619ff-8b86-4011-b42d-00c04fc964ff`,
        );
        await expectNoChange("RoleAssignment", role);
        const other = { ...role.inputs, principalId: "99999999-9999-4999-8999-999999999999" };
        expect(await sandbox.provider.diff(tokens.RoleAssignment, role.id, role.state, other)).toMatchObject({
            replaces: ["principalId"],
        });
        await sandbox.provider.delete(tokens.RoleAssignment, role.id, role.state);
        await sandbox.provider.delete(tokens.RoleAssignment, role.id, role.state);
        expect(sandbox.world.azure?.roleAssignments.has(role.id.toLowerCase())).toBe(false);
    });
});

describe("the stand-in", () => {
    it("tells who it works as", async () => {
        const { result } = await sandbox.provider.invoke("azure-native:authorization:getClientConfig", {});

        expect(result).toEqual({
            clientId: "33333333-3333-4333-8333-333333333333",
            objectId: callerId,
            subscriptionId,
            tenantId,
        });
    });

    it("finds a vault that is there, and says of another that there is none", async () => {
        await made("Vault", vaultInputs("kv-found"));
        const ask = (vaultName: string) =>
            sandbox.provider.invoke("azure-native:keyvault:getVault", { resourceGroupName: "rg-identity", vaultName });

        expect((await ask("kv-found")).result).toMatchObject({ properties: { enableRbacAuthorization: true } });
        await expect(ask("kv-none")).rejects.toThrow('Status=404 Code="ResourceNotFound"');
    });

    it("tells which of its settings are missing", async () => {
        const without = await startStandIn("azure-native", {
            configured: false,
            environment: { ARM_SUBSCRIPTION_ID: "", ARM_CLIENT_SECRET: "" },
        });
        const configured = without.provider.configure();

        await expect(configured).rejects.toThrow(
            "set ARM_SUBSCRIPTION_ID or azure-native:subscriptionId, ARM_CLIENT_SECRET or azure-native:clientSecret",
        );
        await without.close();
    });
});
