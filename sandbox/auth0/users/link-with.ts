import { decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from "jose";
import type { User } from "../people.ts";
import type { Tenant } from "../tenant.ts";
import type { Caller } from "./caller.ts";
import { userErrors } from "./user-errors.ts";

/**
 * The user of the ID token in `link_with`: signed by the tenant's key, issued by the domain that issued the calling token, to the
 * application that the calling token was issued to.
 */
export async function secondaryOfToken(tenant: Tenant, caller: Caller, idToken: string): Promise<User> {
    const claims = await verifiedClaims(tenant, caller, idToken);
    if (![claims.aud].flat().includes(caller.clientId)) throw userErrors.linkWithAudience();
    if (typeof claims.sub !== "string") throw userErrors.linkWithSubject();
    const user = tenant.users.get(claims.sub);
    if (user === undefined) throw userErrors.secondaryNotFound();
    return user;
}

async function verifiedClaims(tenant: Tenant, caller: Caller, idToken: string): Promise<JWTPayload> {
    const { alg, issuer } = unverified(idToken);
    if (alg !== "RS256") throw userErrors.linkWithAlgorithm();
    if (issuer !== caller.issuer) throw userErrors.linkWithIssuer();
    const { publicKey } = await tenant.signingKey.ready();
    const { payload } = await jwtVerify(idToken, publicKey, {
        algorithms: ["RS256"],
        issuer: caller.issuer,
        currentDate: tenant.clock.now(),
        requiredClaims: ["exp"],
    }).catch(() => {
        throw userErrors.invalidLinkWith();
    });
    return payload;
}

function unverified(idToken: string): { alg: string | undefined; issuer: string | undefined } {
    try {
        return { alg: decodeProtectedHeader(idToken).alg, issuer: decodeJwt(idToken).iss };
    } catch {
        throw userErrors.invalidLinkWith();
    }
}
