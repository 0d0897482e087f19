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

    it("keeps the start and the end of a long text, where the cause is", () => {
        const text = providerText(new Error(`cannot request token: ${"Post again. ".repeat(80)}connection refused`));
        expect(text).toHaveLength(493);
        expect(text).toMatch(/^cannot request token: Post again\. .* … .* connection refused$/);
    });
});

const auth0Credentials = {
    allowed: "domain, client id and secret of a machine-to-machine application of acme-dev.eu.auth0.com",
    fix: "set AUTH0_DOMAIN=acme-dev.eu.auth0.com, AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET, or: pulumi config set auth0:domain acme-dev.eu.auth0.com; pulumi config set auth0:clientId <id>; pulumi config set --secret auth0:clientSecret",
};
const microsoftCredentials = {
    allowed: "client id and secret of an app registration of directory 0f7e2c4a",
    fix: "set ARM_TENANT_ID=0f7e2c4a, ARM_CLIENT_ID and ARM_CLIENT_SECRET, or: pulumi config set azuread:tenantId 0f7e2c4a; pulumi config set azuread:clientId <id>; pulumi config set --secret azuread:clientSecret",
};

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
            ...auth0Credentials,
        });
    });

    it("says which credentials Microsoft refused, in Microsoft's words", () => {
        const text =
            'clientCredentialsToken: received HTTP status 401 with response: {"error_description":"AADSTS7000215: Invalid client secret provided."}';
        expect(refusalProblem(microsoft, invoked("azuread:index/getClientConfig:getClientConfig", text))).toEqual({
            key: "credentials for Microsoft",
            given: `credentials that were refused (${text})`,
            ...microsoftCredentials,
        });
    });

    it("says that credentials are missing", () => {
        const noAuth0 =
            "Missing required configuration: The 'AUTH0_DOMAIN' must be specified along with 'AUTH0_CLIENT_ID' and 'AUTH0_CLIENT_SECRET'.";
        expect(refusalProblem(auth0, invoked("auth0:index/getTenant:getTenant", noAuth0))).toEqual({
            key: "credentials for Auth0",
            given: `not enough of them (${noAuth0})`,
            ...auth0Credentials,
        });
        const noMicrosoft = "could not configure AzureCli Authorizer: could not parse Azure CLI version";
        expect(refusalProblem(microsoft, new Error(noMicrosoft))).toEqual({
            key: "credentials for Microsoft",
            given: `not enough of them (${noMicrosoft})`,
            ...microsoftCredentials,
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

    it.each([
        [auth0, "dial tcp 127.0.0.1:443: connect: connection refused"],
        [
            microsoft,
            "clientCredentialsToken: cannot request token: Post: giving up after 5 attempt(s): connection refused",
        ],
    ])("shows any other failure as it is: %o", (cloud, text) => {
        expect(refusalProblem(cloud, invoked("auth0:index/getTenant:getTenant", text))).toEqual({
            key: `connection to ${cloud.name}`,
            given: text,
            allowed: `an answer of ${cloud.expected}`,
            fix: "check its name and that this machine reaches it (HTTPS_PROXY, SSL_CERT_FILE), then run the command again",
        });
    });
});
