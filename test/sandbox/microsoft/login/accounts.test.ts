import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, type Microsoft, startMicrosoft, tenantId } from "../microsoft-fixture.ts";
import { type App, createApp } from "./app.ts";
import { answered, Browser, shown } from "./browser.ts";
import { accounts, fabrikamId, type PersonName } from "./people.ts";

let microsoft: Microsoft;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

type Audience =
    | "AzureADMyOrg"
    | "AzureADMultipleOrgs"
    | "AzureADandPersonalMicrosoftAccount"
    | "PersonalMicrosoftAccount";
type Outcome = "signs in" | `AADSTS${number}`;

describe("who may sign in", () => {
    const apps = new Map<Audience, App>();
    beforeAll(async () => {
        for (const signInAudience of [
            "AzureADMyOrg",
            "AzureADMultipleOrgs",
            "AzureADandPersonalMicrosoftAccount",
            "PersonalMicrosoftAccount",
        ] as const) {
            apps.set(signInAudience, await createApp(microsoft, { signInAudience, displayName: signInAudience }));
        }
    });

    it.each<[Audience, string, PersonName, Outcome]>([
        ["AzureADMyOrg", tenantId, "ada", "signs in"],
        ["AzureADMyOrg", "contoso.onmicrosoft.com", "ada", "signs in"],
        ["AzureADMyOrg", tenantId, "olivia", "AADSTS50020"],
        ["AzureADMyOrg", tenantId, "sam", "AADSTS50020"],
        ["AzureADMyOrg", fabrikamId, "olivia", "AADSTS700016"],
        ["AzureADMyOrg", "common", "ada", "AADSTS50194"],
        ["AzureADMyOrg", "organizations", "ada", "AADSTS50194"],
        ["AzureADMyOrg", "consumers", "sam", "AADSTS9002332"],

        ["AzureADMultipleOrgs", "common", "ada", "signs in"],
        ["AzureADMultipleOrgs", "common", "olivia", "signs in"],
        ["AzureADMultipleOrgs", "organizations", "olivia", "signs in"],
        ["AzureADMultipleOrgs", "fabrikam.example", "olivia", "signs in"],
        ["AzureADMultipleOrgs", "fabrikam.example", "ada", "AADSTS50020"],
        ["AzureADMultipleOrgs", tenantId, "olivia", "AADSTS50020"],
        ["AzureADMultipleOrgs", "common", "sam", "AADSTS50020"],
        ["AzureADMultipleOrgs", "organizations", "sam", "AADSTS50020"],
        ["AzureADMultipleOrgs", "consumers", "sam", "AADSTS9002332"],

        ["AzureADandPersonalMicrosoftAccount", "common", "ada", "signs in"],
        ["AzureADandPersonalMicrosoftAccount", "common", "olivia", "signs in"],
        ["AzureADandPersonalMicrosoftAccount", "common", "sam", "signs in"],
        ["AzureADandPersonalMicrosoftAccount", "consumers", "sam", "signs in"],
        ["AzureADandPersonalMicrosoftAccount", "9188040d-6c67-4c5b-b112-36a304b66dad", "sam", "signs in"],
        ["AzureADandPersonalMicrosoftAccount", "consumers", "ada", "AADSTS500208"],
        ["AzureADandPersonalMicrosoftAccount", "organizations", "sam", "AADSTS50020"],
        ["AzureADandPersonalMicrosoftAccount", tenantId, "sam", "AADSTS50020"],

        ["PersonalMicrosoftAccount", "consumers", "sam", "signs in"],
        ["PersonalMicrosoftAccount", "common", "ada", "AADSTS500208"],
        ["PersonalMicrosoftAccount", "organizations", "ada", "AADSTS9002331"],
        ["PersonalMicrosoftAccount", tenantId, "ada", "AADSTS9002331"],
    ])("%s at %s: %s %s", async (audience, tenant, name, outcome) => {
        const browser = new Browser(microsoft.fetch);
        const scope = "openid offline_access";
        const login_hint = accounts[name].username;
        const reply = await apps.get(audience)?.authorize(browser, { scope, login_hint }, tenant);
        if (reply?.kind === "redirect") expect([outcome, reply.parameters["error"]]).toEqual(["signs in", undefined]);
        else if (outcome === "signs in") expect(reply).toMatchObject({ name: "microsoft-consent" });
        else expect(reply).toMatchObject({ name: "microsoft-error", status: 400, error: outcome });
    });

    it("is said in Microsoft's words, with where the account is from", async () => {
        const app = apps.get("AzureADMultipleOrgs");
        const text = async (name: PersonName, tenant: string) => {
            const browser = new Browser(microsoft.fetch);
            return shown(await browser.pick((await app?.authorize(browser, {}, tenant)) as never, name)).text;
        };
        const rest = `and cannot access the application '${app?.clientId}'(AzureADMultipleOrgs) in that tenant. The account needs to be added as an external user in the tenant first. Sign out and sign in again with a different Azure Active Directory user account.`;
        expect(await text("sam", "common")).toContain(
            `AADSTS50020: User account 'sam@outlook.example' from identity provider 'live.com' does not exist in tenant 'Microsoft Services' ${rest}`,
        );
        expect(await text("olivia", tenantId)).toContain(
            `AADSTS50020: User account 'olivia@fabrikam.example' from identity provider 'https://sts.windows.net/${fabrikamId}/' does not exist in tenant 'contoso.onmicrosoft.com' ${rest}`,
        );
    });

    it("is at common no app for personal accounts only: it is told to say so", async () => {
        const browser = new Browser(microsoft.fetch);
        const login_hint = accounts.sam.username;
        const reply = await apps.get("PersonalMicrosoftAccount")?.authorize(browser, { login_hint });
        const { error, error_description } = answered(reply as never);
        expect(error).toBe("invalid_request");
        expect(error_description).toContain(
            "The request is not valid for the application's 'userAudience' configuration. In order to use /common/ endpoint, the application must not be configured with 'Consumer' as the user audience.",
        );
    });

    it("follows the app registration when it changes", async () => {
        const app = await createApp(microsoft);
        const browser = new Browser(microsoft.fetch);
        shown(await app.authorize(browser, { login_hint: accounts.ada.username }), "microsoft-consent");
        await microsoft.graph("PATCH", `/v1.0/applications/${app.application.id}`, { signInAudience: "AzureADMyOrg" });
        expect(shown(await app.authorize(browser)).error).toBe("AADSTS50194");
    });
});

describe("the directory's service principal", () => {
    let app: App;
    const path = () => `/v1.0/servicePrincipals/${app.servicePrincipal.id}`;
    const asAda = async () => {
        const reply = await app.authorize(new Browser(microsoft.fetch), { login_hint: accounts.ada.username });
        return shown(reply);
    };

    it("that is switched off lets nobody of the directory in", async () => {
        app = await createApp(microsoft);
        const olivia = await app.signIn("olivia", "openid offline_access");
        const ada = await app.signIn("ada");
        await microsoft.graph("PATCH", path(), { accountEnabled: false });
        const page = await asAda();
        expect([page.name, page.error]).toEqual(["microsoft-error", "AADSTS7000112"]);
        expect(page.text).toContain(`AADSTS7000112: Application '${app.clientId}'(Portal) is disabled.`);
        expect((await refresh(ada)).body).toMatchObject({ error: "unauthorized_client", error_codes: [7000112] });
        expect((await refresh(olivia)).status).toBe(200);
    });

    it("that requires assignment lets in who is assigned, once an administrator has consented", async () => {
        app = await createApp(microsoft);
        await microsoft.graph("PATCH", path(), { appRoleAssignmentRequired: true });
        const refused = await asAda();
        expect(refused.error).toBe("AADSTS50105");
        expect(refused.text).toContain(
            `AADSTS50105: Your administrator has configured the application Portal ('${app.clientId}') to block users unless they are specifically granted ('assigned') access to the application. The signed in user 'ada@contoso.onmicrosoft.com' is blocked because they are not a direct member of a group with access, nor had access directly assigned by an administrator. Please contact your administrator to assign access to this application.`,
        );

        await microsoft.graph("POST", `${path()}/appRoleAssignedTo`, {
            principalId: accounts.ada.id,
            resourceId: app.servicePrincipal.id,
            appRoleId: "00000000-0000-0000-0000-000000000000",
        });
        const unapproved = await asAda();
        expect([unapproved.title, unapproved.error]).toEqual(["Need admin approval", "AADSTS90094"]);
    });

    it("that requires assignment stops the refresh tokens of who is no longer assigned", async () => {
        app = await createApp(microsoft);
        const ada = await app.signIn("ada");
        await microsoft.graph("PATCH", path(), { appRoleAssignmentRequired: true });
        expect((await refresh(ada)).body).toMatchObject({ error: "invalid_grant", error_codes: [50105] });
    });

    it("that is missing comes with the consent", async () => {
        app = await createApp(microsoft);
        await microsoft.graph("DELETE", path());
        const browser = new Browser(microsoft.fetch);
        const page = await app.authorize(browser, { login_hint: accounts.ada.username });
        expect(answered(await browser.accept(page))).toMatchObject({ code: expect.any(String) });
        const { body } = await microsoft.graph("GET", `/v1.0/servicePrincipals?$filter=appId eq '${app.clientId}'`);
        expect(body.value).toHaveLength(1);
    });

    async function refresh({ refresh_token }: Answer["body"]): Promise<Answer> {
        return app.token({ grant_type: "refresh_token", refresh_token });
    }
});
