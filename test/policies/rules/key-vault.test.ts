import * as types from "../../../policies/resource-types.ts";
import { vaultDeniesNetworkByDefault } from "../../../policies/rules/key-vault/vault-denies-network-by-default.ts";
import { vaultHasPurgeProtection } from "../../../policies/rules/key-vault/vault-has-purge-protection.ts";
import { vaultHasSoftDelete } from "../../../policies/rules/key-vault/vault-has-soft-delete.ts";
import { vaultSecretEnds } from "../../../policies/rules/key-vault/vault-secret-ends.ts";
import { vaultUsesRbac } from "../../../policies/rules/key-vault/vault-uses-rbac.ts";
import { good } from "../good.ts";
import { describeRule } from "../rule-test.ts";

const vault = { type: types.Vault, props: good.vault };

describeRule(vaultUsesRbac, {
    passes: vault,
    broken: [
        ["properties.enableRbacAuthorization", false, "properties.enableRbacAuthorization is false; expected true"],
        [
            "properties.enableRbacAuthorization",
            undefined,
            "properties.enableRbacAuthorization is nothing; expected true",
        ],
    ],
    needs: ["properties", "properties.enableRbacAuthorization"],
});

describeRule(vaultUsesRbac, {
    passes: { type: { token: "azure-native_keyvault_v20230701:keyvault:Vault" }, props: good.vault },
    broken: [
        ["properties.enableRbacAuthorization", false, "properties.enableRbacAuthorization is false; expected true"],
    ],
});

describeRule(vaultHasPurgeProtection, {
    passes: vault,
    broken: [
        ["properties.enablePurgeProtection", undefined, "properties.enablePurgeProtection is nothing; expected true"],
    ],
    needs: ["properties.enablePurgeProtection"],
});

describeRule(vaultHasSoftDelete, {
    passes: vault,
    broken: [
        ["properties.enableSoftDelete", false, "properties.enableSoftDelete is false; expected true"],
        ["properties.softDeleteRetentionInDays", 30, "properties.softDeleteRetentionInDays is 30; expected 90 or more"],
    ],
    fine: [
        ["properties.enableSoftDelete", undefined],
        ["properties.softDeleteRetentionInDays", undefined],
    ],
    needs: ["properties.enableSoftDelete", "properties.softDeleteRetentionInDays"],
});

describeRule(vaultDeniesNetworkByDefault, {
    passes: vault,
    broken: [
        [
            "properties.networkAcls.defaultAction",
            "Allow",
            'properties.networkAcls.defaultAction is "Allow"; expected "Deny"',
        ],
        ["properties.networkAcls", undefined, 'properties.networkAcls.defaultAction is nothing; expected "Deny"'],
    ],
    fine: [["properties", { publicNetworkAccess: "Disabled" }]],
    needs: ["properties.networkAcls.defaultAction"],
});

describeRule(vaultSecretEnds, {
    passes: { type: types.VaultSecret, props: good.vaultSecret },
    broken: [
        [
            "properties.attributes",
            undefined,
            "properties.attributes.expires is not set; expected the credential's end in seconds since 1970",
        ],
    ],
    needs: ["properties.attributes.expires"],
});
