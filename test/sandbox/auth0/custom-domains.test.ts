import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auth0, customDomain, domain, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0({
        customDomains: [
            { domain: customDomain, status: "ready" },
            { domain: "soon.acme.com", status: "pending_verification" },
        ],
    });
});
afterAll(() => auth0.close());

const shown = (name: string, status: string, first: boolean) => ({
    custom_domain_id: expect.stringMatching(/^cd_[A-Za-z0-9]{16}$/),
    domain: name,
    primary: first,
    is_default: first,
    status,
    type: "auth0_managed_certs",
    verification: {
        methods: [
            {
                name: "CNAME",
                record: expect.stringMatching(/^acme-dev-cd-[a-z0-9]{16}\.edge\.tenants\.eu\.auth0\.com$/),
                domain: name,
            },
        ],
    },
    tls_policy: "recommended",
    created_at: expect.stringMatching(/Z$/),
});
const both = [shown(customDomain, "ready", true), shown("soon.acme.com", "pending_verification", false)];

describe("custom domains", () => {
    it("come as a bare array, and in an envelope for those who ask for pages or search", async () => {
        expect((await auth0.call("GET", "/custom-domains")).body).toEqual(both);
        expect((await auth0.call("GET", "/custom-domains?take=100")).body).toEqual({ custom_domains: both });
        expect((await auth0.call("GET", "/custom-domains?q=domain%3Alogin%2A&take=100")).body).toEqual({
            custom_domains: both.slice(0, 1),
        });
    });

    it("come one by one, and as the default one", async () => {
        const [first] = (await auth0.call("GET", "/custom-domains")).body;
        expect((await auth0.call("GET", `/custom-domains/${first.custom_domain_id}`)).body).toEqual(first);
        expect((await auth0.call("GET", "/custom-domains/default")).body).toEqual(first);
    });

    it("that are not there are a 404 as recorded", async () => {
        expect(await auth0.call("GET", "/custom-domains/cd_6hxWGEsXvZyIUcoI")).toMatchObject({
            status: 404,
            body: {
                statusCode: 404,
                error: "Not Found",
                message: "The custom domain cd_6hxWGEsXvZyIUcoI does not exist",
                errorCode: "inexistent_custom_domain",
            },
        });
    });

    it("are not searched by what the sandbox does not know", async () => {
        expect(await auth0.call("GET", "/custom-domains?q=status%3Aready")).toMatchObject({
            status: 501,
            body: { message: "the sandbox does not serve custom domains searched by status:ready" },
        });
    });
});

it("shows the tenant's settings, whole and in part", async () => {
    const settings = (await auth0.call("GET", "/tenants/settings")).body;
    expect(settings).toMatchObject({ friendly_name: "acme-dev", session_lifetime: 168, enabled_locales: ["en"] });
    expect(await auth0.sdk.tenants.settings.get()).toEqual(settings);
    expect((await auth0.call("GET", "/tenants/settings?fields=friendly_name")).body).toEqual({
        friendly_name: "acme-dev",
    });
});

it("says of a tenant without custom domains that its default is its own", async () => {
    const alone = await startAuth0();
    expect((await alone.call("GET", "/custom-domains")).body).toEqual([]);
    expect((await alone.call("GET", "/custom-domains?take=100")).body).toEqual({ custom_domains: [] });
    expect((await alone.call("GET", "/custom-domains/default")).body).toEqual({ domain });
    await alone.close();
});
