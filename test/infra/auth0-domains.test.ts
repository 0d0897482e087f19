import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appDomain, callbackUrl, listedDomains, myAccountAudience } from "../../infra/auth0-domains.ts";

const host = fc.domain().filter((domain) => /^[a-z0-9.-]+$/.test(domain));

describe("callbackUrl", () => {
    it("is Auth0's callback under the domain", () => {
        expect(callbackUrl("acme-dev.eu.auth0.com")).toBe("https://acme-dev.eu.auth0.com/login/callback");
    });

    it("is an https URI that parses back, for any host name", () => {
        fc.assert(
            fc.property(host, (domain) => {
                const { protocol, hostname, pathname, search, href } = new URL(callbackUrl(domain));
                expect({ protocol, hostname, pathname, search, href }).toEqual({
                    protocol: "https:",
                    hostname: domain,
                    pathname: "/login/callback",
                    search: "",
                    href: callbackUrl(domain),
                });
            }),
        );
    });

    it.each([
        "https://login.example.com",
        "login.example.com/",
        "login",
        "Login.example.com",
        "login.example.com:8443",
        "",
    ])("refuses %o, which is no bare host name", (domain) => {
        expect(() => callbackUrl(domain)).toThrow(
            new Error(`expected a bare host name such as login.example.com, got "${domain}"`),
        );
    });
});

describe("myAccountAudience", () => {
    it("ends in a slash", () => {
        expect(myAccountAudience("login.acme.example")).toBe("https://login.acme.example/me/");
    });
});

describe("appDomain", () => {
    it("is the custom domain where there is one", () => {
        expect(appDomain({ domain: "acme.eu.auth0.com", customDomain: "login.acme.example" })).toBe(
            "login.acme.example",
        );
        expect(appDomain({ domain: "acme.eu.auth0.com" })).toBe("acme.eu.auth0.com");
    });
});

describe("listedDomains", () => {
    it("has the apps' domain first and each other one once, sorted", () => {
        expect(
            listedDomains({
                domain: "acme.eu.auth0.com",
                customDomain: "login.acme.example",
                cutOverDomains: ["old.acme.example", "acme.eu.auth0.com", "login.acme.example", "old.acme.example"],
            }),
        ).toEqual(["login.acme.example", "acme.eu.auth0.com", "old.acme.example"]);
    });

    it("leaves out the tenant's domain when people see a custom one and nothing is cut over", () => {
        expect(listedDomains({ domain: "acme.eu.auth0.com", customDomain: "login.acme.example" })).toEqual([
            "login.acme.example",
        ]);
    });
});
