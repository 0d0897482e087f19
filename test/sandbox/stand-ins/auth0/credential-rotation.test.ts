import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { credentialRotation } from "../../../../sandbox/stand-ins/auth0/credential-rotation.ts";
import { keyThumbprint } from "../../../../sandbox/stand-ins/auth0/key-thumbprint.ts";

const old = (id: string, pem: string, more = {}) => ({ id, pem, algorithm: "RS256", keyId: `kid-${id}`, ...more });
const given = (pem: string, more = {}) => ({ pem, algorithm: "RS256", ...more });

describe("credentials that change", () => {
    it("keep one valid where there is room: the new one comes first", () => {
        expect(credentialRotation([old("1", "A")], [given("B")], 1).steps).toEqual([
            { add: given("B") },
            { remove: "1" },
        ]);
    });

    it("stay within the limit: one goes first where it is reached", () => {
        const before = [old("1", "A"), old("2", "B")];

        expect(credentialRotation(before, [given("C"), given("D")], 2).steps).toEqual([
            { remove: "1" },
            { add: given("C") },
            { remove: "2" },
            { add: given("D") },
        ]);
    });

    it("leave those alone that stay", () => {
        const before = [old("1", "A"), old("2", "B")];

        expect(credentialRotation(before, [given("B")], 2)).toEqual({ steps: [{ remove: "1" }], newEnds: [] });
        expect(credentialRotation(before, [given("B"), given("A")], 2)).toEqual({ steps: [], newEnds: [] });
    });

    it("have a new end without being replaced", () => {
        const expiresAt = "2027-01-01T00:00:00.000Z";

        expect(credentialRotation([old("1", "A")], [given("A", { expiresAt })], 1)).toEqual({
            steps: [],
            newEnds: [{ id: "1", expiresAt }],
        });
        expect(credentialRotation([old("1", "A", { expiresAt })], [given("A", { expiresAt })], 1).newEnds).toEqual([]);
    });

    it("are replaced with another algorithm", () => {
        expect(credentialRotation([old("1", "A")], [given("A", { algorithm: "PS256" })], 1).steps).toHaveLength(2);
    });

    it("are known by their key id where the state has lost the key", () => {
        const pem = rsaKey();
        const lost = old("1", "", { keyId: keyThumbprint(pem) });

        expect(credentialRotation([lost], [given(pem)], 1).steps).toEqual([]);
        expect(credentialRotation([lost], [given(rsaKey())], 1).steps).toHaveLength(2);
    });
});

describe("the thumbprint of a key", () => {
    it("is that of RFC 7638", () => {
        // The example key of RFC 7638, 3.1.
        const jwk = {
            kty: "RSA",
            e: "AQAB",
            n: "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw",
        };
        const pem = createPublicKey({ key: jwk, format: "jwk" }).export({ type: "spki", format: "pem" }).toString();

        expect(keyThumbprint(pem)).toBe("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    });

    it("is nothing for what is no RSA key", () => {
        expect(keyThumbprint("no key")).toBeUndefined();
    });
});

function rsaKey(): string {
    const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
    return publicKey.export({ type: "spki", format: "pem" }).toString();
}
