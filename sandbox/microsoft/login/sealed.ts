import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * Values in the hands of others that only the maker can read or make: Microsoft's codes and refresh tokens carry what they
 * stand for, so that nothing has to be kept for them.
 */
export class Sealed {
    private readonly key = randomBytes(32);

    /** @param kind told apart when it is opened, and visible in front: `0.` is a code, `1.` a refresh token */
    seal(kind: "0" | "1", value: object): string {
        const iv = randomBytes(12);
        const cipher = createCipheriv("aes-256-gcm", this.key, iv).setAAD(Buffer.from(kind));
        const text = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
        return `${kind}.A${Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url")}`;
    }

    /** What was sealed; undefined for everything else. */
    open(kind: "0" | "1", sealed: string): unknown {
        if (!sealed.startsWith(`${kind}.A`)) return undefined;
        const bytes = Buffer.from(sealed.slice(3), "base64url");
        if (bytes.length < 28) return undefined;
        const decipher = createDecipheriv("aes-256-gcm", this.key, bytes.subarray(0, 12))
            .setAAD(Buffer.from(kind))
            .setAuthTag(bytes.subarray(12, 28));
        try {
            return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString("utf8"));
        } catch {
            // Made by somebody else: the authentication tag is wrong.
            return undefined;
        }
    }
}
