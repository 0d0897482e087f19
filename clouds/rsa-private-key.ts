import { createPrivateKey, type KeyObject } from "node:crypto";

/** A private key from PEM, PKCS #8 or PKCS #1, as the providers take it. Fails without quoting it. */
export function rsaPrivateKey(pem: string): KeyObject {
    const key = parsed(pem);
    if (key?.asymmetricKeyType !== "rsa") throw new Error("not an RSA private key in PEM form");
    return key;
}

function parsed(pem: string): KeyObject | undefined {
    try {
        return createPrivateKey(pem);
    } catch {
        return undefined;
    }
}
