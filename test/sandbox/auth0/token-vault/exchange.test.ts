import { createHash } from "node:crypto";
import type { Management } from "auth0";
import { exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenVaultGrantType } from "../../../../catalogue/auth0.ts";
import { type App, customDomain, domain, type Person, sam, startVault, type Vault } from "./vault-fixture.ts";

let vault: Vault;
let person: Person;
beforeAll(async () => {
    vault = await startVault();
    person = await vault.person();
    await vault.connect(person);
});
afterAll(() => vault.close());

const success = {
    access_token: "microsoft-access-token",
    scope: "User.Read",
    expires_in: expect.any(Number),
    issued_token_type: "http://auth0.com/oauth/token-type/federated-connection-access-token",
    token_type: "Bearer",
};
const notFound = {
    error: "federated_connection_refresh_token_not_found",
    error_description: "Federated connection Refresh Token not found.",
};
const change = (app: App, changes: Management.UpdateClientRequestContent) =>
    vault.auth0.sdk.clients.update(app.id, changes);
const lastLog = () => vault.auth0.tenant.logs.all.at(-1);

describe("an exchange", () => {
    it.each([
        ["a form", false],
        ["JSON", true],
    ])("gives Microsoft's token for the app's refresh token, asked in %s", async (_how, json) => {
        const { status, body } = await vault.exchange(person, {}, { json });
        expect([status, body]).toEqual([200, success]);
        expect(body.expires_in).toBeGreaterThan(3500);
        expect(lastLog()).toMatchObject({
            type: "seta",
            client_id: vault.app.id,
            user_id: person.userId,
            connection: "windowslive",
            details: {
                subject_token_type: "urn:ietf:params:oauth:token-type:refresh_token",
                issued_token_type: success.issued_token_type,
                scope: "User.Read",
                expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
                is_privileged_worker: false,
                token_thumbprint: createHash("sha256").update("microsoft-access-token").digest("hex"),
            },
        });
    });

    it("takes HTTP Basic and a signed assertion too", async () => {
        const basic = Buffer.from(`${vault.app.id}:${vault.app.secret}`).toString("base64");
        const { grant_type, ...rest } = { grant_type: tokenVaultGrantType, ...exchangeOf(person) };
        const reply = await vault.auth0.send(`https://${domain}/oauth/token`, {
            method: "POST",
            headers: { authorization: `Basic ${basic}`, "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({ grant_type, ...rest }).toString(),
        });
        expect([reply.status, reply.body]).toEqual([200, success]);

        const app = await vault.addApp();
        const own = await vault.person({ app });
        const keys = await generateKeyPair("RS256");
        const { id: credential = "" } = await vault.auth0.sdk.clients.credentials.create(app.id, {
            credential_type: "public_key",
            pem: await exportSPKI(keys.publicKey),
            alg: "RS256",
        });
        await change(app, {
            client_authentication_methods: { private_key_jwt: { credentials: [{ id: credential }] } },
            token_endpoint_auth_method: null,
        });
        const assertion = await new SignJWT({})
            .setProtectedHeader({ alg: "RS256" })
            .setIssuer(app.id)
            .setSubject(app.id)
            .setAudience(`https://${domain}/`)
            .setExpirationTime("1m")
            .sign(keys.privateKey);
        expect(
            await vault.exchange(own, {
                client_secret: "",
                client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                client_assertion: assertion,
            }),
        ).toMatchObject({ status: 200, body: success });
    });

    it("gives no more and no less for a scope that is asked for", async () => {
        expect(await vault.exchange(person, { scope: "Mail.Read" })).toMatchObject({ status: 200, body: success });
    });

    it("works on the custom domain with that domain's refresh token", async () => {
        const there = await vault.person({ host: customDomain });
        expect(await vault.exchange(there)).toMatchObject({ status: 200, body: success });
    });

    it("gives every app its user's account, whichever app connected it", async () => {
        const elsewhere = await vault.person({ app: await vault.addApp() });
        expect(await vault.exchange(elsewhere)).toMatchObject({ status: 200, body: success });
    });
});

function exchangeOf({ refreshToken }: Person): Record<string, string> {
    return {
        subject_token: refreshToken,
        subject_token_type: "urn:ietf:params:oauth:token-type:refresh_token",
        requested_token_type: success.issued_token_type,
        connection: "windowslive",
    };
}

describe("an exchange is refused", () => {
    it.each(["subject_token", "subject_token_type", "requested_token_type", "connection"])(
        "without %s",
        async (parameter) => {
            const { status, body } = await vault.exchange(person, { [parameter]: "" });
            expect([status, body]).toEqual([
                403,
                { error: "invalid_request", error_description: `Missing required parameter: ${parameter}` },
            ]);
        },
    );

    it.each([
        [
            "the requested type with https",
            { requested_token_type: success.issued_token_type.replace("http:", "https:") },
            [
                400,
                "invalid_request",
                "Unsupported requested_token_type: https://auth0.com/oauth/token-type/federated-connection-access-token",
            ],
        ],
        [
            "a subject type that Auth0 has not",
            { subject_token_type: "urn:ietf:params:oauth:token-type:saml2" },
            [400, "invalid_request", "Unsupported subject_token_type: urn:ietf:params:oauth:token-type:saml2"],
        ],
        [
            "a connection that is not there",
            { connection: "nowhere" },
            [400, "invalid_request", "the connection was not found"],
        ],
        [
            "a made-up refresh token",
            { subject_token: "made-up" },
            [403, "invalid_grant", "Unknown or invalid refresh token."],
        ],
        ["a wrong secret", { client_secret: "wrong" }, [401, "access_denied", "Unauthorized"]],
        ["no secret", { client_secret: "" }, [401, "access_denied", "Unauthorized"]],
    ] as const)("with %s", async (_what, changes, [status, error, error_description]) => {
        const reply = await vault.exchange(person, changes);
        expect([reply.status, reply.body]).toEqual([status, { error, error_description }]);
    });

    it.each<[string, Management.UpdateClientRequestContent, string, Management.UpdateClientRequestContent]>([
        [
            "a client without the grant type",
            { grant_types: ["authorization_code", "refresh_token"] },
            `Grant type '${tokenVaultGrantType}' not allowed for the client.`,
            { grant_types: ["authorization_code", "refresh_token", tokenVaultGrantType] },
        ],
        [
            "a third party's client",
            { is_first_party: false },
            "Token Vault is only available to first-party clients.",
            { is_first_party: true },
        ],
        [
            "a client that is not OIDC conformant",
            { oidc_conformant: false },
            "Token Vault is only available to OIDC conformant clients.",
            { oidc_conformant: true },
        ],
        [
            "a public client",
            { token_endpoint_auth_method: "none" },
            "Token Vault is only available to confidential clients.",
            { token_endpoint_auth_method: "client_secret_post" },
        ],
    ])("to %s", async (_what, broken, error_description, mended) => {
        await change(vault.app, broken);
        const { status, body } = await vault.exchange(person);
        await change(vault.app, mended);
        expect([status, body]).toEqual([403, { error: "unauthorized_client", error_description }]);
        expect(await vault.exchange(person)).toMatchObject({ status: 200 });
    });

    it("to a client that the connection is not enabled for", async () => {
        const link = (status: boolean) =>
            vault.auth0.sdk.connections.clients.update(vault.connectionId, [{ client_id: vault.app.id, status }]);
        await link(false);
        const { status, body } = await vault.exchange(person);
        await link(true);
        expect([status, body]).toEqual([
            403,
            { error: "access_denied", error_description: "The connection is not enabled for the client." },
        ]);
    });

    it("where the connection's purpose is off", async () => {
        const purpose = (active: boolean) =>
            vault.auth0.sdk.connections.update(vault.connectionId, { connected_accounts: { active } });
        await purpose(false);
        const { status, body } = await vault.exchange(person);
        await purpose(true);
        expect([status, body]).toEqual([
            403,
            { error: "access_denied", error_description: "The connection does not support connected accounts." },
        ]);
    });

    it("where every sign-in asks for a second factor", async () => {
        await vault.auth0.sdk.guardian.policies.set(["all-applications"]);
        const { status, body } = await vault.exchange(person);
        await vault.auth0.sdk.guardian.policies.set([]);
        expect([status, body]).toEqual([
            403,
            {
                error: "mfa_required",
                error_description: "Multifactor authentication required",
                mfa_token: expect.any(String),
            },
        ]);
        expect(await vault.exchange(person)).toMatchObject({ status: 200 });
    });

    it("with a rotating refresh token, and after rotation was switched on", async () => {
        const rotating = { rotation_type: "rotating", expiration_type: "expiring" } as const;
        const app = await vault.addApp({ refresh_token: rotating });
        const { body: tokens } = await vault.tokens({}, { client: app });
        const refusal = {
            error: "invalid_grant",
            error_description: "Token Vault does not support refresh tokens of clients with rotation.",
        };
        const own = { ...person, app, refreshToken: tokens.refresh_token };
        expect(await vault.exchange(own)).toMatchObject({ status: 403, body: refusal });

        const later = await vault.addApp();
        const there = await vault.person({ app: later });
        expect(await vault.exchange(there)).toMatchObject({ status: 200 });
        await change(later, { refresh_token: rotating });
        const { status, body } = await vault.exchange(there);
        expect([status, body]).toEqual([403, refusal]);
    });

    it("with another client's refresh token, and with another domain's", async () => {
        const refusal = { error: "invalid_grant", error_description: "Unknown or invalid refresh token." };
        const elsewhere = await vault.person({ app: await vault.addApp() });
        const theirs = await vault.exchange(person, { subject_token: elsewhere.refreshToken });
        expect([theirs.status, theirs.body]).toEqual([403, refusal]);
        const there = await vault.exchange(person, {}, { host: customDomain });
        expect([there.status, there.body]).toEqual([403, refusal]);
    });

    it("to a user without a connected account, which the log explains", async () => {
        const another = await vault.person({ account: sam });
        const { status, body } = await vault.exchange(another);
        expect([status, body]).toEqual([401, notFound]);
        expect(lastLog()).toMatchObject({
            type: "feta",
            description: "Federated connection Refresh Token not found.",
            client_id: vault.app.id,
            user_id: another.userId,
            connection: "windowslive",
            details: {
                subject_token_type: "urn:ietf:params:oauth:token-type:refresh_token",
                failure_reason: "tokenset_not_found",
                is_privileged_worker: false,
            },
        });
    });

    it("after the account was disconnected", async () => {
        const another = await vault.person({ account: sam });
        const { id } = await vault.connect(another, { account: sam });
        expect(await vault.exchange(another)).toMatchObject({ status: 200 });
        await vault.me(another, "DELETE", `/accounts/${id}`);
        expect(await vault.exchange(another)).toMatchObject({ status: 401, body: notFound });
    });
});

describe("of several accounts", () => {
    const accounts = ["first", "second"].map((name) => ({
        oid: `id-of-${name}`,
        name,
        preferred_username: `${name}@acme.example`,
    }));
    let owner: Person;
    beforeAll(async () => {
        owner = await vault.person({ account: sam });
        for (const account of accounts) await vault.connect(owner, { account, tokens: { access_token: account.name } });
    });

    it.each([
        ["the one that is named by what its owner types", "second@acme.example", "second"],
        ["the same, whatever its case", "SECOND@acme.example", "second"],
        ["the one that is named by its id at Microsoft", "id-of-second", "second"],
        ["the one that was connected first, where none is named", "", "first"],
    ])("an exchange gives %s", async (_which, login_hint, token) => {
        expect((await vault.exchange(owner, { login_hint })).body.access_token).toBe(token);
    });

    it("an exchange gives none that is not there", async () => {
        const { status, body } = await vault.exchange(owner, { login_hint: "third@acme.example" });
        expect([status, body]).toEqual([401, notFound]);
    });
});
