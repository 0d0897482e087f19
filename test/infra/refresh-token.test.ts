import { describe, expect, it } from "vitest";
import { nonRotating, rotating } from "../../infra/refresh-token.ts";

const policy = (audience: string) => ({
    audience,
    scopes: ["create:me:connected_accounts", "delete:me:connected_accounts", "read:me:connected_accounts"],
});

describe("nonRotating", () => {
    it("lasts for ever unless told otherwise, with a policy per My Account API", () => {
        expect(nonRotating(["https://login.acme.example/me/", "https://acme.eu.auth0.com/me/"])).toEqual({
            rotationType: "non-rotating",
            expirationType: "non-expiring",
            leeway: 0,
            infiniteTokenLifetime: true,
            infiniteIdleTokenLifetime: true,
            policies: [policy("https://login.acme.example/me/"), policy("https://acme.eu.auth0.com/me/")],
        });
    });

    it("ends when told to, in seconds", () => {
        expect(nonRotating([], { lifetimeDays: 90, idleDays: 14 })).toEqual({
            rotationType: "non-rotating",
            expirationType: "expiring",
            leeway: 0,
            infiniteTokenLifetime: false,
            tokenLifetime: 7_776_000,
            infiniteIdleTokenLifetime: false,
            idleTokenLifetime: 1_209_600,
            policies: [],
        });
    });
});

describe("rotating", () => {
    it("always ends", () => {
        expect(rotating(["https://a.example/me/"], { lifetimeDays: 30, idleDays: 15 })).toEqual({
            rotationType: "rotating",
            expirationType: "expiring",
            leeway: 0,
            infiniteTokenLifetime: false,
            tokenLifetime: 2_592_000,
            infiniteIdleTokenLifetime: false,
            idleTokenLifetime: 1_296_000,
            policies: [policy("https://a.example/me/")],
        });
    });
});
