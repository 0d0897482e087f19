import { createHash } from "node:crypto";
import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type App, callback, claims, createApp, grantToAll, graphAppId } from "../login/app.ts";
import { answered, Browser } from "../login/browser.ts";
import { accounts, fabrikamId, type PersonName } from "../login/people.ts";
import { type Answer, type Microsoft, startMicrosoft, tenantId } from "../microsoft-fixture.ts";
import { loginRefusal } from "./login-refusal.ts";

const login = "https://login.microsoftonline.com";
const personalTenantId = "9188040d-6c67-4c5b-b112-36a304b66dad";
const minute = 60 * 1000;
const day = 24 * 60 * minute;
const start = new Date("2026-11-23T08:00:00Z");
let microsoft: Microsoft;
let app: App;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
beforeEach(async () => {
    microsoft.clock.set(start);
    app = await createApp(microsoft);
    await grantToAll(app, "openid profile email offline_access User.Read Calendars.Read Mail.Send");
});
afterAll(() => microsoft.close());

describe("the tokens for a code", () => {
    it("are what was asked for, with Graph's scopes as short as they were asked for", async () => {
        const { body, status } = await app.redeem(await code("ada", "openid profile offline_access User.Read"));
        expect(status).toBe(200);
        expect(body).toEqual({
            token_type: "Bearer",
            scope: "openid profile User.Read email Calendars.Read Mail.Send",
            expires_in: 3599,
            ext_expires_in: 3599,
            access_token: expect.any(String),
            refresh_token: expect.stringMatching(/^1\.A[\w-]+$/),
            id_token: expect.any(String),
        });
        for (const token of [body.access_token, body.refresh_token, body.id_token]) {
            expect(microsoft.directory.issuedSecrets).toContain(token);
        }
    });

    it("write Graph's scopes as URLs where they were asked for as URLs", async () => {
        const scope = "openid https://graph.microsoft.com/User.Read";
        const { body } = await app.redeem(await code("ada", scope));
        expect(body.scope.split(" ")).toEqual([
            "openid",
            "https://graph.microsoft.com/User.Read",
            "profile",
            "email",
            "https://graph.microsoft.com/Calendars.Read",
            "https://graph.microsoft.com/Mail.Send",
        ]);
        expect(claims(body.access_token)["aud"]).toBe("https://graph.microsoft.com");
        expect(claims(body.access_token)["scp"]).toBe("openid User.Read profile email Calendars.Read Mail.Send");
    });

    it("are an access token for Microsoft Graph that says who and for what", async () => {
        const { body } = await app.redeem(await code("ada", "openid User.Read"));
        const keys = createRemoteJWKSet(new URL(`${login}/common/discovery/v2.0/keys`), {
            [customFetch]: microsoft.fetch,
        });
        const { payload } = await jwtVerify(body.access_token, keys, { currentDate: microsoft.clock.now() });
        const iat = start.getTime() / 1000;
        expect(payload).toEqual({
            aud: graphAppId,
            iss: `https://sts.windows.net/${tenantId}/`,
            iat,
            nbf: iat,
            exp: iat + 3599,
            app_displayname: "Portal",
            appid: app.clientId,
            appidacr: "1",
            idtyp: "user",
            name: "Ada",
            oid: accounts.ada.id,
            scp: "openid User.Read profile email Calendars.Read Mail.Send",
            sub: expect.stringMatching(/^[\w-]{43}$/),
            tid: tenantId,
            unique_name: accounts.ada.username,
            upn: accounts.ada.username,
            ver: "1.0",
        });
    });

    it.each<[PersonName, string]>([
        ["ada", tenantId],
        ["olivia", fabrikamId],
        ["sam", personalTenantId],
    ])("are an id token of %s by the issuer of its directory", async (name, tid) => {
        const { id_token } = await app.signIn(name, "openid profile email");
        const keys = createRemoteJWKSet(new URL(`${login}/${tid}/discovery/v2.0/keys`), {
            [customFetch]: microsoft.fetch,
        });
        const issuer = `${login}/${tid}/v2.0`;
        const { payload } = await jwtVerify(id_token, keys, { currentDate: microsoft.clock.now(), issuer });
        const iat = start.getTime() / 1000;
        expect(payload).toEqual({
            aud: app.clientId,
            iss: issuer,
            iat,
            nbf: iat,
            exp: iat + 3599,
            email: accounts[name].username,
            name: accounts[name].displayName,
            nonce: "nonce 1",
            oid: accounts[name].id,
            preferred_username: accounts[name].username,
            sub: expect.stringMatching(/^[\w-]{43}$/),
            tid,
            ver: "2.0",
        });
    });

    it("name the person by another subject at every application", async () => {
        const other = await createApp(microsoft);
        const [first, again, elsewhere] = [
            await app.signIn("sam", "openid"),
            await app.signIn("sam", "openid"),
            await other.signIn("sam", "openid"),
        ].map(({ id_token }) => claims(id_token)["sub"]);
        expect(again).toBe(first);
        expect(elsewhere).not.toBe(first);
    });

    it("tell no more of the person than the scopes ask", async () => {
        const { id_token } = await app.signIn("sam", "openid");
        const told = Object.keys(claims(id_token)).sort();
        expect(told).toEqual(["aud", "exp", "iat", "iss", "nbf", "nonce", "sub", "tid", "ver"]);
    });

    it("hold no id token without openid, and no refresh token without offline_access", async () => {
        const { body } = await app.redeem(await code("ada", "User.Read"));
        expect(Object.keys(body).sort()).toEqual(
            ["access_token", "expires_in", "ext_expires_in", "scope", "token_type"].sort(),
        );
    });

    it("are for personal accounts just what was asked for", async () => {
        await app.signIn("sam", "openid User.Read Calendars.Read");
        const { scope } = await app.signIn("sam", "openid User.Read");
        expect(scope).toBe("openid User.Read");
    });

    it("can be for some of the scopes only", async () => {
        const { scope, ...body } = (
            await app.redeem(await code("sam", "openid User.Read Calendars.Read"), { scope: "Calendars.Read" })
        ).body;
        expect(scope).toBe("openid Calendars.Read");
        expect(body).toHaveProperty("id_token");
    });

    it("come with ids of the account for Microsoft's own libraries, which ask for them", async () => {
        const { body } = await app.redeem(await code("ada", "openid"), { client_info: "1" });
        expect(JSON.parse(Buffer.from(body.client_info, "base64url").toString())).toEqual({
            uid: accounts.ada.id,
            utid: tenantId,
        });
    });

    it.each(["common", "organizations", tenantId, "contoso.onmicrosoft.com"])("are had at %s", async (tenant) => {
        expect((await app.redeem(await code("ada", "openid"), {}, tenant)).status).toBe(200);
    });
});

describe("a code is refused", () => {
    it("that was redeemed before", async () => {
        const once = await code("ada", "openid");
        expect((await app.redeem(once)).status).toBe(200);
        const refused = loginRefusal(
            400,
            "invalid_grant",
            54005,
            "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an existing refresh token.",
        );
        expect(await app.redeem(once)).toEqual(refused);
    });

    it("that is redeemed twice at the same time, once", async () => {
        const once = await code("ada", "openid");
        const replies = await Promise.all([app.redeem(once), app.redeem(once), app.redeem(once)]);
        expect(replies.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    });

    it("after ten minutes", async () => {
        const late = await code("ada", "openid");
        const inTime = await code("ada", "openid");
        microsoft.clock.advance(10 * minute - 1);
        expect((await app.redeem(inTime)).status).toBe(200);
        microsoft.clock.advance(1);
        expect(await app.redeem(late)).toEqual(
            loginRefusal(
                400,
                "invalid_grant",
                70008,
                "The provided authorization code or refresh token has expired due to inactivity. Send a new interactive authorization request for this user and resource.",
            ),
        );
    });

    it.each(["made up", "0.A", "0.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "1.A"])(
        "that is none: %s",
        async (none) => {
            expect(await app.redeem(none)).toEqual(malformed);
        },
    );

    it("that is a refresh token", async () => {
        const { refresh_token } = await app.signIn("ada");
        expect(await app.redeem(refresh_token)).toEqual(malformed);
    });

    it("of another application", async () => {
        const other = await createApp(microsoft);
        const { body, status } = await other.redeem(await code("ada", "openid"));
        expect([status, body.error, body.error_codes]).toEqual([400, "invalid_grant", [700007]]);
    });

    it.each<[string, Record<string, string>, number, string]>([
        [
            "with another redirect URI",
            { redirect_uri: `${callback}/` },
            500112,
            `The reply address '${callback}/' does not match the reply address '${callback}' provided when requesting Authorization code.`,
        ],
        [
            "without a redirect URI",
            { redirect_uri: "" },
            700009,
            "Reply address must be provided when presenting an authorization code requested with an explicit reply address.",
        ],
    ])("%s", async (_, change, number, message) => {
        expect(await app.redeem(await code("ada", "openid"), change)).toEqual(
            loginRefusal(400, "invalid_grant", number, message),
        );
    });

    it.each<[string, Record<string, string>, Answer["body"]]>([
        ["with a wrong secret", { client_secret: "guess" }, { error: "invalid_client", error_codes: [7000215] }],
        ["without a secret", { client_secret: "" }, { error: "invalid_client", error_codes: [7000218] }],
    ])("%s", async (_, change, refused) => {
        const { body, status } = await app.redeem(await code("ada", "openid"), change);
        expect(status).toBe(401);
        expect(body).toMatchObject(refused);
    });

    it("with a secret that has ended, or that Microsoft's login does not know yet", async () => {
        const { id } = app.application;
        const add = async (passwordCredential: object) =>
            (await microsoft.graph("POST", `/v1.0/applications/${id}/addPassword`, { passwordCredential })).body;
        await microsoft.graph("POST", `/v1.0/applications/${id}/removePassword`, {
            keyId: (await microsoft.graph("GET", `/v1.0/applications/${id}`)).body.passwordCredentials[0].keyId,
        });
        const ending = await add({ endDateTime: "2026-11-23T09:00:00Z" });
        microsoft.directory.secretLagMs = 5000;
        const unknown = await app.redeem(await code("ada", "openid"), { client_secret: ending.secretText });
        expect(unknown.body.error_codes).toEqual([7000215]);
        microsoft.directory.secretLagMs = 0;
        microsoft.clock.set(new Date("2026-11-23T09:00:00Z"));
        const ended = await app.redeem(await code("ada", "openid"), { client_secret: ending.secretText });
        expect(ended.body.error_codes).toEqual([7000222]);
    });

    it("at another directory than the person's", async () => {
        const { body, status } = await app.redeem(await code("ada", "openid"), {}, "fabrikam.example");
        expect([status, body.error, body.error_codes]).toEqual([400, "invalid_grant", [700005]]);
    });

    it("for a scope nobody has consented to, and is good for others after that", async () => {
        const once = await code("ada", "openid User.Read");
        const { body } = await app.redeem(once, { scope: "Files.Read" });
        expect(body).toMatchObject({ error: "invalid_grant", error_codes: [65001], suberror: "consent_required" });
        expect((await app.redeem(once, { scope: "User.Read" })).status).toBe(200);
    });

    it("for a scope that Microsoft Graph does not have", async () => {
        expect(await app.redeem(await code("ada", "openid"), { scope: "Nonsense" })).toEqual(
            loginRefusal(
                400,
                "invalid_scope",
                70011,
                "The provided value for the input parameter 'scope' is not valid. The scope Nonsense is not valid.",
            ),
        );
    });
});

describe("a code with a challenge", () => {
    const verifier = "v".repeat(43);
    const challenge = createHash("sha256").update(verifier).digest("base64url");
    const mismatch = loginRefusal(
        400,
        "invalid_grant",
        501481,
        "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
    );

    it.each([
        [{ code_challenge: challenge, code_challenge_method: "S256" }],
        [{ code_challenge: verifier, code_challenge_method: "plain" }],
        [{ code_challenge: verifier }],
    ])("is for who has the verifier, and survives a wrong one: %j", async (asked) => {
        const once = await code("ada", "openid", asked);
        expect(await app.redeem(once)).toEqual(mismatch);
        expect(await app.redeem(once, { code_verifier: "w".repeat(43) })).toEqual(mismatch);
        expect((await app.redeem(once, { code_verifier: verifier })).status).toBe(200);
    });
});

describe("an application without a secret", () => {
    const local = "http://localhost:8400/callback";
    const asPublic = async (): Promise<string> => {
        app = await createApp(microsoft, { publicClient: { redirectUris: [local] } });
        await grantToAll(app, "openid offline_access");
        return code("ada", "openid offline_access", { redirect_uri: local });
    };

    it("redeems codes and refreshes without one", async () => {
        const form = { grant_type: "authorization_code", client_id: "", redirect_uri: local };
        const once = await asPublic();
        const { body, status } = await microsoft.token({ ...form, client_id: app.clientId, code: once }, "common");
        expect(status).toBe(200);
        expect(claims(body.access_token)["appidacr"]).toBe("0");
        const refreshed = await microsoft.token(
            { grant_type: "refresh_token", client_id: app.clientId, refresh_token: body.refresh_token },
            "common",
        );
        expect(refreshed.status).toBe(200);
    });

    it("must not show one", async () => {
        const { body, status } = await app.redeem(await asPublic(), { redirect_uri: local });
        expect([status, body.error, body.error_codes]).toEqual([401, "invalid_client", [700025]]);
    });
});

describe("a refresh token", () => {
    const refresh = (refresh_token: string, change: Record<string, string> = {}, tenant?: string) =>
        app.token({ grant_type: "refresh_token", refresh_token, ...change }, tenant);

    it("brings new tokens, a new refresh token too, and stays good beside it", async () => {
        const first = await app.signIn("ada", "openid profile offline_access User.Read");
        microsoft.clock.advance(2 * 60 * minute);
        const { body, status } = await refresh(first.refresh_token);
        expect(status).toBe(200);
        expect(body).toMatchObject({ scope: first.scope, expires_in: 3599, id_token: expect.any(String) });
        expect(body.refresh_token).not.toBe(first.refresh_token);
        expect(claims(body.id_token)["nonce"]).toBeUndefined();
        expect((await refresh(first.refresh_token)).status).toBe(200);
        expect((await refresh(body.refresh_token)).status).toBe(200);
        const me = await microsoft.graph("GET", "/v1.0/me", undefined, body.access_token);
        expect(me.status).toBe(200);
    });

    it("brings fewer scopes where fewer are asked for", async () => {
        const { refresh_token } = await app.signIn("sam", "openid offline_access User.Read Calendars.Read");
        const { scope, ...body } = (await refresh(refresh_token, { scope: "Calendars.Read" })).body;
        expect(scope).toBe("Calendars.Read");
        expect(body).not.toHaveProperty("id_token");
    });

    it("brings more where more has been consented to since", async () => {
        const { refresh_token } = await app.signIn("sam", "openid offline_access User.Read");
        const asked = { scope: "openid Files.Read" };
        expect((await refresh(refresh_token, asked)).body.error_codes).toEqual([65001]);
        await app.signIn("sam", "openid Files.Read");
        expect((await refresh(refresh_token, asked)).body.scope).toBe("openid Files.Read");
    });

    it("is worth nothing once the consent is withdrawn", async () => {
        const ada = await app.signIn("ada", "openid offline_access Calendars.Read");
        const [grant] = [...microsoft.directory.permissionGrants.values()].filter(
            ({ clientId }) => clientId === app.servicePrincipal.id,
        );
        await microsoft.graph("PATCH", `/v1.0/oauth2PermissionGrants/${grant?.id}`, { scope: "openid User.Read" });
        const message = `The user or administrator has not consented to use the application with ID '${app.clientId}' named 'Portal'. Send an interactive authorization request for this user and resource.`;
        const { status, body } = loginRefusal(400, "invalid_grant", 65001, message);
        expect(await refresh(ada.refresh_token)).toEqual({ status, body: { ...body, suberror: "consent_required" } });
        expect((await refresh(ada.refresh_token, { scope: "User.Read" })).status).toBe(200);
        await microsoft.graph("DELETE", `/v1.0/oauth2PermissionGrants/${grant?.id}`);
        expect((await refresh(ada.refresh_token, { scope: "User.Read" })).body.error_codes).toEqual([65001]);
    });

    it("ends after 90 days without use", async () => {
        const { refresh_token } = await app.signIn("ada");
        microsoft.clock.advance(90 * day - 1);
        const renewed = await refresh(refresh_token);
        expect(renewed.status).toBe(200);
        microsoft.clock.advance(1);
        expect(await refresh(refresh_token)).toEqual(
            loginRefusal(
                400,
                "invalid_grant",
                700082,
                "The refresh token has expired due to inactivity. The token was issued on 2026-11-23T08:00:00.0000000Z and was inactive for 90.00:00:00.",
            ),
        );
        expect((await refresh(renewed.body.refresh_token)).status).toBe(200);
    });

    it("is refused that is none", async () => {
        expect(await refresh("made up")).toEqual(malformed);
        expect(await refresh(await code("ada", "openid"))).toEqual(malformed);
    });

    it("is refused of another application, and with a wrong secret", async () => {
        const { refresh_token } = await app.signIn("ada");
        expect((await refresh(refresh_token, { client_secret: "guess" })).body.error_codes).toEqual([7000215]);
        const other = await createApp(microsoft);
        const { body } = await other.token({ grant_type: "refresh_token", refresh_token });
        expect([body.error, body.error_codes]).toEqual(["invalid_grant", [700007]]);
    });

    it("is refused where the account may no longer sign in", async () => {
        const { refresh_token } = await app.signIn("sam");
        const ofOrganizations = { signInAudience: "AzureADMultipleOrgs" };
        await microsoft.graph("PATCH", `/v1.0/applications/${app.application.id}`, ofOrganizations);
        expect((await refresh(refresh_token)).body).toMatchObject({ error: "invalid_grant", error_codes: [50020] });
    });

    it("is refused once its application is deleted", async () => {
        const { refresh_token } = await app.signIn("ada");
        await microsoft.graph("DELETE", `/v1.0/applications/${app.application.id}`);
        expect((await refresh(refresh_token)).body.error_codes).toEqual([700016]);
    });

    it("is refused at another directory than the person's", async () => {
        const { refresh_token } = await app.signIn("ada");
        expect((await refresh(refresh_token, {}, "fabrikam.example")).body.error_codes).toEqual([700005]);
    });
});

const malformed = loginRefusal(400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");

/** A code for somebody who consents to whatever is asked for. */
async function code(name: PersonName, scope: string, change: Record<string, string> = {}): Promise<string> {
    const browser = new Browser(microsoft.fetch);
    const reply = await app.authorize(browser, { scope, login_hint: accounts[name].username, ...change });
    return String(answered(reply.kind === "page" ? await browser.accept(reply) : reply)["code"]);
}
