import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectedAccountsScopes } from "../../../../catalogue/auth0.ts";
import { api, domain, myAccount, type SignIn, startSignIn } from "./sign-in-fixture.ts";
import { ada } from "./stub-microsoft.ts";

const day = 24 * 60 * 60 * 1000;
let signIn: SignIn;
beforeAll(async () => {
    signIn = await startSignIn();
    await signIn.auth0.sdk.resourceServers.create({
        identifier: api,
        scopes: [{ value: "read:things" }],
        skip_consent_for_verifiable_first_party_clients: true,
    });
    await signIn.auth0.sdk.resourceServers.create({
        identifier: "https://asking.acme.example",
        scopes: [{ value: "read:things" }],
    });
});
afterEach(() => {
    signIn.auth0.context.clock.set(new Date());
    signIn.auth0.tenant.requiresMfa = false;
});
afterAll(() => signIn.close());

interface Client {
    readonly id: string;
    readonly secret: string;
}

function refresh(client: Client, refresh_token: string, changes: Readonly<Record<string, string>> = {}) {
    const own = { client_id: client.id, client_secret: client.secret };
    return signIn.token({ grant_type: "refresh_token", ...own, refresh_token, ...changes });
}

async function refreshTokenOf(client: Client): Promise<string> {
    return (await signIn.tokens({}, { client })).body.refresh_token;
}

function withPolicies(policies: { audience: string; scope: string[] }[]): Promise<Client> {
    return signIn.addClient({
        refresh_token: { rotation_type: "non-rotating", expiration_type: "non-expiring", policies },
    });
}

const own = { scope: "openid profile email offline_access", expires_in: 86400 };

describe("a refresh", () => {
    it("gives a new access token and a new id token, and keeps the refresh token", async () => {
        const { body } = await refresh(signIn.client, await refreshTokenOf(signIn.client));
        expect(body).toEqual({
            access_token: expect.any(String),
            id_token: expect.any(String),
            token_type: "Bearer",
            ...own,
        });
        expect(decodeJwt(body.id_token)).toMatchObject({ sub: `windowslive|${ada.oid}`, aud: signIn.client.id });
    });

    it("can ask for less, and ignores what there is not", async () => {
        const token = await refreshTokenOf(signIn.client);
        const { body } = await refresh(signIn.client, token, { scope: "openid read:nothing" });
        expect(body.scope).toBe("openid");
    });

    it("is refused for another client, for a token that was made up, and for a user who is gone", async () => {
        const refusal = { error: "invalid_grant", error_description: "Unknown or invalid refresh token." };
        const other = await signIn.addClient();
        const token = await refreshTokenOf(signIn.client);
        expect(await refresh(other, token)).toMatchObject({ status: 403, body: refusal });
        expect(await refresh(signIn.client, "made-up")).toMatchObject({ status: 403, body: refusal });
        signIn.auth0.tenant.users.delete(`windowslive|${ada.oid}`);
        expect(await refresh(signIn.client, token)).toMatchObject({ status: 403, body: refusal });
    });

    it("needs a refresh token", async () => {
        expect((await refresh(signIn.client, "")).body).toEqual({
            error: "invalid_request",
            error_description: "Missing required parameter: refresh_token",
        });
    });

    it("asks for a second factor where the tenant always does", async () => {
        const token = await refreshTokenOf(signIn.client);
        signIn.auth0.tenant.requiresMfa = true;
        const { status, body } = await refresh(signIn.client, token);
        expect([status, body]).toEqual([
            403,
            {
                error: "mfa_required",
                error_description: "Multifactor authentication required",
                mfa_token: expect.any(String),
            },
        ]);
    });
});

describe("multi-resource refresh tokens", () => {
    it("give a token for an API with a policy: of its scopes, those that the policy names", async () => {
        const client = await withPolicies([{ audience: api, scope: ["read:things", "no:such"] }]);
        const { body } = await refresh(client, await refreshTokenOf(client), { audience: api });
        expect(body.scope).toBe("openid profile email read:things");
        expect(decodeJwt(body.access_token).aud).toEqual([api, `https://${domain}/userinfo`]);
    });

    it.each([
        ["an API without a policy", api, ["https://nobody.example"]],
        ["an API that does not exist", "https://nobody.example", ["https://nobody.example"]],
        ["an API that asks for consent", "https://asking.acme.example", ["https://asking.acme.example"]],
        ["the Management API", `https://${domain}/api/v2/`, [`https://${domain}/api/v2/`]],
    ])("give the token of the sign-in instead for %s", async (_what, audience, policies) => {
        const client = await withPolicies(policies.map((one) => ({ audience: one, scope: ["read:things"] })));
        const { status, body } = await refresh(client, await refreshTokenOf(client), { audience });
        expect([status, body]).toMatchObject([200, own]);
    });

    it("need the client's user grant where the API asks for one; the grant says which scopes", async () => {
        const client = await withPolicies([{ audience: myAccount, scope: [...connectedAccountsScopes] }]);
        const token = await refreshTokenOf(client);
        const refused = await refresh(client, token, { audience: myAccount });
        expect([refused.status, refused.body]).toEqual([
            403,
            {
                error: "access_denied",
                error_description: `Client "${client.id}" is not authorized to access resource server "${myAccount}".`,
            },
        ]);

        const { sdk } = signIn.auth0;
        const scope = ["create:me:connected_accounts"];
        const grant = { client_id: client.id, audience: myAccount, subject_type: "user" as const, scope };
        const { id = "" } = await sdk.clientGrants.create(grant);
        const { body } = await refresh(client, token, {
            audience: myAccount,
            scope: connectedAccountsScopes.join(" "),
        });
        expect(body).toMatchObject({ scope: "create:me:connected_accounts", expires_in: 600 });
        await sdk.clientGrants.delete(id);
        expect((await refresh(client, token, { audience: myAccount })).status).toBe(403);
    });
});

describe("a rotating refresh token", () => {
    const rotating = (leeway = 0) =>
        signIn.addClient({
            refresh_token: {
                rotation_type: "rotating",
                expiration_type: "expiring",
                leeway,
                token_lifetime: 30 * 86400,
            },
        });

    it("is exchanged for the next one", async () => {
        const client = await rotating();
        const first = await refreshTokenOf(client);
        const { body } = await refresh(client, first);
        expect(body.refresh_token).not.toBe(first);
        expect((await refresh(client, body.refresh_token)).status).toBe(200);
    });

    it("ends all that came from its sign-in when it is used again", async () => {
        const client = await rotating();
        const first = await refreshTokenOf(client);
        const second = (await refresh(client, first)).body.refresh_token;
        signIn.auth0.context.clock.advance(1000);
        expect((await refresh(client, first)).body.error).toBe("invalid_grant");
        expect((await refresh(client, second)).body.error).toBe("invalid_grant");
    });

    it("can be used again within its leeway", async () => {
        const client = await rotating(10);
        const first = await refreshTokenOf(client);
        await refresh(client, first);
        signIn.auth0.context.clock.advance(9000);
        expect((await refresh(client, first)).status).toBe(200);
        signIn.auth0.context.clock.advance(2000);
        expect((await refresh(client, first)).status).toBe(403);
    });

    it("lives as long as the first one would have", async () => {
        const client = await rotating();
        let token = await refreshTokenOf(client);
        const statuses = [];
        for (let week = 1; week <= 5; week += 1) {
            signIn.auth0.context.clock.advance(7 * day);
            const reply = await refresh(client, token);
            statuses.push(reply.status);
            token = reply.body.refresh_token;
        }
        expect(statuses).toEqual([200, 200, 200, 200, 403]);
    });
});

it("a refresh token that expires ends when it lies unused", async () => {
    const client = await signIn.addClient({
        refresh_token: {
            rotation_type: "non-rotating",
            expiration_type: "expiring",
            token_lifetime: 30 * 86400,
            idle_token_lifetime: 3 * 86400,
            infinite_token_lifetime: false,
            infinite_idle_token_lifetime: false,
        },
    });
    const token = await refreshTokenOf(client);
    signIn.auth0.context.clock.advance(2 * day);
    expect((await refresh(client, token)).status).toBe(200);
    signIn.auth0.context.clock.advance(2 * day);
    expect((await refresh(client, token)).status).toBe(200);
    signIn.auth0.context.clock.advance(3 * day);
    expect((await refresh(client, token)).status).toBe(403);
});

it("200 refresh tokens of one person at one client are kept, the latest", async () => {
    const client = await signIn.addClient();
    const browser = signIn.browser();
    const first = (await signIn.tokens({}, { client, browser })).body.refresh_token;
    const second = (await signIn.tokens({}, { client, browser })).body.refresh_token;
    for (let count = 0; count < 199; count += 1) await signIn.tokens({}, { client, browser });
    expect((await refresh(client, first)).status).toBe(403);
    expect((await refresh(client, second)).status).toBe(200);
});
