import { createHash, createPublicKey } from "node:crypto";

/** RFC 7638 thumbprint of an RSA key or certificate in PEM, which is its key id at Auth0; nothing of anything else. */
export function keyThumbprint(pem: string): string | undefined {
    try {
        const { kty, e, n } = createPublicKey(pem).export({ format: "jwk" });
        if (kty !== "RSA" || e === undefined || n === undefined) return undefined;
        return createHash("sha256").update(JSON.stringify({ e, kty, n })).digest("base64url");
    } catch {
        return undefined;
    }
}
