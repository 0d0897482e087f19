import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { KeyVault, type KeyVaultArgs } from "../../infra/key-vault.ts";
import { vaultDeniesNetworkByDefault } from "../../policies/rules/key-vault/vault-denies-network-by-default.ts";
import { vaultHasPurgeProtection } from "../../policies/rules/key-vault/vault-has-purge-protection.ts";
import { vaultHasSoftDelete } from "../../policies/rules/key-vault/vault-has-soft-delete.ts";
import { vaultSecretEnds } from "../../policies/rules/key-vault/vault-secret-ends.ts";
import { vaultUsesRbac } from "../../policies/rules/key-vault/vault-uses-rbac.ts";
import { verdictsOn } from "../policies/verdicts.ts";
import { namesOf, record, recordedOf } from "./record.ts";

const subscriptionId = "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64";
const reader = "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f";

const create = {
    location: "westeurope",
    tenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90",
    allowedIps: ["203.0.113.10", "198.51.100.0/24"],
    bypass: "AzureServices",
    deployer: { objectId: "deployer", type: "User" },
} as const;

const args: KeyVaultArgs = {
    subscriptionId,
    resourceGroup: "rg-identity",
    name: "kv-acme",
    create,
    owningStack: "microsoft-connection/dev",
    ends: "2027-05-01T00:00:00Z",
    clients: {
        portal: {
            values: [
                {
                    secret: "portal-client-secret",
                    setting: "AUTH0_CLIENT_SECRET",
                    source: "clientSecret",
                    contentType: "Auth0 client secret",
                    value: "s3cret",
                },
                {
                    secret: "portal-connect-scopes",
                    setting: "AUTH0_CONNECT_SCOPES",
                    source: "connectScopes",
                    contentType: "scopes",
                    value: "openid User.Read",
                },
            ],
            connections: ["acme-entra", "customers-entra"],
            readers: [{ objectId: reader, type: "ServicePrincipal" }],
        },
    },
};

const make = (changes: Partial<KeyVaultArgs> = {}) => record(() => new KeyVault("key-vault", { ...args, ...changes }));

describe("a key vault", () => {
    it("is closed but for the addresses it lists, and decided on by roles", async () => {
        const { inputs, options } = recordedOf(await make({ protect: true }), "azure-native.Vault", "key-vault");

        expect(inputs).toEqual({
            vaultName: "kv-acme",
            resourceGroupName: "rg-identity",
            location: "westeurope",
            tags: { stack: "microsoft-connection/dev" },
            properties: {
                tenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90",
                sku: { family: "A", name: "standard" },
                enableRbacAuthorization: true,
                enableSoftDelete: true,
                softDeleteRetentionInDays: 90,
                enablePurgeProtection: true,
                // The SDK's own defaults.
                enabledForDeployment: false,
                enabledForDiskEncryption: false,
                enabledForTemplateDeployment: false,
                publicNetworkAccess: "Enabled",
                networkAcls: {
                    defaultAction: "Deny",
                    bypass: "AzureServices",
                    ipRules: [{ value: "198.51.100.0/24" }, { value: "203.0.113.10/32" }],
                    virtualNetworkRules: [],
                },
            },
        });
        expect(options.protect).toBe(true);
    });

    it("gets a secret per value, secret, with its end and what it is for", async () => {
        const { inputs, options } = recordedOf(await make(), "azure-native.Secret", "portal-connect-scopes");

        expect(inputs).toEqual({
            vaultName: "kv-acme",
            resourceGroupName: "rg-identity",
            secretName: "portal-connect-scopes",
            // The mocks make all of it secret that has something secret in it.
            properties: {
                secret: {
                    value: "openid User.Read",
                    contentType: "scopes",
                    attributes: { enabled: true, expires: Date.parse("2027-05-01") / 1000 },
                },
            },
            tags: {
                stack: "microsoft-connection/dev",
                client: "portal",
                setting: "AUTH0_CONNECT_SCOPES",
                connection: "acme-entra customers-entra",
            },
        });
        expect(options.dependsOn).toEqual(["azure-native.RoleAssignment key-vault/deployer"]);
        expect(options.deletedWith).toBe("azure-native.Vault key-vault");
    });

    it("lets whoever deploys delete secrets again, and each reader read one secret", async () => {
        const resources = await make();
        const roles = resources.filter(({ type }) => type === "azure-native:authorization:RoleAssignment");

        expect(
            roles.map(({ name, inputs }) => [name, inputs["scope"], inputs["principalId"], inputs["principalType"]]),
        ).toEqual([
            ["key-vault/deployer", "key-vault-id", "deployer", "User"],
            [`portal-client-secret/${reader}`, "portal-client-secret-id", reader, "ServicePrincipal"],
            [`portal-connect-scopes/${reader}`, "portal-connect-scopes-id", reader, "ServicePrincipal"],
        ]);
        expect(roles.map(({ inputs }) => String(inputs["roleDefinitionId"]).split("/").at(-1))).toEqual([
            "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
            "4633458b-17de-408a-b874-0445c86b69e6",
            "4633458b-17de-408a-b874-0445c86b69e6",
        ]);
        expect(new Set(roles.map(({ inputs }) => inputs["roleAssignmentName"])).size).toBe(3);
    });

    it("that is there already gets secrets and their readers, and nothing else", async () => {
        expect(namesOf(await make({ create: undefined }))).toEqual([
            "KeyVault key-vault",
            `azure-native.RoleAssignment portal-client-secret/${reader}`,
            `azure-native.RoleAssignment portal-connect-scopes/${reader}`,
            "azure-native.Secret portal-client-secret",
            "azure-native.Secret portal-connect-scopes",
        ]);
    });

    it("passes the policies on key vaults", async () => {
        const rules = [
            vaultDeniesNetworkByDefault,
            vaultHasPurgeProtection,
            vaultHasSoftDelete,
            vaultSecretEnds,
            vaultUsesRbac,
        ];
        const resources = await make();

        const program = resources.map(({ type, name, inputs }) => ({
            type,
            name,
            props: { ...inputs, ...plain(inputs) },
        }));
        expect(await verdictsOn(rules, program)).toEqual([]);
        const broken = program.map(({ props, ...rest }) => ({ ...rest, props: { ...props, properties: {} } }));
        expect(new Set((await verdictsOn(rules, broken)).map(({ rule }) => rule))).toEqual(
            new Set(rules.map(({ name }) => name).filter((name) => name !== "vault-has-soft-delete")),
        );
    });

    it("keeps a value secret that came from nowhere secret", async () => {
        const values = args.clients["portal"]?.values ?? [];
        const unmarked = {
            portal: { connections: [], values: values.map((value) => ({ ...value, value: pulumi.output("plain") })) },
        };

        const { inputs } = recordedOf(await make({ clients: unmarked }), "azure-native.Secret", "portal-client-secret");
        expect(inputs["properties"]).toMatchObject({ secret: { value: "plain" } });
    });
});

/** The properties of a resource, those of a secret laid open. */
function plain(inputs: Readonly<Record<string, unknown>>): object {
    const properties = (inputs["properties"] ?? {}) as { secret?: object };
    return { properties: properties.secret ?? properties };
}
