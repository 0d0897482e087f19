import { z } from "zod";
import { asFoundNames, connectionAsFound } from "../../catalogue/as-found.ts";
import { microsoftStrategies, upstreamParamAliases, waadAttributes } from "../../catalogue/auth0.ts";
import { type SignInAudience, signInAudiences } from "../../catalogue/microsoft.ts";
import { microsoftGraphScopes, type ScopeName } from "../../catalogue/microsoft-graph-scopes.ts";
import { mappingOf, textOf } from "./text-schema.ts";

/** A Microsoft Graph scope of the catalogue. */
export const scopeSchema = z.enum(Object.keys(microsoftGraphScopes) as [ScopeName, ...ScopeName[]]).meta({
    title: "Microsoft Graph scope that catalogue/microsoft-graph-scopes.ts lists",
});

const slotSchema = z
    .strictObject({
        issued: textOf("day").describe("Day the secret is made, in quotes. A change makes a new secret."),
        ends: textOf("moment").describe(
            "When it ends, in quotes: a day for its start, or YYYY-MM-DDTHH:MM:SSZ. A change makes a new secret.",
        ),
    })
    .describe("One client secret of the app registration.");

const clientSecretSchema = z
    .strictObject({
        active: z
            .enum(["a", "b", "existing"])
            .describe(
                "Slot whose secret Auth0 uses. To rotate: renew the other, make it active. existing: the connection keeps the secret that it has, which no slot made; the first rotation adds a slot.",
            ),
        slots: z
            .strictObject({ a: slotSchema.optional(), b: slotSchema.optional() })
            .default({})
            .describe("The secrets that exist: one, or two while the earlier one is still valid."),
    })
    .describe("The client secret's two slots. Required, except with appRegistration.");

const upstreamParamSchema = z
    .strictObject({
        value: textOf("upstreamValue").optional().describe("A fixed value."),
        alias: z.enum(upstreamParamAliases).optional().describe("Parameter of the sign-in request to copy."),
    })
    .describe("Either a value or an alias.");

/** One connection, as the stack file has it. */
export const connectionSchema = z
    .strictObject({
        strategy: z
            .enum(microsoftStrategies)
            .describe(
                "windowslive: anyone with a Microsoft account. waad: people of an Entra directory. A change replaces the connection and deletes its users.",
            ),
        name: textOf("connectionName")
            .optional()
            .describe(
                "Auth0's name of the connection; default: its key. A change replaces the connection and deletes its users.",
            ),
        displayName: textOf("label").default("Microsoft").describe("Text on the sign-in button."),
        appName: textOf("appName")
            .optional()
            .describe(
                "Name of the app registration, shown on Microsoft's consent screen; default: displayName (name). At most 90 characters with personal accounts, no apostrophe.",
            ),
        iconUrl: textOf("iconUrl").optional().describe("waad only: icon of the sign-in button."),
        showAsButton: z.boolean().default(true).describe("waad only: whether the sign-in page shows a button."),
        directory: textOf("hostName", "contoso.onmicrosoft.com")
            .optional()
            .describe("waad only, required there unless commonEndpoint: domain of the directory."),
        domainAliases: z
            .array(textOf("hostName"))
            .default([])
            .describe("waad only: e-mail domains whose people are led to this connection."),
        commonEndpoint: z
            .boolean()
            .default(false)
            .describe("waad only: people of any directory sign in. Not together with directory."),
        signInAudience: z
            .enum(Object.keys(signInAudiences) as [SignInAudience, ...SignInAudience[]])
            .optional()
            .describe(
                "Accounts the app registration is for. Default for windowslive: AzureADandPersonalMicrosoftAccount; for waad: AzureADMyOrg, with commonEndpoint AzureADMultipleOrgs.",
            ),
        appRegistration: z
            .string()
            .optional()
            .describe("Key of another connection whose multi-tenant app registration and secret this one shares."),
        scopes: z
            .array(scopeSchema)
            .min(1)
            .describe("Microsoft Graph permissions: registered, and the most an app may ask for."),
        signIn: z.boolean().default(true).describe("Users sign in with it."),
        tokenVault: z
            .boolean()
            .default(true)
            .describe("Linked apps get Microsoft Graph tokens for the user. Needs the scope offline_access."),
        adminConsent: z
            .boolean()
            .default(false)
            .describe("waad only: grants all scopes for everyone in the directory of the app registration."),
        assignedTo: z
            .array(textOf("guid"))
            .default([])
            .describe(
                "waad with AzureADMyOrg only: object ids of the users and groups that may sign in. Not empty means: nobody else.",
            ),
        organizations: z
            .array(textOf("organization"))
            .default([])
            .describe("Auth0 Organizations the connection is enabled for, by name or id."),
        attributes: z
            .array(z.enum(waadAttributes))
            .default(["basic_profile"])
            .describe("waad only: what Auth0 reads of a user. The ext_ ones need User.Read and Directory.Read.All."),
        maxGroups: z.int().min(1).max(10_000).optional().describe("waad only: most groups that are read of a user."),
        userIdAttribute: z
            .enum(["oid", "sub"])
            .optional()
            .describe(
                "waad only: the claim that identifies a user; default: oid, with commonEndpoint sub. A change makes every user a new one.",
            ),
        emailVerification: z
            .enum(["never_set_emails_as_verified", "always_set_emails_as_verified"])
            .default("never_set_emails_as_verified")
            .describe("waad only: whether Auth0 takes Microsoft's e-mail addresses as verified."),
        syncUserProfile: z
            .enum(["on_each_login", "on_first_login", "never_on_login"])
            .default("on_each_login")
            .describe("When a user's root attributes are taken over from Microsoft."),
        upstreamParams: mappingOf("upstreamParam", upstreamParamSchema)
            .default({})
            .describe("Parameters sent along to Microsoft, by name. Never scope: the scopes are above."),
        clientSecret: clientSecretSchema.optional(),
        asFound: z
            .array(z.enum(asFoundNames(connectionAsFound)))
            .default([])
            .describe(
                "After an adoption: what of the app registration, its service principal and its consent stays as it was found, and is not managed. Shorten it to manage more.",
            ),
        formerKeys: z
            .array(textOf("logicalName"))
            .default([])
            .describe("Earlier keys of this connection: a renamed key keeps its resources."),
    })
    .describe("A connection between Auth0 and Microsoft, and the app registration behind it.");
