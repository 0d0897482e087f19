import { parse } from "node-html-parser";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenVaultGrantType } from "../../../../catalogue/auth0.ts";
import {
    callbackUrl,
    domain,
    exchangeRequest,
    type Person,
    pkce,
    type Reply,
    startVault,
    type Vault,
} from "../token-vault/vault-fixture.ts";
import { api } from "./sign-in-fixture.ts";

let vault: Vault;
let person: Person;
let worker: { readonly id: string; readonly secret: string };
beforeAll(async () => {
    vault = await startVault();
    person = await vault.person();
    await vault.connect(person);
    const { sdk } = vault.auth0;
    await sdk.resourceServers.create({
        identifier: api,
        scopes: [{ value: "read:things" }, { value: "write:things" }],
        skip_consent_for_verifiable_first_party_clients: true,
    });
    worker = await vault.addClient({ app_type: "non_interactive", grant_types: ["client_credentials"] });
    await sdk.clientGrants.create({ client_id: worker.id, audience: api, scope: ["read:things", "write:things"] });
});
afterAll(() => vault.close());

const notServed = (what: string) => ({
    statusCode: 501,
    error: "Not Implemented",
    message: `the sandbox does not serve ${what}`,
});
const own = () => ({ client_id: vault.app.id, client_secret: vault.app.secret });
const authorizeUrl = (changes: Readonly<Record<string, string>>) =>
    vault.authorizeUrl({ client_id: vault.app.id, connection: "windowslive", ...changes });
const refusalOf = async (changes: Readonly<Record<string, string>>) => {
    const { status, text } = await vault.browser().get(authorizeUrl(changes));
    return [status, JSON.parse(text)];
};

describe("the Authentication API says that it does not serve", () => {
    it.each([
        "POST /oauth/par",
        "POST /oauth/device/code",
        "POST /oauth/introspect",
        "POST /oauth/access_token",
        "POST /oidc/register",
        "POST /bc-authorize",
        "POST /co/authenticate",
        "POST /passwordless/start",
        "POST /mfa/challenge",
        "GET /mfa/authenticators",
        "POST /dbconnections/signup",
        "POST /dbconnections/change_password",
        "GET /login",
        "GET /logout",
        "GET /samlp/metadata/client",
        "GET /oauth/token",
        "PUT /oauth/token",
        "GET /oauth/revoke",
        "PUT /authorize",
        "POST /v2/logout",
        "DELETE /userinfo",
        "GET /.well-known/oauth-authorization-server",
    ])("%s", async (route) => {
        const [method = "", path = ""] = route.split(" ");
        const { status, body } = await vault.auth0.send(`https://${domain}${path}`, { method });
        expect([status, body]).toEqual([501, notServed(route)]);
    });
});

describe("the sign-in", () => {
    it.each([
        "authorization_details",
        "invitation",
        "organization",
        "request",
        "request_uri",
        "requested_connection",
        "session_transfer_token",
    ])("says that it does not serve %s", async (name) => {
        expect(await refusalOf({ [name]: "x" })).toEqual([501, notServed(`the parameter ${name} at /authorize`)]);
    });

    it.each(["token", "id_token", "token id_token", "code id_token", "code token", "code token id_token"])(
        "says that it does not serve the response type %s",
        async (type) => {
            expect(await refusalOf({ response_type: type })).toEqual([501, notServed(`response_type ${type}`)]);
        },
    );

    it("says that it does not answer in a web message", async () => {
        expect(await refusalOf({ response_mode: "web_message", prompt: "none" })).toEqual([
            501,
            notServed("response_mode web_message"),
        ]);
    });

    it("says so as well where the request comes as a form", async () => {
        const [url = "", query = ""] = authorizeUrl({ organization: "x" }).split("?");
        const { status, text } = await vault.browser().post(url, Object.fromEntries(new URLSearchParams(query)));
        expect([status, JSON.parse(text)]).toEqual([501, notServed("the parameter organization at /authorize")]);
    });

    it("shows a stranger's callback URL nothing but the page, whatever is not served besides", async () => {
        const { status, text } = await vault
            .browser()
            .get(authorizeUrl({ redirect_uri: "https://evil.example/", organization: "x" }));
        expect([status, parse(text).querySelector("main")?.getAttribute("data-error")]).toEqual([
            403,
            "unauthorized_client",
        ]);
    });

    it("refuses in a form that posts itself where the app asks for that", async () => {
        const { status, text } = await vault
            .browser()
            .get(authorizeUrl({ response_mode: "form_post", connection: "nothing" }));
        const form = parse(text).querySelector("form");
        expect([status, form?.getAttribute("action")]).toEqual([200, callbackUrl]);
        expect(
            form?.querySelectorAll("input").map((input) => [input.getAttribute("name"), input.getAttribute("value")]),
        ).toEqual([
            ["error", "invalid_request"],
            ["error_description", "the connection was not found"],
            ["state", "s"],
        ]);
    });

    it("goes by audience alone, as the tenant's resource_parameter_profile says, and ignores resource", async () => {
        const { body: settings } = await vault.auth0.call("GET", "/tenants/settings");
        expect(settings.resource_parameter_profile).toBe("audience");
        const { body } = await vault.tokens({ resource: api, scope: "openid read:things" }, { client: vault.app });
        expect(body).toMatchObject({ scope: "openid", expires_in: 86_400 });
    });
});

describe("the token endpoint", () => {
    it.each([
        "password",
        "http://auth0.com/oauth/grant-type/password-realm",
        "http://auth0.com/oauth/grant-type/passwordless/otp",
        "http://auth0.com/oauth/grant-type/mfa-otp",
        "http://auth0.com/oauth/grant-type/mfa-oob",
        "http://auth0.com/oauth/grant-type/mfa-recovery-code",
        "urn:ietf:params:oauth:grant-type:device_code",
        "urn:ietf:params:oauth:grant-type:token-exchange",
        "urn:ietf:params:oauth:grant-type:jwt-bearer",
        "urn:openid:params:grant-type:ciba",
        "urn:okta:params:oauth:grant-type:webauthn",
    ])("says that it does not serve the grant type %s", async (grant_type) => {
        const { status, body } = await vault.token({ ...own(), grant_type, mfa_token: "x" });
        expect([status, body]).toEqual([501, notServed(`grant_type ${grant_type} at POST /oauth/token`)]);
    });

    it("says of a grant type that Auth0 has not either what Auth0 says", async () => {
        const { status, body } = await vault.token({ ...own(), grant_type: "barter" });
        expect([status, body]).toEqual([
            403,
            { error: "unsupported_grant_type", error_description: "Unsupported grant type: barter" },
        ]);
    });

    const requests: Readonly<Record<string, () => Promise<Readonly<Record<string, string>>>>> = {
        authorization_code: async () => ({
            ...own(),
            code: (await vault.signIn({}, { client: vault.app })).get("code") ?? "",
            redirect_uri: callbackUrl,
            code_verifier: pkce.verifier,
        }),
        refresh_token: async () => ({ ...own(), refresh_token: person.refreshToken }),
        client_credentials: async () => ({ client_id: worker.id, client_secret: worker.secret, audience: api }),
        [tokenVaultGrantType]: async () => ({ ...own(), ...exchangeRequest, subject_token: person.refreshToken }),
    };

    it.each(Object.keys(requests))("ignores what Auth0 does not know, for the grant type %s", async (grant_type) => {
        const answer = async (more: Readonly<Record<string, string>>): Promise<Reply> =>
            vault.token({ grant_type, ...(await requests[grant_type]?.()), ...more });
        const [plain, more] = [await answer({}), await answer({ nobody_knows: "1", resource: "https://x.example" })];
        expect([more.status, Object.keys(more.body), more.body.scope]).toEqual([
            200,
            Object.keys(plain.body),
            plain.body.scope,
        ]);
    });

    it.each(Object.keys(requests))(
        "says that it binds no token to a key, for the grant type %s",
        async (grant_type) => {
            const { status, body } = await vault.auth0.send(`https://${domain}/oauth/token`, {
                method: "POST",
                headers: { "content-type": "application/json", dpop: "a.b.c" },
                body: JSON.stringify({ grant_type, ...(await requests[grant_type]?.()) }),
            });
            expect([status, body]).toEqual([501, notServed("the header DPoP at POST /oauth/token")]);
        },
    );

    it("says that it puts no organization into a client's token", async () => {
        const given = { grant_type: "client_credentials", ...(await requests["client_credentials"]?.()) };
        const { status, body } = await vault.token({ ...given, organization: "org_1" });
        expect([status, body]).toEqual([501, notServed("the parameter organization of client_credentials")]);
    });

    it("says that it gives no session transfer token, and keeps the refresh token", async () => {
        const given = { grant_type: "refresh_token", ...(await requests["refresh_token"]?.()) };
        const { status, body } = await vault.token({ ...given, audience: `urn:${domain}:session_transfer` });
        expect([status, body]).toEqual([501, notServed("session transfer tokens")]);
        expect((await vault.token(given)).status).toBe(200);
    });

    it("says that it does not serve the exchange of a privileged worker", async () => {
        const { status, body } = await vault.exchange(person, {
            subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
        });
        expect([status, body]).toEqual([501, notServed("the Token Vault exchange of a privileged worker")]);
    });

    it("gives a client all that its grant says, whatever scopes it asks for", async () => {
        const { body } = await vault.token({
            grant_type: "client_credentials",
            ...(await requests["client_credentials"]?.()),
            scope: "read:things",
        });
        expect(body.scope).toBe("read:things write:things");
    });

    it.each([
        "urn:ietf:params:oauth:token-type:access_token",
        "urn:ietf:params:oauth:token-type:refresh_token",
        "urn:ietf:params:oauth:token-type:id_token",
    ])("exchanges for no token of type %s", async (requested_token_type) => {
        const { status, body } = await vault.exchange(person, { requested_token_type });
        expect([status, body]).toEqual([
            400,
            {
                error: "invalid_request",
                error_description: `Unsupported requested_token_type: ${requested_token_type}`,
            },
        ]);
    });
});

describe("what ends something", () => {
    it("takes a hint of the token's type, which changes nothing", async () => {
        const { body } = await vault.tokens({}, { client: vault.app });
        const { status } = await vault.auth0.send(`https://${domain}/oauth/revoke`, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({
                ...own(),
                token: body.refresh_token,
                token_type_hint: "access_token",
                nobody_knows: "1",
            }).toString(),
        });
        const refreshed = await vault.token({
            grant_type: "refresh_token",
            ...own(),
            refresh_token: body.refresh_token,
        });
        expect([status, refreshed.status, refreshed.body.error]).toEqual([200, 403, "invalid_grant"]);
    });

    it.each(["/v2/logout?federated", "/oidc/logout?federated=1", "/oidc/logout?logout_hint=x"])(
        "is no logout of what nobody serves: %s",
        async (path) => {
            const [route, name] = path.split(/[?=]/);
            const { status, text } = await vault.browser().get(`https://${domain}${path}`);
            expect([status, JSON.parse(text)]).toEqual([501, notServed(`the parameter ${name} at ${route}`)]);
        },
    );

    it("is the logout for a query that nobody knows too", async () => {
        const { status, text } = await vault.browser().get(`https://${domain}/v2/logout?nobody_knows=1`);
        expect([status, parse(text).querySelector("main")?.getAttribute("data-page")]).toEqual([
            200,
            "auth0-signed-out",
        ]);
    });
});

it("userinfo takes no DPoP-bound token", async () => {
    const response = await vault.auth0.fetch(`https://${domain}/userinfo`, {
        headers: { authorization: `DPoP ${(await vault.tokens({}, { client: vault.app })).body.access_token}` },
    });
    expect([response.status, await response.text()]).toEqual([401, "Unauthorized"]);
});
