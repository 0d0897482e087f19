import { describe, expect, it } from "vitest";
import { type Cloud, providerText, refusalProblem } from "../../stacks/provider-refusals.ts";

const auth0: Cloud = { name: "Auth0", expected: "acme-dev.eu.auth0.com" };
const microsoft: Cloud = { name: "Microsoft", expected: "0f7e2c4a" };

const invoked = (token: string, text: string) =>
    new Error(`invocation of ${token} returned an error: invoking ${token}: 1 error occurred:\n\t* ${text}\n\n`);

describe("providerText", () => {
    it("leaves the provider's own words, on one line", () => {
        expect(providerText(invoked("auth0:index/getTenant:getTenant", "401 Unauthorized:\n  bad token"))).toBe(
            "401 Unauthorized: bad token",
        );
    });
});

describe("refusalProblem", () => {
    it("names the scope that Auth0 misses", () => {
        const error = invoked(
            "auth0:index/getTenant:getTenant",
            "403 Forbidden: Insufficient scope, expected any of: read:tenant_settings",
        );
        expect(refusalProblem(auth0, error)).toEqual({
            key: "credentials for Auth0",
            given: "a client without the Management API scope read:tenant_settings (403 Forbidden: Insufficient scope, expected any of: read:tenant_settings)",
            allowed:
                "a client of acme-dev.eu.auth0.com with the scopes that the README lists, read:tenant_settings among them",
            fix: "grant it read:tenant_settings: Auth0 Dashboard, Applications, APIs, Auth0 Management API, Machine to Machine Applications",
        });
    });

    it.each([
        'failed to send the request: oauth2: "access_denied" "Unauthorized"',
        "401 Unauthorized: Invalid token",
        "403 Forbidden: The user has been blocked",
    ])("says which credentials Auth0 refused: %s", (text) => {
        expect(refusalProblem(auth0, invoked("auth0:index/getTenant:getTenant", text))).toEqual({
            key: "credentials for Auth0",
            given: `credentials that were refused (${text})`,
            allowed: "client id and secret of a machine-to-machine application of acme-dev.eu.auth0.com",
            fix: "set AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or: pulumi config set auth0:clientId <id>; pulumi config set --secret auth0:clientSecret",
        });
    });

    it("says which credentials Microsoft refused, in Microsoft's words", () => {
        const text =
            'clientCredentialsToken: received HTTP status 401 with response: {"error_description":"AADSTS7000215: Invalid client secret provided."}';
        expect(refusalProblem(microsoft, invoked("azuread:index/getClientConfig:getClientConfig", text))).toEqual({
            key: "credentials for Microsoft",
            given: `credentials that were refused (${text})`,
            allowed: "client id and secret of an app registration of directory 0f7e2c4a",
            fix: "set ARM_TENANT_ID=0f7e2c4a, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or: pulumi config set azuread:clientId <id>; pulumi config set --secret azuread:clientSecret",
        });
    });

    it("names the permission that Microsoft Graph misses", () => {
        const text =
            "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied: Insufficient privileges to complete the operation.";
        expect(
            refusalProblem(microsoft, invoked("azuread:index/getServicePrincipal:getServicePrincipal", text)),
        ).toEqual({
            key: "credentials for Microsoft",
            given: `a client without a Microsoft Graph permission it needs (${text})`,
            allowed:
                "a client of directory 0f7e2c4a with the application permission Application.Read.All, which adminConsent takes",
            fix: "grant Application.Read.All: Entra admin centre, App registrations, API permissions, then give admin consent",
        });
    });

    it("shows any other failure as it is", () => {
        const text = "dial tcp 127.0.0.1:443: connect: connection refused";
        expect(refusalProblem(auth0, invoked("auth0:index/getTenant:getTenant", text))).toEqual({
            key: "connection to Auth0",
            given: text,
            allowed: "an answer of acme-dev.eu.auth0.com",
            fix: "check that the machine reaches it (HTTPS_PROXY, SSL_CERT_FILE), then run the command again",
        });
    });
});
