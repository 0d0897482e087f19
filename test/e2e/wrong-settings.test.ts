import { describe, expect, it } from "vitest";
import { rehearsedForTest } from "./rehearsed.ts";

describe("settings that are wrong", () => {
    it("are told all at once, before the engine registers anything but the stack itself", async () => {
        const { driver, edit, world } = await rehearsedForTest();
        edit((text) =>
            text
                .replace("Calendars.Read,", "Calendar.Read,")
                .replace("active: a", "active: b")
                .replace("strategy: windowslive", "strategy: windowslive\n      directory: acme.example"),
        );
        const preview = await driver.perform("preview");

        expect(preview.succeeded).toBe(false);
        const told = preview.errors.join("\n");
        expect(told).toContain("connections.microsoft.scopes[5]");
        expect(told).toContain("Calendars.Read");
        expect(told).toContain("connections.microsoft.clientSecret.active");
        expect(told).toContain("connections.microsoft.directory");
        expect(told).not.toContain("    at ");
        expect(preview.changes).toEqual({ create: 1 });
        expect(world.requests.mark()).toBe(0);
    });
});

describe("credentials", () => {
    it("that Auth0 refuses are told in the preview, without the secret", async () => {
        const { driver } = await rehearsedForTest({ environment: { AUTH0_CLIENT_SECRET: "not-the-secret" } });
        const preview = await driver.perform("preview");

        expect(preview.succeeded).toBe(false);
        expect(preview.errors.join("\n")).toMatchInlineSnapshot(`
          "Stack "dev" and its clouds do not fit: 1 problem. Nothing was changed.

          credentials for Auth0
            given:    credentials that were refused (failed to send the request: Get "https://acme-dev.eu.auth0.com/api/v2/tenants/settings": oauth2: "access_denied" "Unauthorized")
            allowed:  domain, client id and secret of a machine-to-machine application of acme-dev.eu.auth0.com
            fix:      set AUTH0_DOMAIN=acme-dev.eu.auth0.com, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or: pulumi config set auth0:domain acme-dev.eu.auth0.com; pulumi config set auth0:clientId <id>; pulumi config set --secret auth0:clientSecret"
        `);
        expect(preview.errors.join("\n")).not.toContain("not-the-secret");
    });

    it("that lack a Management API scope are told in the preview, with the scope", async () => {
        const { driver } = await rehearsedForTest({
            seed: (seed) => ({
                ...seed,
                tenant: {
                    ...seed.tenant,
                    deployer: { ...seed.tenant.deployer, scopes: ["read:clients"] },
                },
            }),
        });
        const preview = await driver.perform("preview");

        expect(preview.errors.join("\n")).toMatchInlineSnapshot(`
          "Stack "dev" and its clouds do not fit: 1 problem. Nothing was changed.

          credentials for Auth0
            given:    a client without the Management API scope read:tenant_settings (403 Forbidden: Insufficient scope, expected any of: read:tenant_settings)
            allowed:  a client of acme-dev.eu.auth0.com with the scopes that the README lists, read:tenant_settings among them
            fix:      grant it read:tenant_settings: Auth0 Dashboard, Applications, APIs, Auth0 Management API, Machine to Machine Applications"
        `);
    });

    it("that Microsoft refuses are told in the preview, without the secret", async () => {
        const { driver } = await rehearsedForTest({ environment: { ARM_CLIENT_SECRET: "not-the-secret" } });
        const preview = await driver.perform("preview");

        expect(preview.succeeded).toBe(false);
        const told = preview.errors.join("\n");
        expect(told).toContain("credentials that were refused");
        expect(told).toContain("AADSTS7000215: Invalid client secret");
        expect(told).toContain(
            "set ARM_TENANT_ID=0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90, ARM_CLIENT_ID and ARM_CLIENT_SECRET",
        );
        expect(preview.errors.join("\n")).not.toContain("not-the-secret");
    });

    it("of another directory than the settings name are told in the preview", async () => {
        const { driver, edit } = await rehearsedForTest();
        edit((text) => text.replace(/tenantId: .*/, "tenantId: 99999999-9999-4999-8999-999999999999"));
        const preview = await driver.perform("preview");

        expect(preview.errors.join("\n")).toMatchInlineSnapshot(`
          "Stack "dev" and its clouds do not fit: 1 problem. Nothing was changed.

          microsoft.tenantId
            given:    "99999999-9999-4999-8999-999999999999", and the credentials are for directory 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90
            allowed:  the directory that the credentials are for
            fix:      use credentials of that directory (ARM_TENANT_ID=99999999-9999-4999-8999-999999999999), or: pulumi config set --path 'microsoft-connection:microsoft.tenantId' 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90"
        `);
    });
});

describe("a custom domain", () => {
    const withDomain = (text: string) =>
        text.replace(
            "domain: acme-dev.eu.auth0.com",
            "domain: acme-dev.eu.auth0.com\n    customDomain: login.acme.example",
        );

    it("that the tenant does not have is told in the preview", async () => {
        const { driver } = await rehearsedForTest({
            edit: withDomain,
            seed: (seed) => ({ ...seed, tenant: { ...seed.tenant, customDomains: [] } }),
        });
        const preview = await driver.perform("preview");

        expect(preview.errors.join("\n")).toMatchInlineSnapshot(`
          "Stack "dev" and its clouds do not fit: 1 problem. Nothing was changed.

          auth0.customDomain
            given:    "login.acme.example", which the tenant does not have
            allowed:  a verified custom domain of acme-dev.eu.auth0.com: it has none
            fix:      add and verify it: Auth0 Dashboard, Branding, Custom Domains"
        `);
    });

    it("that is not verified is told in the preview", async () => {
        const { driver } = await rehearsedForTest({
            edit: withDomain,
            seed: (seed) => ({
                ...seed,
                tenant: {
                    ...seed.tenant,
                    customDomains: [{ domain: "login.acme.example", status: "pending_verification" }],
                },
            }),
        });
        const preview = await driver.perform("preview");

        expect(preview.errors.join("\n")).toMatchInlineSnapshot(`
          "Stack "dev" and its clouds do not fit: 1 problem. Nothing was changed.

          auth0.customDomain
            given:    "login.acme.example", which is not verified (status pending_verification)
            allowed:  a verified custom domain of acme-dev.eu.auth0.com: it has none
            fix:      make the DNS record that Auth0 asks for, then verify it: Auth0 Dashboard, Branding, Custom Domains"
        `);
    });
});
