import { describe, expect, it } from "vitest";
import { connectionOptions } from "../../infra/connection-options.ts";

const credentials = { clientId: "app", clientSecret: "s3cret" };

describe("options of a windowslive connection", () => {
    it("asks for the scopes that it has options for", () => {
        const scopes = ["openid", "offline_access", "User.Read", "Mail.Send"];
        expect(connectionOptions({ strategy: "windowslive", scopes }, credentials)).toEqual({
            clientId: "app",
            clientSecret: "s3cret",
            strategyVersion: 2,
            setUserRootAttributes: "on_each_login",
            scopes: ["graph_user", "offline_access", "signin"],
        });
    });

    it("writes upstream parameters with Go's escapes, which the provider compares as text", () => {
        const upstreamParams = { domain_hint: { value: "<a&b>" } };
        const options = connectionOptions({ strategy: "windowslive", scopes: [], upstreamParams }, credentials);

        expect(options).toMatchObject({ upstreamParams: '{"domain_hint":{"value":"\\u003ca\\u0026b\\u003e"}}' });
    });

    it("writes upstream parameters as JSON with sorted keys", () => {
        const upstreamParams = { prompt: { value: "select_account" }, login_hint: { alias: "login_hint" } };
        const options = connectionOptions({ strategy: "windowslive", scopes: [], upstreamParams }, credentials);
        expect(options).toMatchObject({
            upstreamParams: '{"login_hint":{"alias":"login_hint"},"prompt":{"value":"select_account"}}',
        });
    });
});

describe("options of a waad connection", () => {
    it("is for one directory, with Auth0's defaults written out", () => {
        const args = { strategy: "waad", scopes: ["openid"], directory: "acme.example" } as const;
        expect(connectionOptions(args, credentials)).toEqual({
            clientId: "app",
            clientSecret: "s3cret",
            strategyVersion: 2,
            setUserRootAttributes: "on_each_login",
            domain: "acme.example",
            tenantDomain: "acme.example",
            domainAliases: [],
            identityApi: "microsoft-identity-platform-v2.0",
            waadProtocol: "openid-connect",
            useWsfed: false,
            waadCommonEndpoint: false,
            userIdAttribute: "oid",
            scopes: ["basic_profile"],
            shouldTrustEmailVerifiedConnection: "never_set_emails_as_verified",
        });
    });

    it("writes everything it is told, lists sorted", () => {
        const options = connectionOptions(
            {
                strategy: "waad",
                scopes: ["openid"],
                commonEndpoint: true,
                domainAliases: ["b.example", "a.example"],
                iconUrl: "https://cdn.example/icon.svg",
                attributes: ["ext_groups", "basic_profile"],
                maxGroups: 50,
                userIdAttribute: "sub",
                emailVerification: "always_set_emails_as_verified",
                syncUserProfile: "on_first_login",
                upstreamParams: { domain_hint: { value: "acme.example" } },
            },
            credentials,
        );
        expect(options).toEqual({
            clientId: "app",
            clientSecret: "s3cret",
            strategyVersion: 2,
            setUserRootAttributes: "on_first_login",
            upstreamParams: '{"domain_hint":{"value":"acme.example"}}',
            iconUrl: "https://cdn.example/icon.svg",
            maxGroupsToRetrieve: "50",
            domainAliases: ["a.example", "b.example"],
            identityApi: "microsoft-identity-platform-v2.0",
            waadProtocol: "openid-connect",
            useWsfed: false,
            waadCommonEndpoint: true,
            userIdAttribute: "sub",
            scopes: ["basic_profile", "ext_groups"],
            shouldTrustEmailVerifiedConnection: "always_set_emails_as_verified",
        });
    });
});
