import { describe, expect, it } from "vitest";
import { redirectUriProblem } from "../../../sandbox/microsoft/redirect-uri.ts";

const work = { platform: "web", personalAccounts: false } as const;
const personal = { platform: "web", personalAccounts: true } as const;
const long = `https://login.example.com/${"x".repeat(231)}`;

describe("a redirect URI of a web platform", () => {
    it.each([
        "https://login.example.com/login/callback",
        "http://localhost:3000/callback",
        "http://127.0.0.1/callback",
        "urn:ietf:wg:oauth:2.0:oob",
        long.slice(0, 256),
    ])("may be %s", (uri) => {
        expect(redirectUriProblem(uri, personal)).toBeUndefined();
    });

    it.each([
        ["login.example.com/callback", "is not an absolute URI"],
        [long, "is longer than 256 characters"],
        ["https://login.example.com/call(back)", "holds one of ! $ ' ( ) , ; or a blank"],
        ["https://login.example.com/callback#done", "has a fragment"],
        ["http://login.example.com/callback", "must use https unless its host is localhost"],
        ["http://localhost.example.com/callback", "must use https unless its host is localhost"],
        ["ftp://login.example.com/callback", "must use https"],
    ])("may not be %s", (uri, why) => {
        expect(redirectUriProblem(uri, work)).toBe(`redirect URI ${uri} ${why}`);
    });

    it.each([
        ["https://login.example.com/callback?tenant=1", "has a query string, which personal accounts do not allow"],
        ["https://*.example.com/callback", "has a wildcard, which personal accounts do not allow"],
    ])("may be %s for organizations only", (uri, why) => {
        expect(redirectUriProblem(uri, work)).toBeUndefined();
        expect(redirectUriProblem(uri, personal)).toBe(`redirect URI ${uri} ${why}`);
    });
});

it("may have a scheme of its own in an installed app", () => {
    const uri = "com.example.app://callback";
    expect(redirectUriProblem(uri, { ...work, platform: "publicClient" })).toBeUndefined();
    expect(redirectUriProblem(uri, { ...work, platform: "spa" })).toBe(`redirect URI ${uri} must use https`);
});
