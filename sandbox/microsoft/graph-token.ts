import { type JWTPayload, errors as jose, jwtVerify } from "jose";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { microsoftGraphNames } from "./seed-microsoft-graph.ts";

/** The claims of the access token in an `Authorization` header; refuses every token that Microsoft Graph would. */
export async function graphTokenOf(directory: Directory, authorization: string | undefined): Promise<JWTPayload> {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) throw errors.emptyToken();
    if (!token.includes(".")) throw errors.malformedToken();
    const { publicKey } = await directory.signingKey.ready();
    const { payload } = await jwtVerify(token, publicKey, {
        audience: microsoftGraphNames,
        currentDate: directory.clock.now(),
    }).catch((error: unknown) => {
        throw refusal(error);
    });
    return payload;
}

/** Whether a token is for an application itself, on behalf of nobody. */
export function isApplicationToken({ idtyp }: JWTPayload): boolean {
    return idtyp === "app";
}

function refusal(error: unknown): Error {
    if (error instanceof jose.JWTExpired) return errors.expiredToken();
    if (error instanceof jose.JWTClaimValidationFailed) return errors.invalidAudience();
    return errors.invalidSignature();
}
