import { createRequire } from "node:module";
import { AuthClient } from "@auth0/auth0-auth-js";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { callbackUrl, customDomain, domain, type Person, sam, startVault, type Vault } from "./vault-fixture.ts";

// The package's ES modules import each other without extensions, which Node does not take.
const require = createRequire(import.meta.url);
const { TokenVaultAuthorizerBase, getAccessTokenFromTokenVault } = require("@auth0/ai/TokenVault");
const { MemoryStore } = require("@auth0/ai/stores");

let vault: Vault;
beforeAll(async () => {
    vault = await startVault();
});
afterAll(() => vault.close());
afterEach(() => vi.unstubAllGlobals());

describe.each([domain, customDomain])("@auth0/auth0-auth-js on %s", (host) => {
    let person: Person;
    beforeAll(async () => {
        person = await vault.person({ host });
        await vault.connect(person);
        await vault.connect(person, { account: sam, tokens: { access_token: "sam's token" } });
    });
    const client = () =>
        new AuthClient({
            domain: host,
            clientId: vault.app.id,
            clientSecret: vault.app.secret,
            authorizationParams: { redirect_uri: callbackUrl },
            customFetch: vault.auth0.fetch,
        });

    it("exchanges a refresh token, and one account of several by its login hint", async () => {
        const token = await client().getTokenForConnection({
            connection: "windowslive",
            refreshToken: person.refreshToken,
        });
        expect([token.accessToken, token.scope]).toEqual(["microsoft-access-token", "User.Read"]);
        expect(token.refreshToken).toBeUndefined();
        const hinted = await client().getTokenForConnection({
            connection: "windowslive",
            refreshToken: person.refreshToken,
            loginHint: sam.preferred_username,
        });
        expect(hinted.accessToken).toBe("sam's token");
    });

    it("reads why an exchange is refused", async () => {
        const refused = client().getTokenForConnection({
            connection: "windowslive",
            refreshToken: person.refreshToken,
            loginHint: "nobody@acme.example",
        });
        await expect(refused).rejects.toMatchObject({
            code: "token_for_connection_error",
            cause: {
                error: "federated_connection_refresh_token_not_found",
                error_description: "Federated connection Refresh Token not found.",
            },
        });
    });
});

describe("@auth0/ai", () => {
    /** A tool of an agent that may use Microsoft Graph for its user, and answers with the token that it got. */
    const tool = (person: Person, scopes: string[]) => {
        // The package knows no way to be given a fetch.
        vi.stubGlobal("fetch", vault.auth0.fetch);
        const authorizer = new TokenVaultAuthorizerBase(
            { domain, clientId: person.app.id, clientSecret: person.app.secret },
            {
                connection: "windowslive",
                scopes,
                store: new MemoryStore(),
                refreshToken: async () => person.refreshToken,
            },
        );
        return authorizer.protect(
            () => ({ threadID: "thread", toolCallID: "call", toolName: "calendar" }),
            async () => getAccessTokenFromTokenVault(),
        );
    };

    it("exchanges as an agent does", async () => {
        const person = await vault.person();
        await vault.connect(person);
        expect(await tool(person, ["User.Read"])()).toBe("microsoft-access-token");
    });

    it("interrupts for scopes that were not granted, and for an account that is not connected", async () => {
        const person = await vault.person();
        await vault.connect(person);
        await expect(tool(person, ["User.Read", "Mail.Send"])()).rejects.toMatchObject({
            code: "TOKEN_VAULT_ERROR",
            requiredScopes: ["User.Read", "Mail.Send"],
        });
        const nobody = await vault.person({ account: { ...sam, oid: "nobody" } });
        await expect(tool(nobody, ["User.Read"])()).rejects.toMatchObject({
            code: "TOKEN_VAULT_ERROR",
            connection: "windowslive",
        });
    });
});
