import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { microsoftClient } from "../authentication/stub-microsoft.ts";
import { type Person, requestedScopes, sam, startVault, type Vault } from "./vault-fixture.ts";

let vault: Vault;
let person: Person;
beforeAll(async () => {
    vault = await startVault();
});
beforeEach(async () => {
    person = await vault.person();
});
afterAll(() => vault.close());

const fresh = (changes: object = {}) =>
    Response.json({
        token_type: "Bearer",
        access_token: "fresh-token",
        refresh_token: "next-refresh-token",
        expires_in: 3600,
        scope: "User.Read Calendars.Read",
        ...changes,
    });
const hour = 3600_000;

it("a stored token is given as long as it lives, and Microsoft is not asked", async () => {
    await vault.connect(person);
    const before = vault.microsoft.asked.length;
    vault.auth0.context.clock.advance(3590_000);
    const { body } = await vault.exchange(person);
    expect(body.access_token).toBe("microsoft-access-token");
    expect(body.expires_in).toBeLessThanOrEqual(9);
    expect(vault.microsoft.asked.length).toBe(before);
});

it("after its end it is refreshed with the stored refresh token and the scopes of the beginning", async () => {
    const account = await vault.connect(person);
    vault.auth0.context.clock.advance(hour);
    vault.microsoft.answers.push(fresh());
    const { status, body } = await vault.exchange(person);
    expect([status, body]).toMatchObject([
        200,
        { access_token: "fresh-token", scope: "User.Read Calendars.Read", token_type: "Bearer" },
    ]);
    expect(Object.fromEntries(vault.microsoft.asked.at(-1) ?? [])).toEqual({
        grant_type: "refresh_token",
        refresh_token: "microsoft-refresh-token",
        scope: requestedScopes.join(" "),
        client_id: microsoftClient.id,
        client_secret: microsoftClient.secret,
    });
    expect(account.vault.refreshToken).toBe("next-refresh-token");
});

it("a refresh token is kept where Microsoft gives no new one", async () => {
    const account = await vault.connect(person);
    vault.auth0.context.clock.advance(hour);
    vault.microsoft.answers.push(fresh({ refresh_token: undefined }));
    await vault.exchange(person);
    expect(account.vault.refreshToken).toBe("microsoft-refresh-token");
});

it("exchanges at once share one refresh", async () => {
    await vault.connect(person);
    vault.auth0.context.clock.advance(hour);
    const before = vault.microsoft.asked.length;
    vault.microsoft.answers.push(setTimeout(200).then(() => fresh()));
    const replies = await Promise.all(Array.from({ length: 20 }, () => vault.exchange(person)));
    expect(replies.map(({ body }) => body.access_token)).toEqual(Array.from({ length: 20 }, () => "fresh-token"));
    expect(vault.microsoft.asked.length - before).toBe(1);
});

it("a token that ended without a refresh token cannot be had", async () => {
    await vault.connect(person, { tokens: { refresh_token: undefined } });
    expect(await vault.exchange(person)).toMatchObject({ status: 200 });
    vault.auth0.context.clock.advance(hour);
    const { status, body } = await vault.exchange(person);
    expect([status, body]).toEqual([
        401,
        {
            error: "federated_connection_refresh_token_not_found",
            error_description: "Federated connection Refresh Token not found.",
        },
    ]);
});

it("Microsoft's refusal is told as a failed refresh, and is no end: the next exchange asks again", async () => {
    await vault.connect(person);
    vault.auth0.context.clock.advance(hour);
    vault.microsoft.answers.push(
        Response.json(
            { error: "invalid_grant", error_description: "AADSTS70000: The provided grant has been revoked" },
            { status: 400 },
        ),
    );
    const { status, body } = await vault.exchange(person);
    expect([status, body]).toEqual([
        401,
        {
            error: "federated_connection_refresh_token_flow_failed",
            error_description: "Refresh Token flow for the Federated Connection failed",
        },
    ]);
    expect(vault.auth0.tenant.logs.all.at(-1)).toMatchObject({
        type: "feta",
        details: { failure_reason: "federated_connection_refresh_token_flow_failed" },
    });
    vault.microsoft.answers.push(fresh());
    expect(await vault.exchange(person)).toMatchObject({ status: 200 });
});

it("Microsoft's reason stands in the log, where an operator finds it", async () => {
    await vault.connect(person);
    vault.auth0.context.clock.advance(hour);
    vault.microsoft.answers.push(
        Response.json(
            {
                error: "invalid_client",
                error_description: "AADSTS7000222: The provided client secret keys are expired",
            },
            { status: 401 },
        ),
    );
    await vault.exchange(person);
    expect(vault.auth0.tenant.logs.all.at(-1)?.description).toBe(
        "Refresh Token flow for the Federated Connection failed: AADSTS7000222: The provided client secret keys are expired",
    );
});

it("10,000 exchanges leave nothing behind", { timeout: 60_000 }, async () => {
    const another = await vault.person({ account: sam });
    await vault.connect(another, { account: sam });
    const { tenant, context } = vault.auth0;
    const sizes = () => [
        tenant.issuedSecrets.length,
        tenant.refreshTokens.size,
        tenant.connectedAccounts.size,
        Math.min(tenant.logs.all.length, 500),
    ];
    const body = new URLSearchParams({
        grant_type: "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token",
        client_id: another.app.id,
        client_secret: another.app.secret,
        subject_token: another.refreshToken,
        subject_token_type: "urn:ietf:params:oauth:token-type:refresh_token",
        requested_token_type: "http://auth0.com/oauth/token-type/federated-connection-access-token",
        connection: "windowslive",
    }).toString();
    const once = () =>
        vault.auth0.app.request("https://acme-dev.eu.auth0.com/oauth/token", {
            method: "POST",
            headers: { host: "acme-dev.eu.auth0.com", "content-type": "application/x-www-form-urlencoded" },
            body,
        });
    expect((await once()).status).toBe(200);
    for (let index = 0; index < 600; index += 1) await once();
    const before = sizes();
    for (let index = 0; index < 10_000; index += 1) await once();
    expect(sizes()).toEqual(before);
    expect(context.requests.count("auth0")).toBeGreaterThan(10_000);
});
