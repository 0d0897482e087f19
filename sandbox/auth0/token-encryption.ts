import { createPublicKey, type KeyObject, X509Certificate } from "node:crypto";
import type { Management } from "auth0";
import { calculateJwkThumbprint } from "jose";
import { errors } from "./errors.ts";

type Given = Management.ResourceServerTokenEncryption | null | undefined;

/** What Auth0 keeps and shows of the key that an API's tokens are encrypted for: its RFC 7638 thumbprint, never the key (recorded). */
export interface KeptTokenEncryption extends Omit<Management.ResourceServerTokenEncryption, "encryption_key"> {
    encryption_key: Omit<Management.ResourceServerTokenEncryptionKey, "pem"> & { thumbprint_sha256: string };
}

/** The settings of a request as Auth0 keeps them. `null` takes them away. */
export async function keptTokenEncryption(given: Given): Promise<KeptTokenEncryption | null | undefined> {
    if (given === null || given === undefined) return given;
    const { pem, ...key } = given.encryption_key;
    const jwk = publicKey(pem).export({ format: "jwk" });
    return { ...given, encryption_key: { ...key, thumbprint_sha256: await calculateJwkThumbprint(jwk) } };
}

function publicKey(pem: string): KeyObject {
    try {
        return pem.includes("BEGIN CERTIFICATE") ? new X509Certificate(pem).publicKey : createPublicKey(pem);
    } catch {
        throw errors.guessed.invalidPem();
    }
}
