import type { Management } from "auth0";
import { type BodyShape, listOf, mapOf, object, oneOf, orNull, text, whole } from "../body-shape.ts";

/** Not in the published types, but sent by the provider and taken by Auth0. */
interface More {
    token_lifetime_for_web: number;
    verificationLocation: string;
}
type Create = Management.CreateResourceServerRequestContent & Partial<More>;
type Update = Management.UpdateResourceServerRequestContent & Partial<More>;

const policy = oneOf<Management.ResourceServerSubjectTypeAuthorizationClientPolicyEnum>(
    "deny_all",
    "require_client_grant",
);

const shared = {
    name: text({ pattern: /^[^<>]+$/, longest: 200 }),
    scopes: listOf(
        object<Management.ResourceServerScope>(
            { value: text({ shortest: 1, longest: 280 }), description: text({ longest: 500 }) },
            ["value"],
        ),
        { longest: 1000 },
    ),
    signing_alg: oneOf<Management.SigningAlgorithmEnum>("HS256", "RS256", "RS512", "PS256"),
    signing_secret: text({ shortest: 16 }),
    allow_offline_access: "boolean",
    allow_online_access: "boolean",
    allow_online_access_with_ephemeral_sessions: "boolean",
    token_lifetime: whole({ minimum: 0, maximum: 2_592_000 }),
    token_lifetime_for_web: "integer",
    token_lifetime_for_anonymous_access_tokens: orNull("integer"),
    token_dialect: oneOf<Management.ResourceServerTokenDialectSchemaEnum>(
        "access_token",
        "access_token_authz",
        "rfc9068_profile",
        "rfc9068_profile_authz",
    ),
    skip_consent_for_verifiable_first_party_clients: "boolean",
    enforce_policies: "boolean",
    token_encryption: orNull(
        object<Management.ResourceServerTokenEncryption>(
            {
                format: oneOf<Management.ResourceServerTokenEncryptionFormatEnum>("compact-nested-jwe"),
                encryption_key: object<Management.ResourceServerTokenEncryptionKey>(
                    {
                        name: text({ shortest: 1, longest: 128 }),
                        alg: oneOf<Management.ResourceServerTokenEncryptionAlgorithmEnum>(
                            "RSA-OAEP-256",
                            "RSA-OAEP-384",
                            "RSA-OAEP-512",
                        ),
                        kid: text({ shortest: 1, longest: 128 }),
                        pem: text({ shortest: 1, longest: 4096 }),
                    },
                    ["alg", "pem"],
                ),
            },
            ["format", "encryption_key"],
        ),
    ),
    consent_policy: orNull(oneOf("transactional-authorization-with-mfa")),
    authorization_details: orNull(listOf(mapOf("anything"))),
    proof_of_possession: orNull(
        object<Management.ResourceServerProofOfPossession>(
            {
                mechanism: oneOf<Management.ResourceServerProofOfPossessionMechanismEnum>("mtls", "dpop"),
                required: "boolean",
                required_for: oneOf<Management.ResourceServerProofOfPossessionRequiredForEnum>(
                    "public_clients",
                    "all_clients",
                ),
            },
            ["mechanism", "required"],
        ),
    ),
    subject_type_authorization: object<Management.ResourceServerSubjectTypeAuthorization>({
        user: object<Management.ResourceServerSubjectTypeAuthorizationUser>({
            policy: oneOf<Management.ResourceServerSubjectTypeAuthorizationUserPolicyEnum>(
                "allow_all",
                "deny_all",
                "require_client_grant",
            ),
        }),
        client: object<Management.ResourceServerSubjectTypeAuthorizationClient>({ policy }),
        anonymous_user: object<Management.ResourceServerSubjectTypeAuthorizationAnonymousUser>({ policy }),
    }),
    authorization_policy: orNull(
        object<Management.ResourceServerAuthorizationPolicy>({ policy_id: text({ shortest: 1, longest: 1024 }) }, [
            "policy_id",
        ]),
    ),
    verificationLocation: "string",
} as const;

/** Body of POST /api/v2/resource-servers. */
export const createResourceServerBody: BodyShape<Create> = {
    shape: object<Create>({ ...shared, identifier: text({ shortest: 1, longest: 600 }) }, ["identifier"]),
};

/** Body of PATCH /api/v2/resource-servers/{id}. An API's identifier is for life. */
export const updateResourceServerBody: BodyShape<Update> = { shape: object<Update>(shared) };
