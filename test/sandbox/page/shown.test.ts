import { describe, expect, it } from "vitest";
import { shownBody, shownValue } from "../../../sandbox/page/shown.ts";

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
const token = `${part({ alg: "RS256", kid: "k" })}.${part({ sub: "user", aud: "https://api" })}.c2lnbmF0dXJl`;
const secret = "Zx8~Q.verySecretValueThatNobodyMaySee0123456789";

describe("what is shown of a request", () => {
    it.each([
        ["client_secret", secret, "[client secret]"],
        ["authorization", "Basic Y2xpZW50OnNlY3JldA==", "Basic [client id and secret]"],
        ["authorization", "Bearer opaque-token-of-some-length", "Bearer opaque… (27 characters)"],
        ["refresh_token", "v1.MRefreshTokenOfAuth0", "v1.MRe… (23 characters)"],
        ["code", "0.AbCdEfGhIjKlMnOp", "0.AbCd… (18 characters)"],
        ["something_new", secret, "Zx8~Q.… (47 characters)"],
        ["scope", "openid profile Calendars.Read", "openid profile Calendars.Read"],
        [
            "redirect_uri",
            "https://acme-dev.eu.auth0.com/login/callback",
            "https://acme-dev.eu.auth0.com/login/callback",
        ],
    ])("of %s=%s is %s", (name, value, text) => {
        expect(shownValue(name, value)).toEqual({ name, text });
    });

    it("of a signed token are its claims, and its beginning", () => {
        expect(shownValue("access_token", token)).toEqual({
            name: "access_token",
            text: `${token.slice(0, 12)}… (${token.length} characters)`,
            token: { header: { alg: "RS256", kid: "k" }, claims: { sub: "user", aud: "https://api" } },
        });
    });

    it("of a JSON body are its fields by their paths, each by its own name", () => {
        expect(
            shownBody(
                "application/json; charset=utf-8",
                JSON.stringify({
                    scopes: ["a", "b"],
                    connect_params: { ticket: "1234567890abcdef" },
                    client_secret: "x",
                }),
            ),
        ).toEqual([
            { name: "scopes", text: "a b" },
            { name: "connect_params.ticket", text: "123456… (16 characters)" },
            { name: "client_secret", text: "[client secret]" },
        ]);
    });

    it("of a form are its fields; of a page or an unknown body nothing", () => {
        expect(shownBody("application/x-www-form-urlencoded", "grant_type=a&client_secret=b")).toEqual([
            { name: "grant_type", text: "a" },
            { name: "client_secret", text: "[client secret]" },
        ]);
        expect(shownBody("text/html", "<p>secret</p>")).toEqual([]);
    });
});
