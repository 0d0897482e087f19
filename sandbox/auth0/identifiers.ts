import { randomBytes, randomInt } from "node:crypto";

const alphanumerics = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** New identifiers, in the forms Auth0 gives them. */
export const newId = {
    connection: () => `con_${alphanumeric(16)}`,
    client: () => alphanumeric(32),
    strictClient: () => `tpc_${alphanumeric(22)}`,
    connectedAccount: () => `cac_${alphanumeric(22)}`,
    clientGrant: () => `cgr_${alphanumeric(16)}`,
    credential: () => `cred_${alphanumeric(22)}`,
    customDomain: () => `cd_${alphanumeric(16)}`,
    resourceServer: () => randomBytes(12).toString("hex"),
    provisioningTicket: () => alphanumeric(8),
} as const;

/** A new client secret: 64 characters, as Auth0's. */
export function newClientSecret(): string {
    return alphanumeric(64);
}

/** A new secret of an API that signs with HS256: 32 characters, as Auth0's. */
export function newSigningSecret(): string {
    return alphanumeric(32);
}

function alphanumeric(length: number): string {
    return Array.from({ length }, () => alphanumerics[randomInt(alphanumerics.length)]).join("");
}
