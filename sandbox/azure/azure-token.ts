import { errors as jose, jwtVerify } from "jose";
import type { Azure } from "./azure.ts";
import type { AzureError } from "./errors.ts";

/** Who calls Azure, as the access token says. */
export interface AzureCaller {
    readonly clientId: string;
    readonly objectId: string;
    readonly issuer: string;
}

/** What each service says of a token that it does not take. */
export interface TokenRefusals {
    readonly missingToken: () => AzureError;
    readonly invalidToken: () => AzureError;
    readonly expiredToken: () => AzureError;
    readonly wrongAudience: () => AzureError;
}

/** The caller behind an `Authorization` header: an application of the subscription's directory, with a token for this service. */
export async function azureCaller(
    { clock, directory }: Azure,
    authorization: string | undefined,
    audience: string[],
    refusals: TokenRefusals,
): Promise<AzureCaller> {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) throw refusals.missingToken();
    const { publicKey } = await directory.signingKey.ready();
    const { payload } = await jwtVerify(token, publicKey, { audience, currentDate: clock.now() }).catch(
        (error: unknown) => {
            if (error instanceof jose.JWTExpired) throw refusals.expiredToken();
            if (error instanceof jose.JWTClaimValidationFailed) throw refusals.wrongAudience();
            throw refusals.invalidToken();
        },
    );
    const objectId = String(payload["oid"]);
    if (payload["tid"] !== directory.tenantId || directory.principal(objectId) === undefined)
        throw refusals.invalidToken();
    return { clientId: String(payload["appid"]), objectId, issuer: String(payload["iss"]) };
}
