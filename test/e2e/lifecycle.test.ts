import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { made, madeByDev, type Rehearsed, rehearsed } from "./rehearsed.ts";

const dev = {
    stack: "dev",
    made: madeByDev,
    resources: 14,
    update: (text: string) => text.replace("appName: Acme (development)", "appName: Acme for developers"),
    updated: { update: 1 },
};
const prod = {
    stack: "prod",
    made: [
        "API Auth0 My Account API",
        "API Planner API",
        "app registration Acme Login",
        "app registration Acme for customers",
        "client Acme Planner",
        "client Acme Portal",
        "client Planner API (token exchange)",
        "client grant Acme Planner on https://login.acme.example/me/",
        "client grant Acme Portal on https://login.acme.example/me/",
        "client grant reports on https://login.acme.example/me/",
        "client secret slot a, issued 2026-08-03",
        "client secret slot a, issued 2026-11-02",
        "client secret slot b, issued 2026-11-02",
        "connection acme-entra",
        "connection customers-entra",
        "delegated permission grant Acme Login to Microsoft Graph",
        "delegated permission grant Acme for customers to Microsoft Graph",
        "service principal Acme Login",
        "service principal Acme for customers",
    ],
    resources: 37,
    update: (text: string) =>
        text.replace(
            "scopes: [openid, profile, email, offline_access, User.Read, Calendars.Read]",
            "scopes: [openid, profile, email, offline_access, User.Read, Calendars.Read, Files.Read]",
        ),
    updated: { update: 2 },
};

describe.each([dev, prod])("the $stack stack", ({ stack, resources, update, updated, ...expected }) => {
    let run: Rehearsed;

    beforeAll(async () => {
        run = await rehearsed({ stack });
    });
    afterAll(() => run.close());

    it("is deployed by one up, after a preview that announces the same", async () => {
        const preview = await run.driver.perform("preview");
        const up = await run.driver.perform("up");

        expect(preview).toMatchObject({ succeeded: true, errors: [], changes: { create: resources } });
        expect(up).toMatchObject({ succeeded: true, errors: [], changes: { create: resources } });
        expect(made(run.world)).toEqual(expected.made);
    });

    it("shows no changes in a second preview and in a refresh", async () => {
        const preview = await run.driver.perform("preview");
        const refresh = await run.driver.perform("refresh");
        const afterwards = await run.driver.perform("preview");

        expect(preview).toMatchObject({ succeeded: true, changes: { same: resources } });
        expect(refresh).toMatchObject({ succeeded: true, changes: { same: resources } });
        expect(afterwards).toMatchObject({ succeeded: true, changes: { same: resources } });
    });

    it("changes only what a changed setting says", async () => {
        run.edit(update);
        const up = await run.driver.perform("up");

        expect(up.errors).toEqual([]);
        expect(up.changes).toMatchObject(updated);
        expect(up.changes).not.toHaveProperty("replace");
    });

    it("gives no secret away: not in print, not on disk, not in an output that is not marked secret", async () => {
        const { outputs = {} } = await run.driver.perform("outputs");
        const open = Object.values(outputs).filter(({ secret }) => !secret);
        const texts = [run.printed(), JSON.stringify(open), ...run.written()];
        const secrets = [...run.world.tenant.issuedSecrets, ...run.world.directory.issuedSecrets];

        expect(secrets.length).toBeGreaterThan(3);
        expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
        expect(outputs["clientSecrets"]?.secret).toBe(true);
    });

    it("asks nobody outside the sandbox", () => {
        expect(run.world.refused.filter((name) => name !== "cdn.auth0.com:443")).toEqual([]);
    });

    it("is not destroyed while resources are protected, not even by halves", async () => {
        const before = made(run.world);
        const refused = await run.driver.perform("previewDestroy");

        expect(refused.succeeded).toBe(false);
        expect(refused.errors.join("\n")).toContain("because it is protected");
        expect(made(run.world)).toEqual(before);
    });

    it("is destroyed once the protection is lifted, and leaves the My Account API", async () => {
        expect(await run.driver.perform("unprotect")).toMatchObject({ succeeded: true });
        const destroyed = await run.driver.perform("destroy");

        expect(destroyed).toMatchObject({ succeeded: true, errors: [], changes: { delete: resources } });
        expect(made(run.world)).toEqual(["API Auth0 My Account API"]);
    });
});
