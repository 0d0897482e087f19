import { z } from "zod";

const texts = z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []);
const text = z
    .string()
    .nullish()
    .transform((value) => value ?? "");
const purpose = z.object({ active: z.boolean() }).nullish();

/** A connection as Auth0 lists it, its client secret included. */
export const connection = z.object({
    id: z.string(),
    name: z.string(),
    strategy: z.string(),
    display_name: text,
    authentication: purpose,
    connected_accounts: purpose,
    show_as_button: z.boolean().nullish(),
    options: z.record(z.string(), z.unknown()).default({}),
});
export type Connection = z.infer<typeof connection>;

export const client = z.object({
    client_id: z.string(),
    name: z.string(),
    description: text,
    app_type: text,
    callbacks: texts,
    allowed_logout_urls: texts,
    web_origins: texts,
    token_endpoint_auth_method: text,
    client_authentication_methods: z.record(z.string(), z.unknown()).nullish(),
    resource_server_identifier: text,
    refresh_token: z
        .object({
            expiration_type: text,
            token_lifetime: z.number().optional(),
            idle_token_lifetime: z.number().optional(),
        })
        .nullish(),
});
export type Client = z.infer<typeof client>;

/** The fields of a client that are asked for: none of them is a secret. */
export const clientFields = Object.keys(client.shape).join(",");

export const clientGrant = z.object({
    id: z.string(),
    client_id: text,
    audience: z.string(),
    subject_type: text,
    scope: z
        .array(z.string())
        .nullish()
        .transform((value) => value ?? []),
});
export type ClientGrant = z.infer<typeof clientGrant>;

export const api = z.object({
    id: z.string(),
    identifier: z.string(),
    name: text,
    scopes: z
        .array(z.object({ value: z.string(), description: text }))
        .nullish()
        .transform((value) => value ?? []),
});
export type Api = z.infer<typeof api>;

export const enabledClient = z.object({ client_id: z.string() });
export const organization = z.object({ id: z.string(), name: z.string() });
export const organizationConnection = z.object({ connection_id: z.string() });

export const application = z.object({
    id: z.string(),
    appId: z.string(),
    displayName: text,
    signInAudience: text,
    requiredResourceAccess: z.array(
        z.object({
            resourceAppId: z.string(),
            resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })),
        }),
    ),
    passwordCredentials: z.array(z.object({ keyId: z.string(), displayName: text, endDateTime: text, hint: text })),
});

export const servicePrincipal = z.object({
    id: z.string(),
    appId: z.string(),
    appRoleAssignmentRequired: z.boolean(),
});

export const permissionGrant = z.object({
    id: z.string(),
    consentType: z.string(),
    resourceId: z.string(),
    scope: text,
});

export const assignment = z.object({ id: z.string(), principalId: z.string(), appRoleId: text });
