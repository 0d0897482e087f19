import { createHash } from "node:crypto";
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from "jose";
import type { Clock } from "../service/clock.ts";
import * as x509 from "../service/x509.ts";

const tenYears = 10 * 365 * 24 * 60 * 60 * 1000;

/** The key that a tenant signs its tokens with. Made at its first use: an RSA key takes longer than the whole service to start. */
export class SigningKey {
    private made: Promise<MadeKey> | undefined;
    private readonly domain: string;
    private readonly clock: Clock;

    constructor(domain: string, clock: Clock) {
        this.domain = domain;
        this.clock = clock;
    }

    ready(): Promise<MadeKey> {
        this.made ??= make(this.domain, this.clock.now());
        return this.made;
    }
}

export interface MadeKey {
    readonly privateKey: CryptoKey;
    readonly publicKey: CryptoKey;
    readonly kid: string;

    /** The public half as the key set lists it. */
    readonly jwk: JWK;

    /** The certificate that Auth0 shows with every client, in PEM, and its subject. */
    readonly certificate: { readonly cert: string; readonly subject: string };
}

async function make(domain: string, now: Date): Promise<MadeKey> {
    const keys = await generateKeyPair("RS256");
    const jwk = await exportJWK(keys.publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
        name: `CN=${domain}`,
        keys,
        signingAlgorithm: { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" },
        notBefore: now,
        notAfter: new Date(now.getTime() + tenYears),
    });
    const der = Buffer.from(certificate.rawData);
    const x5t = createHash("sha1").update(der).digest("base64url");
    return {
        ...keys,
        kid,
        jwk: { ...jwk, alg: "RS256", use: "sig", kid, x5t, x5c: [der.toString("base64")] },
        certificate: { cert: certificate.toString("pem"), subject: `/CN=${domain}` },
    };
}
