import { z } from "zod";

/**
 * Bodies of the My Account API (its reference: `CreateConnectedAccountsRequestContent`, `CompleteConnectedAccountsRequestContent`):
 * a key that the reference does not have is refused.
 */
const uri = z.string().max(2048).refine(URL.canParse, "must be a URI");

const authorizationParams = z.strictObject({
    acr_values: z.string().min(1).max(1024).optional(),
    audience: z.string().min(1).max(512).optional(),
    resource: z.string().min(1).max(512).optional(),
    display: z.enum(["page", "popup", "touch", "wap"]).optional(),
    id_token_hint: z.string().min(1).max(4096).optional(),
    login_hint: z.string().min(1).max(255).optional(),
    max_age: z.int().min(0).max(2_147_483_647).optional(),
    prompt: z.enum(["none", "login", "consent", "select_account"]).optional(),
    ui_locales: z
        .string()
        .min(2)
        .max(100)
        .regex(/^[a-zA-Z]{2}(-[a-zA-Z]{2})?(\s[a-zA-Z]{2}(-[a-zA-Z]{2})?)*$/)
        .optional(),
});

/** Body of POST /me/v1/connected-accounts/connect. */
export const connectBody = z
    .strictObject({
        connection: z.string().min(1).max(128),
        redirect_uri: uri,
        state: z.string().min(1).max(4096).optional(),
        code_challenge: z.string().min(43).max(128).optional(),
        code_challenge_method: z.literal("S256").optional(),
        scopes: z
            .array(z.string().min(1).max(255))
            .min(1)
            .max(100)
            .refine((scopes) => new Set(scopes).size === scopes.length, "must have unique items")
            .optional(),
        authorization_params: authorizationParams.optional(),
    })
    .refine((body) => body.code_challenge === undefined || body.code_challenge_method !== undefined, {
        path: ["code_challenge_method"],
        message: "must be given with code_challenge",
    });

export type ConnectBody = z.infer<typeof connectBody>;

/** Body of POST /me/v1/connected-accounts/complete. */
export const completeBody = z.strictObject({
    auth_session: z.string().max(64),
    connect_code: z.string().min(1).max(46),
    redirect_uri: uri,
    code_verifier: z.string().min(43).max(128).optional(),
});

export type CompleteBody = z.infer<typeof completeBody>;
