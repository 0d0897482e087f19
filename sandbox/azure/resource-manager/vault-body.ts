import { z } from "zod";

const networkAcls = z.strictObject({
    bypass: z.enum(["AzureServices", "None"]).default("AzureServices"),
    defaultAction: z.enum(["Allow", "Deny"]).default("Allow"),
    ipRules: z.array(z.strictObject({ value: z.string() })).default([]),
    virtualNetworkRules: z.array(z.strictObject({ id: z.string() })).default([]),
});

const tags = z.record(z.string(), z.string());
const sku = z.strictObject({ family: z.literal("A"), name: z.enum(["standard", "premium"]) });

/** What a vault may be told at any time. */
const changeable = {
    accessPolicies: z.array(z.unknown()).max(0).optional(),
    enabledForDeployment: z.boolean().optional(),
    enabledForDiskEncryption: z.boolean().optional(),
    enabledForTemplateDeployment: z.boolean().optional(),
    enableSoftDelete: z.boolean().optional(),
    softDeleteRetentionInDays: z.int().optional(),
    enableRbacAuthorization: z.boolean().optional(),
    enablePurgeProtection: z.boolean().optional(),
    networkAcls: networkAcls.optional(),
    publicNetworkAccess: z.string().optional(),
};

/** Body of PUT on a vault. */
export const vaultBody = z.strictObject({
    location: z.string(),
    tags: tags.optional(),
    properties: z.strictObject({
        tenantId: z.string(),
        sku,
        createMode: z.enum(["default", "recover"]).optional(),
        ...changeable,
    }),
});

/** Body of PATCH on a vault. */
export const vaultPatchBody = z.strictObject({
    tags: tags.optional(),
    properties: z.strictObject({ tenantId: z.string().optional(), sku: sku.optional(), ...changeable }).optional(),
});

export type VaultChange = NonNullable<z.output<typeof vaultPatchBody>["properties"]>;
