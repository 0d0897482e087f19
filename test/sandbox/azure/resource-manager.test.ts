import { randomUUID } from "node:crypto";
import type { VaultProperties } from "@azure/arm-keyvault";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { azureRoles } from "../../../catalogue/azure.ts";
import { type AzureWorld, group, startAzureWorld, subscriptionId, tenantId } from "./azure-world.ts";

const arm = "https://management.azure.com";
const groupUrl = `${arm}/subscriptions/${subscriptionId}/resourceGroups/${group}`;
const vaultUrl = (name: string) => `${groupUrl}/providers/Microsoft.KeyVault/vaults/${name}?api-version=2024-11-01`;

const properties: VaultProperties = {
    tenantId,
    sku: { family: "A", name: "standard" },
    enableRbacAuthorization: true,
    enablePurgeProtection: true,
    networkAcls: { defaultAction: "Deny", bypass: "AzureServices", ipRules: [{ value: "203.0.113.10" }] },
};
const vault = { location: "westeurope", tags: { stack: "dev" }, properties };

let azure: AzureWorld;
let token: string;

beforeAll(async () => {
    azure = await startAzureWorld();
    token = await azure.token(azure.deployer, "https://management.azure.com/.default");
});

afterAll(() => azure.close());

describe("Azure Resource Manager, by Microsoft's own SDK", () => {
    it("makes a vault that registers its name first, and is then there", async () => {
        const { status, body } = await azure.ask("PUT", vaultUrl("kv-first"), token, vault);
        expect([status, body]).toMatchObject([201, { properties: { provisioningState: "RegisteringDns" } }]);

        const made = await azure.vaults(azure.deployer).vaults.createOrUpdate(group, "kv-sdk", vault);
        expect(made).toMatchObject({
            name: "kv-sdk",
            location: "westeurope",
            tags: { stack: "dev" },
            properties: {
                vaultUri: "https://kv-sdk.vault.azure.net/",
                provisioningState: "Succeeded",
                enableSoftDelete: true,
                softDeleteRetentionInDays: 90,
                enablePurgeProtection: true,
                networkAcls: { defaultAction: "Deny", ipRules: [{ value: "203.0.113.10/32" }] },
            },
        });
    });

    it("changes a vault, lists it, and deletes it softly: its name stays taken until it is recovered", async () => {
        const { vaults } = azure.vaults(azure.deployer);
        await vaults.createOrUpdate(group, "kv-soft", vault);
        const patched = await vaults.update(group, "kv-soft", { tags: { stack: "prod" } });
        expect([patched.tags, patched.properties?.enablePurgeProtection]).toEqual([{ stack: "prod" }, true]);
        expect(await names(vaults.listByResourceGroup(group))).toContain("kv-soft");

        await vaults.delete(group, "kv-soft");
        await expect(vaults.get(group, "kv-soft")).rejects.toMatchObject({ code: "ResourceNotFound", statusCode: 404 });
        expect((await vaults.getDeleted("kv-soft", "westeurope")).properties).toMatchObject({
            purgeProtectionEnabled: true,
        });
        await expect(vaults.createOrUpdate(group, "kv-soft", vault)).rejects.toMatchObject({ code: "ConflictError" });
        await expect(vaults.purgeDeleted("kv-soft", "westeurope")).rejects.toMatchObject({ code: "MethodNotAllowed" });

        await vaults.createOrUpdate(group, "kv-soft", {
            ...vault,
            properties: { ...properties, createMode: "recover" },
        });
        expect((await vaults.get(group, "kv-soft")).tags).toEqual({ stack: "prod" });
    });

    it("writes a secret anew each time, and never shows its value", async () => {
        const { secrets, vaults } = azure.vaults(azure.deployer);
        await vaults.createOrUpdate(group, "kv-secrets", vault);
        const expires = new Date("2027-05-01T00:00:00Z");
        const write = (value: string) =>
            secrets.createOrUpdate(group, "kv-secrets", "portal-client-secret", {
                tags: { client: "portal" },
                properties: { value, contentType: "Auth0 client secret", attributes: { enabled: true, expires } },
            });

        const first = await write("first-value");
        const second = await write("second-value");
        expect(second.properties).toMatchObject({
            contentType: "Auth0 client secret",
            secretUri: "https://kv-secrets.vault.azure.net/secrets/portal-client-secret",
            attributes: { enabled: true, expires },
        });
        expect(second.properties.secretUriWithVersion).not.toBe(first.properties.secretUriWithVersion);
        const shown = await secrets.get(group, "kv-secrets", "portal-client-secret");
        expect([shown.tags, JSON.stringify(shown).includes("value")]).toEqual([{ client: "portal" }, false]);
    });

    it("gives roles to principals it knows, once, under a GUID", async () => {
        const { roleAssignments } = azure.roles(azure.deployer);
        const scope = `subscriptions/${subscriptionId}/resourceGroups/${group}`;
        const roleDefinitionId = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions/${azureRoles.Reader}`;
        const role = { roleDefinitionId, principalId: azure.app.objectId, principalType: "ServicePrincipal" as const };
        const name = randomUUID();

        const made = await roleAssignments.create(scope, name, role);
        expect(made).toMatchObject({ name, scope: `/${scope}`, ...role });
        expect(await roleAssignments.create(scope, name, role)).toMatchObject({ name });
        const refusals = [
            [roleAssignments.create(scope, randomUUID(), role), "RoleAssignmentExists"],
            [roleAssignments.create(scope, "reader", role), "InvalidRoleAssignmentId"],
            [
                roleAssignments.create(scope, name, { ...role, principalId: azure.deployer.objectId }),
                "RoleAssignmentUpdateNotPermitted",
            ],
            [roleAssignments.create(scope, randomUUID(), { ...role, principalId: randomUUID() }), "PrincipalNotFound"],
            [
                roleAssignments.create(scope, randomUUID(), { ...role, principalType: "User" as const }),
                "UnmatchedPrincipalType",
            ],
            [
                roleAssignments.create(scope, randomUUID(), { ...role, roleDefinitionId: `/${randomUUID()}` }),
                "RoleDefinitionDoesNotExist",
            ],
        ] as const;
        await Promise.all(refusals.map(([call, code]) => expect(call).rejects.toMatchObject({ code })));

        await roleAssignments.delete(scope, name);
        await expect(roleAssignments.get(scope, name)).rejects.toMatchObject({ code: "RoleAssignmentNotFound" });
    });

    it("tells whoever asks where Azure's services are", async () => {
        expect(await azure.ask("GET", `${arm}/metadata/endpoints?api-version=2022-09-01`)).toMatchObject({
            status: 200,
            body: { suffixes: { keyVaultDns: "vault.azure.net" } },
        });
    });

    it("lets nobody do what no role of theirs allows", async () => {
        const { vaults } = azure.vaults(azure.app);

        await expect(vaults.createOrUpdate(group, "kv-strange", vault)).rejects.toMatchObject({
            statusCode: 403,
            code: "AuthorizationFailed",
            message: expect.stringContaining("'Microsoft.KeyVault/vaults/write'"),
        });
    });
});

describe("Azure Resource Manager refuses", () => {
    it.each([
        ["no token", undefined, 401, "AuthenticationFailed"],
        ["what is no token", "abc.def.ghi", 401, "InvalidAuthenticationToken"],
    ])("%s", async (_, given, status, code) => {
        const reply = await azure.ask("GET", vaultUrl("kv-first"), given);
        expect([reply.status, reply.body]).toMatchObject([status, { error: { code } }]);
    });

    it("a token for Microsoft Graph, and one that has ended", async () => {
        const graph = await azure.token(azure.deployer, "https://graph.microsoft.com/.default");
        expect((await azure.ask("GET", vaultUrl("kv-first"), graph)).body).toMatchObject({
            error: { code: "InvalidAuthenticationTokenAudience" },
        });

        const now = azure.world.clock.now();
        azure.world.clock.set(new Date(now.getTime() + 2 * 60 * 60 * 1000));
        const { body } = await azure.ask("GET", vaultUrl("kv-first"), token);
        azure.world.clock.set(now);
        expect(body).toMatchObject({ error: { code: "ExpiredAuthenticationToken" } });
    });

    it.each([
        ["an unknown key", { ...vault, properties: { ...properties, skew: 1 } }, "InvalidRequestContent"],
        [
            "a value of another type",
            { ...vault, properties: { ...properties, enableSoftDelete: "yes" } },
            "InvalidRequestContent",
        ],
        [
            "purge protection turned off",
            { ...vault, properties: { ...properties, enablePurgeProtection: false } },
            "BadRequest",
        ],
        [
            "too short a retention",
            { ...vault, properties: { ...properties, softDeleteRetentionInDays: 6 } },
            "BadRequest",
        ],
        ["another directory", { ...vault, properties: { ...properties, tenantId: randomUUID() } }, "BadRequest"],
        [
            "an address that is none",
            { ...vault, properties: { ...properties, networkAcls: { ipRules: [{ value: "203.0.113.300" }] } } },
            "BadRequest",
        ],
    ])("%s", async (_, body, code) => {
        const reply = await azure.ask("PUT", vaultUrl("kv-refused"), token, body);
        expect([reply.status, reply.body]).toMatchObject([400, { error: { code } }]);
    });

    it.each([
        ["a bad name", vaultUrl("kv--bad"), 400, "VaultNameNotValid"],
        ["a name without a group", vaultUrl("kv-x").replace(group, "rg-none"), 404, "ResourceGroupNotFound"],
        ["another subscription", vaultUrl("kv-x").replace(subscriptionId, tenantId), 404, "SubscriptionNotFound"],
        ["no API version", vaultUrl("kv-x").replace(/\?.*/, ""), 400, "MissingApiVersionParameter"],
        ["an old API version", vaultUrl("kv-x").replace("2024-11-01", "2016-10-01"), 400, "InvalidResourceType"],
        ["another resource", vaultUrl("kv-x").replace("vaults", "managedHSMs"), 501, "NotImplemented"],
    ])("%s", async (_, url, status, code) => {
        const reply = await azure.ask("PUT", url, token, vault);
        expect([reply.status, reply.body]).toMatchObject([status, { error: { code } }]);
    });

    it("a vault in another place, and a shorter retention than it was made with", async () => {
        const url = vaultUrl("kv-placed");
        await azure.ask("PUT", url, token, vault);

        expect((await azure.ask("PUT", url, token, { ...vault, location: "northeurope" })).body).toMatchObject({
            error: { code: "InvalidResourceLocation" },
        });
        const shorter = { ...vault, properties: { ...properties, softDeleteRetentionInDays: 7 } };
        expect((await azure.ask("PUT", url, token, shorter)).status).toBe(400);
    });
});

async function names(items: AsyncIterable<{ name?: string | undefined }>): Promise<(string | undefined)[]> {
    const found: (string | undefined)[] = [];
    for await (const { name } of items) found.push(name);
    return found;
}
