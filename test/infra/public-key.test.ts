import { generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { publicKeyPem } from "../../infra/public-key.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = publicKey.export({ type: "spki", format: "pem" }).toString();
const short = generateKeyPairSync("rsa", { modulusLength: 1024 }).publicKey;
const curve = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey;

describe("the PEM of a public key", () => {
    it.each([
        ["PEM", pem, pem],
        ["PEM between blank lines", `\n${pem}\n`, pem],
        ["JWK", JSON.stringify(publicKey.export({ format: "jwk" })), pem],
        ["private PEM", privateKey.export({ type: "pkcs8", format: "pem" }).toString(), undefined],
        ["private JWK", JSON.stringify(privateKey.export({ format: "jwk" })), undefined],
        ["a short key", short.export({ type: "spki", format: "pem" }).toString(), undefined],
        ["a key of a curve", JSON.stringify(curve.export({ format: "jwk" })), undefined],
        ["no key", "{}", undefined],
        ["no text of a key", "public", undefined],
    ])("of %s", (_, given, expected) => {
        expect(publicKeyPem(given)).toBe(expected);
    });
});
