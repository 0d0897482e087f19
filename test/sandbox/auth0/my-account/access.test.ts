import { decodeJwt } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectedAccountsScopes } from "../../../../catalogue/auth0.ts";
import { issueUserToken } from "../../../../sandbox/auth0/authentication/user-tokens.ts";
import { myAccountRoutes } from "../../../../sandbox/auth0/my-account/my-account-service.ts";
import { customDomain, domain, myAccount, type Person, startVault, type Vault } from "../token-vault/vault-fixture.ts";

let vault: Vault;
let person: Person;
beforeAll(async () => {
    vault = await startVault();
    person = await vault.person();
});
afterAll(() => vault.close());

const ask = (authorization: string | undefined, host = domain) =>
    vault.auth0.send(`https://${host}/me/v1/connected-accounts/accounts`, {
        headers: authorization === undefined ? {} : { authorization },
    });
const tokenWith = (changes: { scopes?: readonly string[]; audience?: string; clientId?: string }) =>
    issueUserToken(vault.auth0.tenant, {
        host: domain,
        userId: person.userId,
        clientId: vault.app.id,
        audience: myAccount,
        scopes: [...connectedAccountsScopes],
        lifetime: 600,
        ...changes,
    });
const invalidToken = {
    type: "https://auth0.com/api-errors/A0E-401-0003",
    status: 401,
    title: "Invalid Token",
    detail: "Invalid Token",
};

describe("the My Account API", () => {
    it("takes a token of its own audience, which lives ten minutes", async () => {
        expect((await ask(`Bearer ${person.accessToken}`)).status).toBe(200);
        const { exp = 0, iat = 0, aud } = decodeJwt(person.accessToken);
        expect([exp - iat, aud]).toEqual([600, myAccount]);
        vault.auth0.context.clock.advance(600_000);
        const { status, body } = await ask(`Bearer ${person.accessToken}`);
        vault.auth0.context.clock.advance(-600_000);
        expect([status, body]).toEqual([401, invalidToken]);
    });

    it("is refused without a token", async () => {
        const { status, body } = await ask(undefined);
        expect([status, body]).toEqual([
            401,
            {
                type: "https://auth0.com/api-errors/A0E-401-0001",
                status: 401,
                title: "Unauthorized",
                detail: "Missing or invalid token.",
            },
        ]);
    });

    it.each([
        ["no JWT", async () => "opaque"],
        ["an ID token", async () => person.idToken],
        ["a token for another API", () => tokenWith({ audience: `https://${domain}/api/v2/` })],
        ["a token of an app that is gone", () => tokenWith({ clientId: "gone" })],
        ["an administrator's token", () => vault.auth0.token()],
    ])("is refused with %s", async (_what, token) => {
        const { status, body } = await ask(`Bearer ${await token()}`);
        expect([status, body]).toEqual([401, invalidToken]);
    });

    it.each([
        ["the other domain's token", () => person, customDomain],
        ["the custom domain's token", () => vault.person({ host: customDomain }), domain],
    ])("keeps the domains apart: %s is refused", async (_what, who, host) => {
        const { accessToken } = await who();
        expect(await ask(`Bearer ${accessToken}`, host)).toMatchObject({ status: 401, body: invalidToken });
    });

    it("works on the custom domain by itself", async () => {
        const there = await vault.person({ host: customDomain });
        expect(await ask(`Bearer ${there.accessToken}`, customDomain)).toMatchObject({ status: 200 });
        expect((await vault.connect(there)).user_id).toBe(there.userId);
    });

    it("is not there where it was not activated", async () => {
        const { tenant } = vault.auth0;
        const api = [...tenant.resourceServers.values()].find(({ identifier }) => identifier === myAccount);
        tenant.resourceServers.delete(api?.id ?? "");
        const reply = await ask(`Bearer ${person.accessToken}`);
        if (api !== undefined) tenant.resourceServers.set(api.id, api);
        expect(reply).toMatchObject({
            status: 404,
            body: {
                type: "https://auth0.com/api-errors/A0E-404-0001",
                title: "Not Found",
                detail: expect.stringMatching(/^The requested resource GET \/me\/v1\/.+ was not found\.$/),
            },
        });
    });

    it("says loudly what the sandbox has not", async () => {
        expect(await ask(`DPoP ${person.accessToken}`)).toMatchObject({ status: 501 });
        const factors = await vault.auth0.send(`https://${domain}/me/v1/factors`);
        expect(factors).toMatchObject({
            status: 501,
            body: { message: "the sandbox does not serve GET /me/v1/factors" },
        });
    });

    it.each(myAccountRoutes.map(({ method, path, scope }) => [`${method} ${path}`, scope] as const))(
        "wants the scope that its reference names: %s",
        async (signature, scope) => {
            const [method = "", path = ""] = signature.split(" ");
            const reply = async (scopes: readonly string[]) => {
                const url = `https://${domain}/me/v1${path.replace(":id", "cac_x")}`;
                const authorization = `Bearer ${await tokenWith({ scopes })}`;
                return vault.auth0.send(url, { method, headers: { authorization } });
            };
            const refused = await reply(connectedAccountsScopes.filter((one) => one !== scope));
            expect([refused.status, refused.body]).toEqual([
                403,
                {
                    type: "https://auth0.com/api-errors/A0E-403-0002",
                    status: 403,
                    title: "insufficient_scope",
                    detail: "Token lacks required scope.",
                },
            ]);
            expect([401, 403]).not.toContain((await reply([scope])).status);
        },
    );
});

describe("an app in a browser", () => {
    const origin = "https://spa.example";
    const preflight = () =>
        vault.auth0.send(`https://${domain}/me/v1/connected-accounts/connect`, {
            method: "OPTIONS",
            headers: { origin, "access-control-request-method": "POST" },
        });

    it("is let in from an allowed origin of a client with cross-origin authentication, and else not", async () => {
        expect((await preflight()).headers.get("access-control-allow-origin")).toBeNull();
        const app = await vault.addApp({ allowed_origins: [origin] });
        expect((await preflight()).headers.get("access-control-allow-origin")).toBeNull();
        await vault.auth0.sdk.clients.update(app.id, { cross_origin_authentication: true });

        const { status, headers } = await preflight();
        expect(status).toBe(204);
        expect(headers.get("access-control-allow-origin")).toBe(origin);
        expect(headers.get("access-control-allow-headers")).toBe("Authorization,Auth0-Client,Content-Type,DPoP");
    });

    it("can read refusals too", async () => {
        const reply = await vault.auth0.send(`https://${domain}/me/v1/connected-accounts/accounts`, {
            headers: { origin },
        });
        expect([reply.status, reply.headers.get("access-control-allow-origin")]).toEqual([401, origin]);
    });

    it("is let in from the origin of its callback URL", async () => {
        const app = await vault.addApp({ cross_origin_authentication: true });
        const { headers } = await vault.auth0.send(`https://${domain}/me/v1/connected-accounts/accounts`, {
            headers: { origin: "https://portal.example" },
        });
        await vault.auth0.sdk.clients.delete(app.id);
        expect(headers.get("access-control-allow-origin")).toBe("https://portal.example");
    });
});
