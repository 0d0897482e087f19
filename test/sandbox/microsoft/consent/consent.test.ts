import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { microsoftGraphScopes } from "../../../../catalogue/microsoft-graph-scopes.ts";
import type { ConsentPolicy } from "../../../../sandbox/microsoft/account.ts";
import { managedPolicyBlocks } from "../../../../sandbox/microsoft/consent/managed-policy.ts";
import { personalScopes } from "../../../../sandbox/microsoft/consent/personal-scopes.ts";
import { type App, callback, createApp, grantToAll, listed } from "../login/app.ts";
import { answered, Browser, type Redirect, type ShownPage, shown } from "../login/browser.ts";
import { accounts, fabrikamId, type PersonName } from "../login/people.ts";
import { type Microsoft, startMicrosoft, tenantId } from "../microsoft-fixture.ts";

let microsoft: Microsoft;
let app: App;
let browser: Browser;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
beforeEach(async () => {
    microsoft.directory.consentPolicy = "user";
    app = await createApp(microsoft);
    browser = new Browser(microsoft.fetch);
});
afterAll(() => microsoft.close());

it("keeps the catalogue's lists, written down a second time", () => {
    const names = (chosen: "blockedByManagedPolicy" | "personalAccounts") =>
        Object.entries(microsoftGraphScopes).flatMap(([name, scope]) => (scope[chosen] ? [name] : []));
    expect([...managedPolicyBlocks].sort()).toEqual(names("blockedByManagedPolicy").sort());
    expect([...personalScopes].sort()).toEqual(names("personalAccounts").sort());
});

describe("a consent page", () => {
    it("lists what is asked for and not consented to, by name, though the app registration does not list it", async () => {
        const page = shown(
            await ask("ada", "openid offline_access calendars.read https://graph.microsoft.com/Mail.Send"),
        );
        expect([page.name, page.status, page.title]).toEqual(["microsoft-consent", 200, "Permissions requested"]);
        expect(page.scopes).toEqual(["openid", "offline_access", "Calendars.Read", "Mail.Send"]);
        expect(page.text).toContain("Read user calendars Calendars.Read");
        expect(page.text).toContain("Portal would like to:");
        expect(page.text).toContain("ada@contoso.onmicrosoft.com");
        expect(page.buttons).toEqual(["accept", "cancel"]);
        expect(page.hasCheckbox).toBe(false);
        expect(page.action).toBe("/common/consent");

        await browser.accept(page);
        expect(shown(await ask("ada", "openid Calendars.Read Files.Read")).scopes).toEqual(["Files.Read"]);
    });

    it("lists for /.default what the app registration lists, and is content with any consent after that", async () => {
        const { requiredResourceAccess } = listed("User.Read", "Mail.Read") as Record<string, unknown>;
        await microsoft.graph("PATCH", `/v1.0/applications/${app.application.id}`, { requiredResourceAccess });
        const page = shown(await ask("ada", "openid https://graph.microsoft.com/.default"));
        expect(page.scopes).toEqual(["openid", "User.Read", "Mail.Read"]);
        await browser.accept(page);
        await microsoft.graph("PATCH", `/v1.0/applications/${app.application.id}`, listed("User.Read", "Files.Read"));
        expect(answered(await ask("ada", "https://graph.microsoft.com/.default"))).toHaveProperty("code");
    });

    it("sends the person back who declines", async () => {
        const page = shown(await ask("ada", "openid"));
        const { error, error_description, error_subcode, state } = answered(
            await browser.submit(page, { answer: "cancel" }),
        );
        expect({ error, error_subcode, state }).toEqual({
            error: "access_denied",
            error_subcode: "cancel",
            state: "state 1",
        });
        expect(error_description).toMatch(/^AADSTS65004: User declined to consent to access the app\.\r\nTrace ID: /);
        expect(await grants()).toEqual([]);
    });

    it("is answered by nobody but who is signed in in the browser", async () => {
        const page = shown(await ask("ada", "openid"));
        const stranger = new Browser(microsoft.fetch);
        shown(await stranger.accept(page), "microsoft-sign-in");
        const { username, ...rest } = page.hidden;
        shown(
            await browser.submit({ ...page, hidden: rest }, { username: accounts.grace.username, answer: "accept" }),
            "microsoft-sign-in",
        );
        expect(username).toBe(accounts.ada.username);
        expect(await grants()).toEqual([]);
    });

    it("never comes up silently", async () => {
        await browser.accept(await ask("ada", "openid"));
        const { error, error_description } = answered(
            await app.authorize(browser, { scope: "openid User.Read", prompt: "none" }),
        );
        expect(error).toBe("consent_required");
        expect(error_description).toMatch(
            `AADSTS65001: The user or administrator has not consented to use the application with ID '${app.clientId}' named 'Portal'. Send an interactive authorization request for this user and resource.\r\n`,
        );
    });
});

describe("a consent in the directory", () => {
    it("of a user is a grant for that user, and grows", async () => {
        await browser.accept(await ask("ada", "openid User.Read"));
        await browser.accept(await ask("ada", "openid Files.Read"));
        expect(await grants()).toEqual([
            {
                id: expect.any(String),
                clientId: app.servicePrincipal.id,
                consentType: "Principal",
                principalId: accounts.ada.id,
                resourceId: expect.any(String),
                scope: "openid User.Read Files.Read",
            },
        ]);
        expect(shown(await ask("grace", "openid")).name).toBe("microsoft-consent");
    });

    it("of an administrator is for everybody where they say so", async () => {
        const page = shown(await ask("grace", "openid Group.Read.All"));
        expect(page.hasCheckbox).toBe(true);
        await browser.accept(page, { for_organization: "true" });
        expect(await grants()).toMatchObject([
            { consentType: "AllPrincipals", principalId: null, scope: "openid Group.Read.All" },
        ]);
        browser = new Browser(microsoft.fetch);
        expect(answered(await ask("ada", "openid Group.Read.All"))).toHaveProperty("code");
    });

    it("of an administrator alone is for the administrator alone", async () => {
        await browser.accept(await ask("grace", "openid Group.Read.All"));
        expect(await grants()).toMatchObject([{ consentType: "Principal", principalId: accounts.grace.id }]);
    });

    it("is not for everybody because a user says so", async () => {
        await browser.accept(await ask("ada", "openid User.Read"), { for_organization: "true" });
        expect(await grants()).toMatchObject([{ consentType: "Principal", principalId: accounts.ada.id }]);
    });

    it("that a deployment made counts, and counts no more once it is taken back", async () => {
        const grant = await grantToAll(app, "openid profile offline_access User.Read Calendars.Read");
        expect(answered(await ask("ada", "openid profile email offline_access Calendars.Read"))).toHaveProperty("code");
        await microsoft.graph("PATCH", `/v1.0/oauth2PermissionGrants/${grant}`, { scope: "User.Read" });
        expect(shown(await ask("ada", "openid profile offline_access Calendars.Read")).scopes).toEqual([
            "Calendars.Read",
        ]);
        await microsoft.graph("DELETE", `/v1.0/oauth2PermissionGrants/${grant}`);
        expect(shown(await ask("ada", "openid User.Read")).scopes).toEqual(["openid", "User.Read"]);
    });
});

describe("a user cannot consent", () => {
    const byAdministrator =
        "AADSTS90094: Portal needs permission to access resources in your organization that only an admin can grant. Please ask an admin to grant permission to this app before you can use it.";

    it.each<[ConsentPolicy, string, boolean]>([
        ["user", "openid Calendars.Read", true],
        ["user", "openid Group.Read.All", false],
        ["managed", "openid User.Read Mail.Send Files.Read", true],
        ["managed", "openid Calendars.Read", false],
        ["managed", "openid Group.Read.All", false],
        ["none", "openid User.Read", false],
    ])("under policy %s to %s: %s is whether they can", async (policy, scope, can) => {
        microsoft.directory.consentPolicy = policy;
        const page = shown(await ask("ada", scope));
        expect(page.name).toBe(can ? "microsoft-consent" : "microsoft-error");
        expect(page.error).toBe(can ? undefined : "AADSTS90094");
        expect(page.status).toBe(can ? 200 : 403);
        const asAdministrator = shown(await ask("grace", scope, new Browser(microsoft.fetch)));
        expect(asAdministrator.name).toBe("microsoft-consent");
    });

    it("to what the managed policy blocks, and can go back to the application", async () => {
        microsoft.directory.consentPolicy = "managed";
        const page = shown(await ask("ada", "openid Calendars.Read"), "microsoft-error");
        expect(page.title).toBe("Need admin approval");
        expect(page.text).toContain(byAdministrator);
        const { error, error_description } = answered(await browser.submit(page, { answer: "cancel" }));
        expect(error).toBe("access_denied");
        expect(error_description?.startsWith(byAdministrator)).toBe(true);
        const forced = shown(await browser.submit(page, { answer: "accept" }));
        expect([forced.error, await grants()]).toEqual(["AADSTS90094", []]);
    });

    it("to anything where the directory lets nobody", async () => {
        microsoft.directory.consentPolicy = "none";
        expect(shown(await ask("ada", "openid")).text).toContain(
            "AADSTS90094: An administrator of contoso.onmicrosoft.com has set a policy that prevents you from granting Portal the permissions it is requesting. Contact an administrator of contoso.onmicrosoft.com, who can grant permissions to this app on your behalf.",
        );
    });

    it("in another directory, which has the managed policy, to what that blocks", async () => {
        expect(shown(await ask("olivia", "openid Calendars.Read")).error).toBe("AADSTS90094");
        expect(shown(await ask("olivia", "openid User.Read"), "microsoft-consent").scopes).toEqual([
            "openid",
            "User.Read",
        ]);
    });
});

describe("a consent elsewhere", () => {
    it("in another directory makes nothing in this one", async () => {
        expect(answered(await browser.accept(await ask("olivia", "openid User.Read")))).toHaveProperty("code");
        expect(answered(await ask("olivia", "openid User.Read"))).toHaveProperty("code");
        expect(shown(await ask("oscar", "openid User.Read", new Browser(microsoft.fetch))).name).toBe(
            "microsoft-consent",
        );
        expect(await grants()).toEqual([]);
    });

    it("of another directory's administrator is for everybody there", async () => {
        const page = await ask("oscar", "openid Calendars.Read");
        await browser.accept(page, { for_organization: "true" });
        expect(answered(await ask("olivia", "openid Calendars.Read", new Browser(microsoft.fetch)))).toHaveProperty(
            "code",
        );
        shown(await ask("ada", "openid Calendars.Read", new Browser(microsoft.fetch)), "microsoft-consent");
    });

    it("of a personal account is its own affair", async () => {
        microsoft.directory.consentPolicy = "none";
        const page = shown(await ask("sam", "openid Calendars.Read"), "microsoft-consent");
        expect(page.hasCheckbox).toBe(false);
        expect(answered(await browser.accept(page))).toHaveProperty("code");
        expect(answered(await ask("sam", "openid Calendars.Read"))).toHaveProperty("code");
    });
});

describe("an administrator's consent", () => {
    const path = (tenant: string) => `/${tenant}/adminconsent`;
    const request = () => ({ client_id: app.clientId, redirect_uri: callback, state: "s" });

    beforeEach(async () => {
        const listing = listed("User.Read", "Calendars.Read", "Group.Read.All");
        await microsoft.graph("PATCH", `/v1.0/applications/${app.application.id}`, listing);
    });

    it.each([tenantId, "organizations", "common"])("at %s gives the application what it lists", async (tenant) => {
        const picked = await browser.pick(await browser.open(path(tenant), request()), "grace");
        const page = shown(picked, "microsoft-admin-consent");
        expect(page.scopes).toEqual(["User.Read", "Calendars.Read", "Group.Read.All"]);
        expect(page.hasCheckbox).toBe(false);
        expect(page.action).toBe(`/${tenant}/adminconsent`);
        const reply = await browser.accept(page);
        expect(answered(reply)).toEqual({ admin_consent: "True", tenant: tenantId, state: "s" });
        expect(await grants()).toMatchObject([
            { consentType: "AllPrincipals", scope: "User.Read Calendars.Read Group.Read.All" },
        ]);
    });

    it("of another directory lets its people in", async () => {
        const picked = await browser.pick(await browser.open(path("fabrikam.example"), request()), "oscar");
        expect(answered(await browser.accept(picked))).toMatchObject({ tenant: fabrikamId });
        const reply = await ask("olivia", "openid Calendars.Read Group.Read.All", new Browser(microsoft.fetch));
        expect(answered(reply)).toHaveProperty("code");
        expect(await grants()).toEqual([]);
    });

    it("that goes nowhere ends on a page", async () => {
        const { redirect_uri, ...rest } = request();
        const picked = await browser.pick(await browser.open(path(tenantId), rest), "grace");
        const page = shown(await browser.accept(picked), "microsoft-consent-given");
        expect([page.status, page.title]).toEqual([200, "Consent was given"]);
        expect(redirect_uri).toBe(callback);
    });

    it("asks nobody who they are who is signed in", async () => {
        await browser.pick(await browser.open(path(tenantId), request()), "grace");
        shown(await browser.open(path(tenantId), request()), "microsoft-admin-consent");
    });

    it("of the second version names its scopes", async () => {
        const query = { ...request(), scope: "https://graph.microsoft.com/Mail.Send openid" };
        const picked = await browser.pick(await browser.open("/organizations/v2.0/adminconsent", query), "grace");
        expect(shown(picked).scopes).toEqual(["Mail.Send", "openid"]);
        expect(answered(await browser.accept(picked))).toEqual({
            admin_consent: "True",
            tenant: tenantId,
            scope: "https://graph.microsoft.com/Mail.Send openid",
            state: "s",
        });
        expect(await grants()).toMatchObject([{ consentType: "AllPrincipals", scope: "Mail.Send openid" }]);
    });

    it("of the second version to /.default is to what the application lists", async () => {
        const query = { ...request(), scope: "https://graph.microsoft.com/.default" };
        const picked = await browser.pick(await browser.open("/organizations/v2.0/adminconsent", query), "grace");
        expect(shown(picked).scopes).toEqual(["User.Read", "Calendars.Read", "Group.Read.All"]);
    });

    it("gives application permissions too", async () => {
        const role = { id: "df021288-bdef-4463-88db-98f22de89214", type: "Role" };
        await microsoft.graph("PATCH", `/v1.0/applications/${app.application.id}`, {
            requiredResourceAccess: [{ resourceAppId: "00000003-0000-0000-c000-000000000000", resourceAccess: [role] }],
        });
        for (const _ of ["once", "and once more"]) {
            const page = await browser.open(path(tenantId), request());
            await browser.accept(shown(page).name === "microsoft-sign-in" ? await browser.pick(page, "grace") : page);
        }
        const assignments = [...microsoft.directory.appRoleAssignments.values()];
        expect(assignments.filter(({ principalId }) => principalId === app.servicePrincipal.id)).toMatchObject([
            { appRoleId: role.id },
        ]);
    });

    it.each<[string, PersonName, string, number]>([
        [tenantId, "ada", "AADSTS90094", 403],
        [tenantId, "oscar", "AADSTS50020", 400],
        ["organizations", "sam", "AADSTS50020", 400],
    ])("at %s is not %s's to give", async (tenant, name, error, status) => {
        const page = shown(await browser.pick(await browser.open(path(tenant), request()), name), "microsoft-error");
        expect([page.error, page.status]).toEqual([error, status]);
        expect(await grants()).toEqual([]);
    });

    it("is answered by nobody but who is signed in in the browser", async () => {
        const page = shown(await browser.pick(await browser.open(path(tenantId), request()), "grace"));
        shown(await new Browser(microsoft.fetch).accept(page), "microsoft-sign-in");
        expect(await grants()).toEqual([]);
    });

    it("that is declined is told as Microsoft tells it", async () => {
        const picked = shown(await browser.pick(await browser.open(path(tenantId), request()), "grace"));
        const { error, error_description, ...rest } = answered(await browser.submit(picked, { answer: "cancel" }));
        expect(error).toBe("consent_required");
        expect(error_description).toMatch(
            /^AADSTS65004: The resource owner or authorization server denied the request\.\r\nTrace ID: /,
        );
        expect(rest).toEqual({ admin_consent: "True", state: "s" });
    });

    it.each([
        ["/nowhere.example/adminconsent", {}, "AADSTS90002"],
        [`/${tenantId}/adminconsent`, { client_id: undefined }, "AADSTS900144"],
        [`/${tenantId}/adminconsent`, { client_id: fabrikamId }, "AADSTS700016"],
        [`/${tenantId}/adminconsent`, { redirect_uri: `${callback}/` }, "AADSTS50011"],
        [`/${tenantId}/v2.0/adminconsent`, {}, "AADSTS900144"],
        ["/consumers/adminconsent", {}, "AADSTS50020"],
    ])("is not asked for at %s with %j", async (where, change, error) => {
        const reply = await browser.open(where, { ...request(), ...change });
        const page = shown(reply).name === "microsoft-sign-in" ? await browser.pick(reply, "sam") : reply;
        expect(shown(page, "microsoft-error").error).toBe(error);
    });

    it("to a scope that Microsoft Graph does not have is refused", async () => {
        const query = { ...request(), scope: "https://graph.microsoft.com/Nonsense" };
        const { error, error_description } = answered(await browser.open(`/${tenantId}/v2.0/adminconsent`, query));
        expect([error, error_description?.slice(0, 12)]).toEqual(["invalid_client", "AADSTS650053"]);
    });
});

function ask(name: PersonName, scope: string, who: Browser = browser): Promise<ShownPage | Redirect> {
    return app.authorize(who, { scope, login_hint: accounts[name].username });
}

/** The application's permission grants, as Graph shows them. */
async function grants(): Promise<unknown[]> {
    const path = `/v1.0/oauth2PermissionGrants?$filter=clientId eq '${app.servicePrincipal.id}'`;
    return (await microsoft.graph("GET", path)).body.value;
}
