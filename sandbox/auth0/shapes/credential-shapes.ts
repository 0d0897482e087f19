import type { Management } from "auth0";
import { type BodyShape, object, oneOf, orNull } from "../body-shape.ts";

const algorithm = oneOf<Management.PublicKeyCredentialAlgorithmEnum>("RS256", "RS384", "PS256");

/** Body of POST /api/v2/clients/{client_id}/credentials. */
export const createCredentialBody: BodyShape<Management.PostClientCredentialRequestContent> = {
    shape: object<Management.PostClientCredentialRequestContent>(
        {
            credential_type: oneOf<Management.ClientCredentialTypeEnum>("public_key", "cert_subject_dn", "x509_cert"),
            name: "string",
            subject_dn: "string",
            pem: "string",
            alg: algorithm,
            parse_expiry_from_cert: "boolean",
            expires_at: "string",
            kid: "string",
        },
        ["credential_type"],
    ),
};

/** Body of PATCH /api/v2/clients/{client_id}/credentials/{credential_id}. */
export const updateCredentialBody: BodyShape<Management.PatchClientCredentialRequestContent> = {
    shape: object<Management.PatchClientCredentialRequestContent>({ expires_at: orNull("string") }),
};

/** A public key given in full where a new client names its credentials. */
export const publicKeyCredential = object<Management.PublicKeyCredential>(
    {
        credential_type: oneOf("public_key"),
        name: "string",
        pem: "string",
        alg: algorithm,
        parse_expiry_from_cert: "boolean",
        expires_at: "string",
        kid: "string",
    },
    ["credential_type", "pem"],
);
