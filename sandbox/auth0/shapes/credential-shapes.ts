import type { Management } from "auth0";
import { type BodyShape, object, oneOf, orNull, text } from "../body-shape.ts";

const algorithm = oneOf<Management.PublicKeyCredentialAlgorithmEnum>("RS256", "RS384", "PS256");

const name = text({ longest: 128 });
const kid = text({ pattern: /^([0-9a-zA-Z-_]{10,64})$/, shortest: 10, longest: 64 });

/** Body of POST /api/v2/clients/{client_id}/credentials. */
export const createCredentialBody: BodyShape<Management.PostClientCredentialRequestContent> = {
    shape: object<Management.PostClientCredentialRequestContent>(
        {
            credential_type: oneOf<Management.ClientCredentialTypeEnum>("public_key", "cert_subject_dn", "x509_cert"),
            name,
            subject_dn: text({ shortest: 1, longest: 256 }),
            pem: "string",
            alg: algorithm,
            parse_expiry_from_cert: "boolean",
            expires_at: "string",
            kid,
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
        name,
        pem: "string",
        alg: algorithm,
        parse_expiry_from_cert: "boolean",
        expires_at: "string",
        kid,
    },
    ["credential_type", "pem"],
);
