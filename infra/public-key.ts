import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** Auth0 takes no shorter keys (Auth0, "Configure Private Key JWT Authentication"). */
const fewestBits = 2048;

/**
 * The PEM of a public RSA key that was given as PEM or as a JWK in JSON; nothing for a private key, another kind of key, or a key
 * that is too short.
 */
export function publicKeyPem(text: string): string | undefined {
    const key = keyFrom(text.trim());
    const bits = key?.asymmetricKeyDetails?.modulusLength ?? 0;
    if (key?.asymmetricKeyType !== "rsa" || bits < fewestBits) return undefined;
    return key.export({ type: "spki", format: "pem" }).toString();
}

function keyFrom(text: string): KeyObject | undefined {
    if (text.includes("PRIVATE KEY")) return undefined;
    try {
        if (!text.startsWith("{")) return createPublicKey(text);
        const jwk = JSON.parse(text) as JsonWebKey;
        return jwk.d === undefined ? createPublicKey({ key: jwk, format: "jwk" }) : undefined;
    } catch {
        // Not a key: the caller says what is expected.
        return undefined;
    }
}
