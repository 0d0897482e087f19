import { errors as joseErrors, jwtVerify, SignJWT } from "jose";
import { errors } from "./errors.ts";
import type { Client, ResourceServer } from "./objects.ts";
import type { Tenant } from "./tenant.ts";

/** An access token for a client itself (client credentials), as Auth0 signs it. The domain that was asked is its issuer. */
export async function issueClientToken(
    tenant: Tenant,
    host: string,
    client: Client,
    api: ResourceServer,
    scopes: readonly string[],
): Promise<string> {
    const { privateKey, kid } = await tenant.signingKey.ready();
    const now = Math.floor(tenant.clock.now().getTime() / 1000);
    const scope = scopes.length === 0 ? {} : { scope: scopes.join(" ") };
    const token = await new SignJWT({ ...scope, gty: "client-credentials", azp: client.client_id })
        .setProtectedHeader({ alg: "RS256", typ: "JWT", kid })
        .setIssuer(issuer(host))
        .setSubject(`${client.client_id}@clients`)
        .setAudience(api.identifier)
        .setIssuedAt(now)
        .setExpirationTime(now + api.token_lifetime)
        .sign(privateKey);
    return tenant.issued.token(token);
}

/** The scopes of a Management API token. A token works only on the domain that issued it; its audience is always the tenant's. */
export async function scopesOf(
    tenant: Tenant,
    host: string,
    authorization: string | undefined,
): Promise<ReadonlySet<string>> {
    if (authorization === undefined) throw errors.missingToken();
    const [scheme, token, ...rest] = authorization.split(" ");
    if (scheme?.toLowerCase() !== "bearer") throw errors.missingToken();
    if (rest.length > 0 || token?.split(".").length !== 3) throw errors.malformedToken();

    const { publicKey } = await tenant.signingKey.ready();
    try {
        const { payload } = await jwtVerify(token, publicKey, {
            algorithms: ["RS256"],
            audience: tenant.managementApi,
            issuer: issuer(host),
            currentDate: tenant.clock.now(),
            requiredClaims: ["exp"],
        });
        const scope = payload["scope"];
        return new Set(typeof scope === "string" ? scope.split(" ") : []);
    } catch (error) {
        throw refusal(error);
    }
}

/** Auth0's issuer for a domain, with its trailing slash. */
export function issuer(host: string): string {
    return `https://${host}/`;
}

function refusal(error: unknown): Error {
    if (error instanceof joseErrors.JWTExpired) return errors.expiredToken();
    if (error instanceof joseErrors.JWSSignatureVerificationFailed) return errors.invalidSignature();
    if (error instanceof joseErrors.JWTClaimValidationFailed && error.claim === "aud") {
        return errors.badAudience([error.payload.aud ?? []].flat().join(","));
    }
    return error instanceof joseErrors.JOSEError ? errors.invalidToken() : (error as Error);
}
