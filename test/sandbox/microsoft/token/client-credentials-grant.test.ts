import { ConfidentialClientApplication } from "@azure/msal-node";
import { createRemoteJWKSet, customFetch, decodeProtectedHeader, jwtVerify } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claims } from "../login/app.ts";
import {
    type Answer,
    answer,
    type Client,
    createApplication,
    createClient,
    deployerForm,
    deployerId,
    type Microsoft,
    nobody,
    seed,
    startMicrosoft,
    tenantId,
} from "../microsoft-fixture.ts";
import { loginRefusal } from "./login-refusal.ts";
import { networkClient } from "./network-client.ts";

const login = "https://login.microsoftonline.com";
const day = 24 * 60 * 60 * 1000;
let microsoft: Microsoft;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

describe("the token endpoint", () => {
    it("gives the deployer a token that verifies against the published keys, for 3599 seconds", async () => {
        const { status, body } = await microsoft.token(deployerForm);
        expect(status).toBe(200);
        expect(body).toEqual({
            token_type: "Bearer",
            expires_in: 3599,
            ext_expires_in: 3599,
            access_token: expect.any(String),
        });

        const keys = createRemoteJWKSet(new URL(`${login}/${tenantId}/discovery/v2.0/keys`), {
            [customFetch]: microsoft.fetch,
        });
        const { payload } = await jwtVerify(body.access_token, keys, { currentDate: microsoft.clock.now() });
        const iat = Date.parse("2026-11-23T08:00:00Z") / 1000;
        expect(payload).toEqual({
            aud: "https://graph.microsoft.com",
            iss: `https://sts.windows.net/${tenantId}/`,
            iat,
            nbf: iat,
            exp: iat + 3599,
            appid: seed.deployer.clientId,
            appidacr: "1",
            idp: `https://sts.windows.net/${tenantId}/`,
            idtyp: "app",
            oid: deployerId,
            roles: [
                "Application.Read.All",
                "Application.ReadWrite.OwnedBy",
                "AppRoleAssignment.ReadWrite.All",
                "DelegatedPermissionGrant.ReadWrite.All",
                "User.Read.All",
            ],
            sub: deployerId,
            tid: tenantId,
            ver: "1.0",
        });
        const { alg, kid, typ, x5t } = decodeProtectedHeader(body.access_token);
        expect({ alg, typ, x5t }).toEqual({ alg: "RS256", typ: "JWT", x5t: kid });
    });

    it.each([tenantId.toUpperCase(), seed.domain, "common", "organizations"])(
        "takes %s for the tenant",
        async (tenant) => {
            expect((await microsoft.token(deployerForm, tenant)).status).toBe(200);
        },
    );

    it("takes the client's id and secret from the Authorization header too", async () => {
        const basic = Buffer.from(`${seed.deployer.clientId}:${encodeURIComponent(seed.deployer.clientSecret)}`);
        const { grant_type, scope } = deployerForm;
        const reply = await microsoft.fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
            method: "POST",
            headers: { authorization: `Basic ${basic.toString("base64")}` },
            body: new URLSearchParams({ grant_type, scope }),
        });
        expect(reply.status).toBe(200);
    });

    it.each([
        ["00000003-0000-0000-c000-000000000000/.default", "00000003-0000-0000-c000-000000000000"],
        ["https://graph.microsoft.com//.default", "https://graph.microsoft.com/"],
    ])("gives a token for scope %s the audience %s", async (scope, audience) => {
        const { body } = await microsoft.token({ ...deployerForm, scope });
        expect(claims(body.access_token)["aud"]).toBe(audience);
        expect((await microsoft.graph("GET", "/v1.0/applications", undefined, body.access_token)).status).toBe(200);
    });

    it("gives no token for a resource that the directory does not have", async () => {
        const scope = "https://management.azure.com/.default";
        expect(await microsoft.token({ ...deployerForm, scope })).toEqual(
            loginRefusal(
                400,
                "invalid_resource",
                500011,
                `The resource principal named https://management.azure.com was not found in the tenant named ${tenantId}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
            ),
        );
    });
});

describe("the token endpoint refuses", () => {
    const unknownTenant = `Tenant '${nobody}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.`;
    const unknownApp = `Application with identifier '${nobody}' was not found in the directory '${tenantId}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`;
    const wrongSecret = `Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${seed.deployer.clientId}'.`;
    const parameter = (name: string) => `The request body must contain the following parameter: '${name}'.`;
    const scopeRule =
        "Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).";

    it("personal accounts' authority", async () => {
        const refused = loginRefusal(
            400,
            "invalid_request",
            9001023,
            "The grant type is not supported over the /common or /consumers endpoints. Please use the /organizations or tenant-specific endpoint.",
        );
        expect(await microsoft.token(deployerForm, "consumers")).toEqual(refused);
    });

    it("another directory, where the application is not", async () => {
        const { body, status } = await microsoft.token(deployerForm, "fabrikam.example");
        expect([status, body.error, body.error_codes]).toEqual([400, "unauthorized_client", [700016]]);
    });

    it("an unknown tenant", async () => {
        const answer = await microsoft.token(deployerForm, nobody);
        expect(answer).toEqual(loginRefusal(400, "invalid_request", 90002, unknownTenant));
    });

    it.each<[string, Record<string, string | undefined>, unknown]>([
        ["an unknown application", { client_id: nobody }, loginRefusal(400, "unauthorized_client", 700016, unknownApp)],
        ["a wrong secret", { client_secret: "guess" }, loginRefusal(401, "invalid_client", 7000215, wrongSecret)],
        [
            "no grant type",
            { grant_type: undefined },
            loginRefusal(400, "invalid_request", 900144, parameter("grant_type")),
        ],
        [
            "no client id",
            { client_id: undefined },
            loginRefusal(400, "invalid_request", 900144, parameter("client_id")),
        ],
        ["no scope", { scope: undefined }, loginRefusal(400, "invalid_request", 900144, parameter("scope"))],
        [
            "no secret",
            { client_secret: undefined },
            loginRefusal(401, "invalid_client", 7000218, parameter("client_assertion' or 'client_secret")),
        ],
        [
            "another grant type",
            { grant_type: "password" },
            loginRefusal(
                400,
                "unsupported_grant_type",
                70003,
                "The app requested an unsupported grant type 'password'.",
            ),
        ],
        [
            "a scope that is no /.default",
            { scope: "https://graph.microsoft.com/User.Read" },
            loginRefusal(
                400,
                "invalid_scope",
                1002012,
                `The provided value for scope https://graph.microsoft.com/User.Read is not valid. ${scopeRule}`,
            ),
        ],
        [
            "several scopes",
            { scope: "a/.default b/.default" },
            loginRefusal(
                400,
                "invalid_scope",
                70011,
                "The provided request must include a 'scope' input parameter. The provided value for the input parameter 'scope' is not valid. The scope a/.default b/.default is not valid.",
            ),
        ],
    ])("%s", async (_, change, refused) => {
        const form = Object.entries({ ...deployerForm, ...change }).filter(([, value]) => value !== undefined);
        expect(await microsoft.token(Object.fromEntries(form) as Record<string, string>)).toEqual(refused);
    });

    it("an app in a browser, which only a single-page application may be", async () => {
        const reply = await microsoft.fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
            method: "POST",
            headers: { origin: "https://portal.example" },
            body: new URLSearchParams(deployerForm),
        });
        expect(await answer(reply)).toEqual(
            loginRefusal(
                400,
                "invalid_request",
                9002326,
                "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type. Request origin: 'https://portal.example'.",
            ),
        );
    });

    it("a body that is no form, as if it were empty", async () => {
        const reply = await microsoft.fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify(deployerForm),
        });
        expect(reply.status).toBe(400);
        expect((await answer(reply)).body.error_codes).toEqual([900144]);
    });
});

it("repeats the caller's client-request-id as the correlation id", async () => {
    const reply = await microsoft.fetch(`${login}/${nobody}/oauth2/v2.0/token`, {
        method: "POST",
        headers: { "client-request-id": "3c1a2b6e-0000-4000-8000-000000000000" },
        body: new URLSearchParams(deployerForm),
    });
    expect((await answer(reply)).body.correlation_id).toBe("3c1a2b6e-0000-4000-8000-000000000000");
});

describe("a deployed application", () => {
    let client: Client;
    beforeAll(async () => {
        client = await createClient(microsoft, { displayName: "Deployed" });
    });

    it("signs in with its new secret, without roles while none are assigned", async () => {
        const { body, status } = await microsoft.token(await formWithNewSecret(client.application));
        expect(status).toBe(200);
        const { appid, oid, roles } = claims(body.access_token);
        expect({ appid, oid, roles }).toEqual({
            appid: client.application.appId,
            oid: client.servicePrincipal.id,
            roles: undefined,
        });
    });

    it("is not known by a new secret until Microsoft's login has heard of it", async () => {
        microsoft.directory.secretLagMs = 18_000;
        const form = await formWithNewSecret(client.application);
        expect((await microsoft.token(form)).body.error_codes).toEqual([7000215]);
        microsoft.clock.advance(17_999);
        expect((await microsoft.token(form)).body.error_codes).toEqual([7000215]);
        microsoft.clock.advance(1);
        expect((await microsoft.token(form)).status).toBe(200);
        microsoft.directory.secretLagMs = 0;
    });

    it("is refused once its secret has ended", async () => {
        const end = new Date(microsoft.clock.now().getTime() + day);
        const form = await formWithNewSecret(client.application, { endDateTime: end.toISOString() });
        microsoft.clock.set(new Date(end.getTime() - 1));
        expect((await microsoft.token(form)).status).toBe(200);
        microsoft.clock.set(end);
        expect(await microsoft.token(form)).toEqual(
            loginRefusal(
                401,
                "invalid_client",
                7000222,
                `The provided client secret keys for app '${client.application.appId}' are expired. Visit the Azure portal to create new keys for your app: https://aka.ms/NewClientSecret, or consider using certificate credentials for added security: https://aka.ms/certCreds.`,
            ),
        );
    });

    it("is refused before its secret has begun", async () => {
        const start = new Date(microsoft.clock.now().getTime() + day);
        const form = await formWithNewSecret(client.application, { startDateTime: start.toISOString() });
        expect((await microsoft.token(form)).body.error_codes).toEqual([7000215]);
        microsoft.clock.advance(day);
        expect((await microsoft.token(form)).status).toBe(200);
    });

    it("is refused with a secret that was removed", async () => {
        const password = await microsoft.graph("POST", passwords(client.application, "add"), {});
        const form = formOf(client.application, password.body.secretText);
        expect((await microsoft.token(form)).status).toBe(200);
        const { keyId } = password.body;
        await microsoft.graph("POST", passwords(client.application, "remove"), { keyId });
        expect((await microsoft.token(form)).body.error_codes).toEqual([7000215]);
    });

    it("is refused with another application's secret", async () => {
        const other = await createClient(microsoft, { displayName: "Other" });
        const { client_secret } = await formWithNewSecret(other.application);
        expect((await microsoft.token(formOf(client.application, client_secret))).body.error_codes).toEqual([7000215]);
    });

    it("is refused without a service principal", async () => {
        const application = await createApplication(microsoft);
        expect(await microsoft.token(await formWithNewSecret(application))).toEqual(
            loginRefusal(
                401,
                "invalid_client",
                7000229,
                `The client application ${application.appId} is missing service principal in the tenant ${tenantId}. See instructions here: https://go.microsoft.com/fwlink/?linkid=2225119`,
            ),
        );
    });

    it("is refused while its service principal is switched off", async () => {
        const off = await createClient(microsoft, { displayName: "Off" });
        const form = await formWithNewSecret(off.application);
        await microsoft.graph("PATCH", `/v1.0/servicePrincipals/${off.servicePrincipal.id}`, { accountEnabled: false });
        expect(await microsoft.token(form)).toEqual(
            loginRefusal(
                400,
                "unauthorized_client",
                7000112,
                `Application '${off.application.appId}'(Off) is disabled.`,
            ),
        );
    });

    it("is not found once it is deleted", async () => {
        const gone = await createClient(microsoft);
        const form = await formWithNewSecret(gone.application);
        await microsoft.graph("DELETE", `/v1.0/applications/${gone.application.id}`);
        expect((await microsoft.token(form)).body.error_codes).toEqual([700016]);
    });

    it("can be the resource of a token, by its id and by its identifier URI", async () => {
        const api = await createClient(microsoft, { identifierUris: ["api://orders"] });
        for (const resource of [api.application.appId, "api://orders"]) {
            const { body } = await microsoft.token({ ...deployerForm, scope: `${resource}/.default` });
            expect(claims(body.access_token)["aud"]).toBe(resource);
        }
    });
});

it("gives Microsoft's own client library a token", async () => {
    const application = new ConfidentialClientApplication({
        auth: {
            clientId: seed.deployer.clientId,
            clientSecret: seed.deployer.clientSecret,
            authority: `${login}/${tenantId}`,
        },
        system: { networkClient: networkClient(microsoft.fetch) },
    });
    const result = await application.acquireTokenByClientCredential({ scopes: [deployerForm.scope] });
    expect(claims(result?.accessToken ?? "")["oid"]).toBe(deployerId);
    const graph = await microsoft.graph("GET", "/v1.0/applications", undefined, result?.accessToken);
    expect(graph.status).toBe(200);
});

it("tells Microsoft's own client library of a wrong secret in its terms", async () => {
    const application = new ConfidentialClientApplication({
        auth: { clientId: seed.deployer.clientId, clientSecret: "guess", authority: `${login}/${tenantId}` },
        system: { networkClient: networkClient(microsoft.fetch) },
    });
    const asked = application.acquireTokenByClientCredential({ scopes: [deployerForm.scope] });
    await expect(asked).rejects.toMatchObject({ errorCode: "invalid_client", errorNo: 7000215 });
});

async function formWithNewSecret(
    application: Answer["body"],
    passwordCredential: object = {},
): Promise<typeof deployerForm> {
    const { body, status } = await microsoft.graph("POST", passwords(application, "add"), { passwordCredential });
    expect(status).toBe(200);
    return formOf(application, body.secretText);
}

function formOf(application: Answer["body"], client_secret: string): typeof deployerForm {
    return { ...deployerForm, client_id: application.appId, client_secret };
}

function passwords(application: Answer["body"], verb: "add" | "remove"): string {
    return `/v1.0/applications/${application.id}/${verb}Password`;
}
