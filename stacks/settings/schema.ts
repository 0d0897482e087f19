import { z } from "zod";
import { clientSchema } from "./client-schema.ts";
import { connectionSchema } from "./connection-schema.ts";
import { keyVaultSchema } from "./key-vault-schema.ts";
import { mappingOf, textOf } from "./text-schema.ts";

/** A stack's settings, as the stack file has them: each key carries the namespace `microsoft-connection:` there. */
export const stackSettingsSchema = z.strictObject({
    auth0: z
        .strictObject({
            domain: textOf("hostName", "acme-dev.eu.auth0.com").describe("Tenant domain."),
            customDomain: textOf("hostName")
                .optional()
                .describe("Verified custom domain that users sign in on; never the tenant domain."),
            cutOverDomains: z
                .array(textOf("hostName"))
                .default([])
                .describe("Domains that keep working while the stack moves from one to the other."),
            myAccountApi: z
                .enum(["create", "adopt"])
                .default("create")
                .describe(
                    "create: declared here, outlives the stack. adopt: it is there already and is never managed.",
                ),
        })
        .describe("The Auth0 tenant."),
    microsoft: z
        .strictObject({
            tenantId: textOf("guid").describe("Directory (tenant) ID."),
            owners: z
                .array(textOf("guid"))
                .default([])
                .describe("Object ids of the app registrations' owners, besides the deployer."),
        })
        .describe("The Microsoft Entra directory that holds the app registrations."),
    protect: z
        .boolean()
        .default(false)
        .describe("Keeps connections, app registrations, clients and APIs from being replaced or destroyed."),
    linking: z
        .enum(["additive", "handover", "exclusive"])
        .default("additive")
        .describe(
            "additive: adds this stack's clients to each connection's. exclusive: this stack's clients only. handover: the step between the two.",
        ),
    secretLifetimeDays: z
        .int()
        .min(1)
        .max(730)
        .default(180)
        .describe("Longest time in days from a client secret's issue to its end."),
    connections: mappingOf("logicalName", connectionSchema).describe("The Microsoft connections, by logical name."),
    clients: mappingOf("logicalName", clientSchema).default({}).describe("The linked applications, by logical name."),
    keyVault: keyVaultSchema
        .optional()
        .describe("The Azure key vault that gets the clients' credentials; default: none does."),
});

/** What the schema lets through, before defaults that depend on other settings. */
export type StackSettings = z.output<typeof stackSettingsSchema>;
