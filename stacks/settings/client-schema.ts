import { z } from "zod";
import { asFoundNames, clientAsFound } from "../../catalogue/as-found.ts";
import { clientAssertionAlgorithms } from "../../catalogue/auth0.ts";
import { scopeSchema } from "./connection-schema.ts";
import { mappingOf, textOf } from "./text-schema.ts";

const linked = {
    connections: z
        .array(z.string())
        .min(1)
        .optional()
        .describe("Keys of the connections it uses; default: the only one."),
    scopes: z
        .array(scopeSchema)
        .min(1)
        .optional()
        .describe("Scopes it asks for when a user connects an account; default: all of its connections'."),
    formerKeys: z
        .array(textOf("logicalName"))
        .default([])
        .describe("Earlier keys of this application: a renamed key keeps its client id."),
};

const asFound = z
    .array(z.enum(asFoundNames(clientAsFound)))
    .default([])
    .describe("After an adoption: what stays as it was found, and is not managed. Shorten it to manage more.");

const signingIn = {
    name: textOf("clientName").describe("Auth0's name of the application."),
    callbacks: z
        .array(textOf("url"))
        .min(1)
        .describe("Exact addresses that users may be sent back to after signing in."),
    logoutUrls: z
        .array(textOf("url"))
        .default([])
        .describe("Exact addresses that users may be sent to after signing out."),
    description: textOf("description")
        .optional()
        .describe("Auth0's description of the application; default: which stack manages it."),
};

const origins = z.array(textOf("origin"));

const publicKey = z.strictObject({
    name: textOf("label").describe("What people call the key."),
    key: textOf("publicKey").describe("The public key of a pair whose private key only the application has."),
    algorithm: z.enum(clientAssertionAlgorithms).default("RS256").describe("What the application signs with."),
});

const webSchema = z
    .strictObject({
        kind: z.literal("web"),
        ...signingIn,
        webOrigins: origins.default([]).describe("Origins that may sign users in silently."),
        authentication: z
            .enum(["client_secret_post", "client_secret_basic", "private_key_jwt"])
            .default("client_secret_post")
            .describe("How it proves itself to Auth0; with private_key_jwt there is no shared secret."),
        publicKeys: z
            .array(publicKey)
            .max(2)
            .default([])
            .describe("private_key_jwt: its public keys, one, or two while it moves from one to the other."),
        refreshToken: z
            .strictObject({
                lifetimeDays: z.int().min(1).max(365).describe("Days until a refresh token ends."),
                idleDays: z.int().min(1).max(365).describe("Days without use until it ends; at most lifetimeDays."),
            })
            .optional()
            .describe("When its refresh tokens end; default: never."),
        ...linked,
        asFound,
    })
    .describe("A web application with a back end.");

const spaSchema = z
    .strictObject({
        kind: z.literal("spa"),
        ...signingIn,
        webOrigins: origins.min(1).describe("Origins the application is served from."),
        api: z
            .strictObject({
                identifier: textOf("apiIdentifier").describe(
                    "Audience of the API's access tokens. A change replaces the API, and the client that acts for it.",
                ),
                name: textOf("clientName")
                    .optional()
                    .describe('Auth0\'s name of the API; default: the name and "API".'),
                scopes: mappingOf("scopeValue", textOf("label"))
                    .default({})
                    .describe("The API's own scopes, each with its description."),
            })
            .describe("The API that the application calls, and that calls Microsoft Graph."),
        ...linked,
        asFound,
    })
    .describe("A single-page application with its API.");

const existingSchema = z
    .strictObject({
        kind: z.literal("existing"),
        clientId: textOf("clientId").describe("Its client id."),
        ...linked,
        asFound,
    })
    .describe("An application that is declared elsewhere: it is linked, and nothing else of it is touched.");

/** One linked application, as the stack file has it. */
export const clientSchema = z.discriminatedUnion("kind", [webSchema, spaSchema, existingSchema]);
