import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, errors as jose, jwtVerify } from "jose";
import type { Directory } from "../directory.ts";
import { errors } from "../errors.ts";
import { loginErrors } from "../login-errors.ts";
import type { StoredApplication, StoredFederatedCredential } from "../objects.ts";

/**
 * Refuses a client assertion that no federated identity credential of the application trusts (Microsoft Entra, "Workload identity
 * federation"): issuer, subject and audience have to be exactly the credential's, and the signature the issuer's.
 */
export async function verifyAssertion(
    directory: Directory,
    application: StoredApplication,
    assertion: string,
): Promise<void> {
    const claims = claimsOf(assertion);
    if (claims.iss === application.appId) throw errors.notServed("A client assertion signed with a certificate");
    trusted(directory.federatedCredentials.get(application.id) ?? [], claims);
    const keys = directory.issuers.get(claims.iss ?? "");
    if (keys === undefined) throw loginErrors.issuerNotReached();
    await jwtVerify(assertion, createLocalJWKSet(keys), {
        currentDate: directory.clock.now(),
        requiredClaims: ["exp"],
    }).catch((error: unknown) => {
        const isOutOfTime = error instanceof jose.JWTExpired || error instanceof jose.JWTClaimValidationFailed;
        if (isOutOfTime) throw loginErrors.assertionOutOfTime(directory.clock.now(), claims);
        if (!(error instanceof jose.JWKSNoMatchingKey)) throw loginErrors.assertionSignature();
        throw loginErrors.assertionKeyUnknown(decodeProtectedHeader(assertion).kid ?? "", claims.iss ?? "");
    });
}

function claimsOf(assertion: string): JWTPayload {
    try {
        return decodeJwt(assertion);
    } catch {
        throw loginErrors.malformedAssertion();
    }
}

/** What is compared, in the order in which Microsoft tells of it. */
function trusted(credentials: readonly StoredFederatedCredential[], { aud, iss = "", sub = "" }: JWTPayload): void {
    const audience = [aud ?? []].flat();
    const ofIssuer = credentials.filter(({ issuer }) => issuer === iss);
    if (ofIssuer.length === 0) throw loginErrors.untrustedAssertion(700211, "issuer", iss);
    const ofSubject = ofIssuer.filter(({ subject }) => subject === sub);
    if (ofSubject.length === 0) throw loginErrors.untrustedAssertion(700213, "subject", sub);
    if (!ofSubject.some(({ audiences = [] }) => audiences.some((one) => audience.includes(one)))) {
        throw loginErrors.untrustedAssertion(700212, "audience", audience.join(", "));
    }
}
