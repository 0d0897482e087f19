import { describe, expect, it } from "vitest";
import { auth0Api } from "../../../../sandbox/stand-ins/auth0/auth0-api.ts";
import { segment } from "../../../../sandbox/stand-ins/auth0/management-client.ts";
import { Patience } from "../../../../sandbox/stand-ins/patience.ts";

const environment = { AUTH0_DOMAIN: "acme.eu.auth0.com", AUTH0_CLIENT_ID: "id", AUTH0_CLIENT_SECRET: "secret" };

describe("the auth0 stand-in's settings", () => {
    it("are the stack's before the environment's, the domain without its scheme", () => {
        const { management } = auth0Api({ domain: "https://other.eu.auth0.com/" }, environment, new Patience());

        expect(management.domain).toBe("other.eu.auth0.com");
    });

    it.each([
        [{}, "Missing environment variables: AUTH0_DOMAIN is required."],
        [{ AUTH0_DOMAIN: "d", AUTH0_CLIENT_ID: "id" }, "'AUTH0_CLIENT_SECRET' must also be specified."],
        [{ ...environment, AUTH0_DOMAIN: "" }, "The 'AUTH0_DOMAIN' must be specified along with 'AUTH0_CLIENT_ID'"],
        [{ AUTH0_API_TOKEN: "token" }, "The 'AUTH0_DOMAIN' must be specified along with 'AUTH0_API_TOKEN'."],
    ])("%j are not enough: %s", (given, message) => {
        expect(() => auth0Api({}, given, new Patience())).toThrow(message);
    });
});

it.each([
    ["https://api.example/x", "https:%2F%2Fapi.example%2Fx"],
    ["auth0|abc d", "auth0%7Cabc%20d"],
    ["a@b&c=d+e$f", "a@b&c=d+e$f"],
])("a segment of a path is escaped as Go does: %s", (text, escaped) => {
    expect(segment(text)).toBe(escaped);
});
