import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Format, formats, hasFormat, repaired } from "../../../stacks/settings/formats.ts";
import { addresses } from "./addresses.ts";

const all = Object.entries(formats) as [string, Format][];

describe("formats of texts", () => {
    it.each(all)("%s: the example has it", (_, format) => {
        expect(hasFormat(format, format.example)).toBe(true);
    });

    it.each(all)("%s: a repaired text has it, whatever was given", (_, format) => {
        fc.assert(
            fc.property(fc.oneof(fc.string(), addresses), (text) => {
                const repair = repaired(format, text);
                expect(repair === undefined || hasFormat(format, repair)).toBe(true);
            }),
        );
    });

    it.each([
        ["url", "https://portal.acme.example/callback?app=1", true],
        ["url", "http://localhost:3000", true],
        ["url", "http://127.0.0.1:3000/callback", true],
        ["url", "http://[::1]:3000/", true],
        ["url", "http://localhost.acme.example/", false],
        ["url", "http://portal.acme.example", false],
        ["url", "https://portal.acme.example/#top", false],
        ["url", "https://*.acme.example", false],
        ["url", "https://user@acme.example", false],
        ["url", "acme://callback", false],
        ["url", "https://", false],
        ["origin", "https://app.acme.example:8443", true],
        ["origin", "https://app.acme.example:443", false],
        ["origin", "https://app.acme.example/", false],
        ["hostName", "login.acme.example", true],
        ["hostName", "xn--bcher-kva.example", true],
        ["hostName", "localhost", false],
        ["hostName", "127.0.0.1", false],
        ["hostName", "login.acme.example/path", false],
        ["connectionName", "acme-entra", true],
        ["connectionName", "acme--entra", false],
        ["connectionName", "a".repeat(129), false],
        ["logicalName", "acme-2", true],
        ["logicalName", "2-acme", false],
        ["organization", "org_aBcDeFgHiJkLmNoP", true],
        ["organization", "org_acme", false],
        ["clientId", "Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1G", false],
        ["day", "2026-11-02 00:00:00 +0000 UTC", true],
        ["day", "2026-11-02 01:00:00 +0000 UTC", false],
        ["moment", "2027-04-30T00:00:00.000Z", false],
        ["vaultName", "kv--acme", false],
        ["vaultName", "kv-acme-", false],
        ["vaultName", "k".repeat(25), false],
        ["resourceGroup", "rg-identity.", false],
        ["resourceGroup", "Rg_(identity)", true],
        ["ipRange", "203.0.113.0/24", true],
        ["ipRange", "203.0.113.256", false],
        ["ipRange", "203.0.113.0/33", false],
        ["publicKey", '{"kty":"RSA","e":"AQAB"}', false],
    ] as const)("%s: %s is %s", (name, text, isValid) => {
        expect(hasFormat(formats[name], text)).toBe(isValid);
    });
});
