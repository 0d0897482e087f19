import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { myAccountRoutes } from "../../../../sandbox/auth0/my-account/my-account-service.ts";
import {
    callbackUrl,
    connectRequest,
    domain,
    type Person,
    pkce,
    startVault,
    type Vault,
} from "../token-vault/vault-fixture.ts";

let vault: Vault;
let person: Person;
beforeAll(async () => {
    vault = await startVault();
    person = await vault.person();
});
afterAll(() => vault.close());

const signatures = myAccountRoutes.map(({ method, path }) => ({ method, path }));
const completeRequest = {
    auth_session: "session",
    connect_code: "code",
    redirect_uri: callbackUrl,
    code_verifier: pkce.verifier,
};

/** A refusal of one value, as Auth0's reference has it. */
const invalid = (error: object) => ({
    type: "https://auth0.com/api-errors/A0E-400-0003",
    status: 400,
    title: "validation_error",
    detail: "Invalid request.",
    validation_errors: [error],
});

function ask(method: string, path: string, body?: unknown) {
    return vault.auth0.send(`https://${domain}${path}`, {
        method,
        headers: { authorization: `Bearer ${person.accessToken}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

describe("a query", () => {
    it.each(signatures)("of $method $path has no parameter that nobody knows", async ({ method, path }) => {
        const { status, body } = await ask(method, `/me/v1${path.replace(":id", "cac_x")}?nobody_knows=1`);
        const error = { detail: "Additional properties not allowed", field: "nobody_knows", source: "query" };
        expect([status, body]).toEqual([400, invalid(error)]);
    });

    it.each(["page", "per_page", "include_totals", "sort", "fields", "q"])(
        "of the accounts has none of the Management API's %s",
        async (field) => {
            const { status, body } = await vault.me(person, "GET", `/accounts?${field}=1`);
            const error = { detail: "Additional properties not allowed", field, source: "query" };
            expect([status, body]).toEqual([400, invalid(error)]);
        },
    );

    it("of the connections is not narrowed by one, as that of the accounts is", async () => {
        const { status, body } = await vault.me(person, "GET", "/connections?connection=windowslive");
        const error = { detail: "Additional properties not allowed", field: "connection", source: "query" };
        expect([status, body]).toEqual([400, invalid(error)]);
    });
});

describe("a body", () => {
    it.each([
        ["/connect", { ...connectRequest, nobody_knows: 1 }, ""],
        ["/connect", { ...connectRequest, authorization_params: { nobody_knows: 1 } }, "/authorization_params"],
        ["/complete", { ...completeRequest, nobody_knows: 1 }, ""],
    ])("of %s has no key that the reference lacks: %o", async (path, given, pointer) => {
        const { status, body } = await vault.me(person, "POST", path, given);
        const error = { detail: 'Unrecognized key: "nobody_knows"', pointer, source: "body" };
        expect([status, body]).toEqual([400, invalid(error)]);
    });

    it.each(["scope", "state", "nonce", "redirect_uri", "response_type", "organization", "claims"])(
        "of a connect request sets no %s for Microsoft",
        async (name) => {
            const given = { ...connectRequest, authorization_params: { [name]: "x" } };
            const { status, body } = await vault.me(person, "POST", "/connect", given);
            const error = { detail: `Unrecognized key: "${name}"`, pointer: "/authorization_params", source: "body" };
            expect([status, body]).toEqual([400, invalid(error)]);
        },
    );

    it("is refused before the code in it is looked at, which stays good", async () => {
        const begun = await vault.me(person, "POST", "/connect", connectRequest);
        const answer = await vault.inBrowser(person, begun);
        const given = {
            ...completeRequest,
            auth_session: begun.body.auth_session,
            connect_code: answer.get("connect_code"),
        };
        expect((await vault.me(person, "POST", "/complete", { ...given, nobody_knows: 1 })).status).toBe(400);
        expect((await vault.me(person, "POST", "/complete", given)).status).toBe(201);
    });
});

describe("the My Account API", () => {
    it.each([
        "GET /me/v1/connected-accounts/accounts/cac_x",
        "PATCH /me/v1/connected-accounts/accounts/cac_x",
        "POST /me/v1/connected-accounts/accounts",
        "DELETE /me/v1/connected-accounts/accounts",
        "GET /me/v1/connected-accounts/connect",
        "PUT /me/v1/connected-accounts/complete",
        "POST /me/v1/connected-accounts/connections",
        "GET /me/v1/connected-accounts",
        "GET /me/v1/authentication-methods",
        "POST /me/v1/authentication-methods",
        "GET /me/v1/factors",
        "GET /me/v2/connected-accounts/accounts",
        "GET /me/",
    ])("says that %s is not served", async (route) => {
        const [method = "", path = ""] = route.split(" ");
        const { status, body } = await ask(method, path);
        expect([status, body]).toEqual([
            501,
            { statusCode: 501, error: "Not Implemented", message: `the sandbox does not serve ${route}` },
        ]);
    });

    it.each(signatures)("says of $method $path that it takes no DPoP-bound token", async ({ method, path }) => {
        const { status, body } = await vault.auth0.send(`https://${domain}/me/v1${path.replace(":id", "cac_x")}`, {
            method,
            headers: { authorization: `DPoP ${person.accessToken}` },
        });
        expect([status, body.message]).toEqual([501, "the sandbox does not serve DPoP-bound access tokens"]);
    });
});
