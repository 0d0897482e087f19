import { createHash } from "node:crypto";
import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from "jose";

/** The key that signs a directory's tokens. Made at the first token: an RSA key takes longer than the whole service to start. */
export class SigningKey {
    private made: Promise<MadeKey> | undefined;

    /** The key pair, with the public half as the key set lists it. */
    ready(): Promise<MadeKey> {
        this.made ??= make();
        return this.made;
    }
}

export interface MadeKey {
    readonly privateKey: CryptoKey;
    readonly publicKey: CryptoKey;
    readonly kid: string;
    readonly jwk: JWK;
}

async function make(): Promise<MadeKey> {
    const { privateKey, publicKey } = await generateKeyPair("RS256");
    const jwk = await exportJWK(publicKey);
    const kid = createHash("sha1")
        .update(jwk.n ?? "")
        .digest("base64url");
    return { privateKey, publicKey, kid, jwk: { ...jwk, use: "sig", kid } };
}
