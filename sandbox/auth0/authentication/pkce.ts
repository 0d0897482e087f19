import { createHash, timingSafeEqual } from "node:crypto";

/** A PKCE challenge (RFC 7636). */
export interface CodeChallenge {
    readonly value: string;
    readonly method: "S256" | "plain";
}

/** Both a verifier and a challenge are 43 to 128 unreserved characters. */
export function isWellFormed(text: string): boolean {
    return /^[A-Za-z0-9._~-]{43,128}$/.test(text);
}

/** Whether a verifier is the one that the challenge was made of. */
export function verifies({ value, method }: CodeChallenge, verifier: string): boolean {
    if (!isWellFormed(verifier)) return false;
    const made = method === "plain" ? verifier : createHash("sha256").update(verifier).digest("base64url");
    const [a, b] = [Buffer.from(made), Buffer.from(value)];
    return a.length === b.length && timingSafeEqual(a, b);
}
