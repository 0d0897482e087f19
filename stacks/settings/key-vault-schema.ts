import { z } from "zod";
import { azurePrincipalTypes } from "../../catalogue/azure.ts";
import { mappingOf, textOf } from "./text-schema.ts";

const reader = z.strictObject({
    objectId: textOf("guid").describe("Object id of the principal; of a managed identity, its principal id."),
    type: z.enum(azurePrincipalTypes).default("ServicePrincipal").describe("A managed identity is a ServicePrincipal."),
});

/** The key vault that gets the clients' credentials, as the stack file has it. */
export const keyVaultSchema = z.strictObject({
    mode: z
        .enum(["create", "existing"])
        .default("create")
        .describe(
            "create: the vault is made here. existing: it is there, and nothing of it but the secrets is managed.",
        ),
    subscriptionId: textOf("guid").describe("Azure subscription that holds it."),
    resourceGroup: textOf("resourceGroup").describe("Resource group that holds it; it has to be there."),
    name: textOf("vaultName").describe("Name of the vault, unique in all of Azure. A change replaces it."),
    location: textOf("azureLocation").optional().describe("Azure region; required with create. A change replaces it."),
    allowedIps: z
        .array(textOf("ipRange"))
        .default([])
        .describe("Public addresses that may reach it, the deployer's among them; nobody else may."),
    bypass: z
        .enum(["AzureServices", "None"])
        .default("AzureServices")
        .describe("AzureServices: Microsoft's trusted services pass the network rules."),
    issued: textOf("day").describe("Day the secrets are counted from. A change writes each of them anew."),
    lifetimeDays: z.int().min(1).max(730).default(180).describe("Days from issued to the secrets' end."),
    readers: mappingOf("logicalName", z.array(reader))
        .default({})
        .describe("Who may read a client's secrets, by the client's key."),
});
