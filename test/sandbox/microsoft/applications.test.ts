import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
    createApplication,
    createClient,
    deployerForm,
    deployerId,
    directoryObject,
    done,
    guid,
    type Microsoft,
    nobody,
    personal,
    refusal,
    startMicrosoft,
} from "./microsoft-fixture.ts";

const callback = "https://login.example.com/login/callback";
const graphAppId = "00000003-0000-0000-c000-000000000000";
let microsoft: Microsoft;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

describe("an app registration", () => {
    it("is created with Microsoft Graph's defaults", async () => {
        const { body, status } = await microsoft.graph("POST", "/v1.0/applications", { displayName: "Bare" });
        expect(status).toBe(201);
        const expected = {
            id: expect.stringMatching(guid),
            deletedDateTime: null,
            appId: expect.stringMatching(guid),
            applicationTemplateId: null,
            disabledByMicrosoftStatus: null,
            createdDateTime: "2026-11-23T08:00:00Z",
            displayName: "Bare",
            description: null,
            groupMembershipClaims: null,
            identifierUris: [],
            isDeviceOnlyAuthSupported: null,
            isFallbackPublicClient: null,
            notes: null,
            oauth2RequirePostResponse: false,
            optionalClaims: null,
            publisherDomain: "contoso.onmicrosoft.com",
            samlMetadataUrl: null,
            serviceManagementReference: null,
            signInAudience: "AzureADMyOrg",
            tags: [],
            tokenEncryptionKeyId: null,
            addIns: [],
            api: {
                acceptMappedClaims: null,
                knownClientApplications: [],
                requestedAccessTokenVersion: null,
                oauth2PermissionScopes: [],
                preAuthorizedApplications: [],
            },
            appRoles: [],
            info: {
                logoUrl: null,
                marketingUrl: null,
                privacyStatementUrl: null,
                supportUrl: null,
                termsOfServiceUrl: null,
            },
            keyCredentials: [],
            passwordCredentials: [],
            publicClient: { redirectUris: [] },
            requiredResourceAccess: [],
            spa: { redirectUris: [] },
            web: {
                homePageUrl: null,
                logoutUrl: null,
                redirectUris: [],
                implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
                redirectUriSettings: [],
            },
        };
        const context = "https://graph.microsoft.com/v1.0/$metadata#applications/$entity";
        expect(body).toEqual({ "@odata.context": context, ...expected });
        const read = await microsoft.graph("GET", `/v1.0/applications/${body.id}`);
        expect(read).toEqual({ status: 200, body });
    });

    it("takes the very body that the azuread provider sends", async () => {
        const resourceAccess = [
            { id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" },
            { id: "37f7f235-527c-4136-accd-4a02d197296e", type: "Scope" },
        ];
        const body = {
            "@odata.type": "#microsoft.graph.application",
            ...providerBody,
            "owners@odata.bind": [directoryObject(deployerId)],
            requiredResourceAccess: [{ resourceAccess, resourceAppId: graphAppId }],
        };
        const created = await microsoft.graph("POST", "/v1.0/applications", body);
        expect(created.status).toBe(201);
        const { api, optionalClaims, requiredResourceAccess, web } = created.body;
        expect({ api, optionalClaims, requiredResourceAccess, web }).toEqual({
            api: {
                acceptMappedClaims: false,
                knownClientApplications: [],
                requestedAccessTokenVersion: 2,
                oauth2PermissionScopes: [],
                preAuthorizedApplications: [],
            },
            optionalClaims: {},
            requiredResourceAccess: [{ resourceAccess, resourceAppId: graphAppId }],
            web: {
                homePageUrl: null,
                logoutUrl: null,
                redirectUris: [callback],
                implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
                redirectUriSettings: [],
            },
        });
        expect(created.body).not.toHaveProperty("@odata.type");
    });

    it("keeps the order of its arrays, and merges its objects on PATCH", async () => {
        const { id } = await createApplication(microsoft, {
            web: { redirectUris: [callback, "https://b.example.com/"], homePageUrl: "https://example.com" },
            tags: ["b", "a"],
        });
        const redirectUris = ["https://z.example.com/", callback, "https://a.example.com/"];
        expect(await microsoft.graph("PATCH", `/v1.0/applications/${id}`, { id, web: { redirectUris } })).toEqual(done);
        const { body } = await microsoft.graph("GET", `/v1.0/applications/${id}`);
        expect(body.web).toEqual({
            homePageUrl: "https://example.com",
            logoutUrl: null,
            redirectUris,
            implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
            redirectUriSettings: [],
        });
        expect(body.tags).toEqual(["b", "a"]);
    });

    it("is told in part by $select, in beta as in v1.0", async () => {
        const { id } = await createApplication(microsoft);
        await microsoft.graph("PATCH", `/beta/applications/${id}`, { oauth2RequirePostResponse: true });
        const path = `/beta/applications/${id}?$select=oauth2RequirePostResponse`;
        expect(await microsoft.graph("GET", path)).toEqual({
            status: 200,
            body: {
                "@odata.context":
                    "https://graph.microsoft.com/beta/$metadata#applications(oauth2RequirePostResponse)/$entity",
                oauth2RequirePostResponse: true,
            },
        });
    });

    it("is gone once deleted, with its service principal and what was granted to that", async () => {
        const { application, servicePrincipal } = await createClient(microsoft);
        const graph = microsoft.directory.servicePrincipalWithAppId(graphAppId)?.id;
        const grant = {
            clientId: servicePrincipal.id,
            consentType: "AllPrincipals",
            resourceId: graph,
            scope: "openid",
        };
        const granted = await microsoft.graph("POST", "/v1.0/oauth2PermissionGrants", grant);
        expect(await microsoft.graph("DELETE", `/v1.0/applications/${application.id}`)).toEqual(done);

        const gone = [
            `applications/${application.id}`,
            `servicePrincipals/${servicePrincipal.id}`,
            `oauth2PermissionGrants/${granted.body.id}`,
        ];
        for (const path of gone) expect(await microsoft.graph("GET", `/v1.0/${path}`)).toEqual(notFound(path));
        expect(await microsoft.graph("DELETE", `/v1.0/${gone[0]}`)).toEqual(notFound(gone[0] ?? ""));
        expect(microsoft.directory.deletedApplications.get(application.id)).toMatchObject({
            appId: application.appId,
            deletedDateTime: "2026-11-23T08:00:00Z",
        });
    });

    it("gets an address for its logo", async () => {
        const { id } = await createApplication(microsoft);
        const path = `https://graph.microsoft.com/v1.0/applications/${id}/logo`;
        const { access_token } = (await microsoft.token(deployerForm)).body;
        const put = (type: string) =>
            microsoft.fetch(path, {
                method: "PUT",
                headers: { authorization: `Bearer ${access_token}`, "content-type": type },
                body: new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
            });
        expect((await put("image/svg+xml")).status).toBe(415);
        expect((await put("image/png")).status).toBe(204);
        const { body } = await microsoft.graph("GET", `/v1.0/applications/${id}`);
        expect(body.info.logoUrl).toBe(`https://aadcdn.msftauthimages.net/${id}/applogo`);
    });
});

describe("an app registration is refused", () => {
    const invalid = (property: string, why?: string) =>
        refusal(
            400,
            "Request_BadRequest",
            `Invalid value specified for property '${property}' of resource 'Application'.${why === undefined ? "" : ` (${why})`}`,
        );
    const badRequest = (message: string) => refusal(400, "Request_BadRequest", message);
    const permissions = (count: number) => Array.from({ length: count }, () => ({ id: nobody, type: "Scope" }));
    const uris = (count: number) => Array.from({ length: count }, (_, index) => `https://example.com/${index}`);

    it.each<[string, object, unknown]>([
        ["without a name", { displayName: undefined }, badRequest(required("displayName"))],
        ["with a property Graph does not know", { colour: "red" }, badRequest("Invalid property 'colour'.")],
        ["with one inside", { web: { redirectUri: callback } }, badRequest("Invalid property 'redirectUri'.")],
        ["with an id of its own", { appId: nobody }, badRequest("Property 'appId' is read-only and cannot be set.")],
        ["with an unknown audience", { signInAudience: "Everyone" }, invalid("signInAudience")],
        ["with a list that is none", { web: { redirectUris: callback } }, invalid("web", "at web.redirectUris")],
        [
            "with a permission of an unknown kind",
            { requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: [{ id: nobody, type: "App" }] }] },
            invalid("requiredResourceAccess", "at requiredResourceAccess.0.resourceAccess.0.type"),
        ],
        [
            "with personal accounts and version 1 tokens",
            { signInAudience: "PersonalMicrosoftAccount" },
            badRequest("Property api.requestedAccessTokenVersion is invalid."),
        ],
        [
            "with tokens of a version there is not",
            { api: { requestedAccessTokenVersion: 3 } },
            badRequest("Property api.requestedAccessTokenVersion is invalid."),
        ],
        [
            "with personal accounts and a name longer than 90",
            { ...personal, displayName: "x".repeat(91) },
            invalid("displayName", "longer than 90 characters"),
        ],
        [
            "with a name longer than 256",
            { displayName: "x".repeat(257) },
            invalid("displayName", "longer than 256 characters"),
        ],
        [
            "with personal accounts and 31 permissions of one resource",
            { ...personal, requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: permissions(31) }] },
            invalid("requiredResourceAccess", "more than 30 permissions of one resource"),
        ],
        [
            "with 51 resources",
            {
                requiredResourceAccess: Array.from({ length: 51 }, () => ({
                    resourceAppId: graphAppId,
                    resourceAccess: [],
                })),
            },
            invalid("requiredResourceAccess", "more than 50 resources"),
        ],
        [
            "with personal accounts and 101 redirect URIs on all platforms",
            { ...personal, web: { redirectUris: uris(60) }, spa: { redirectUris: uris(41) } },
            invalid("web", "more than 100 redirect URIs"),
        ],
        [
            "with personal accounts and a query string in a redirect URI",
            { ...personal, web: { redirectUris: [`${callback}?tenant=1`] } },
            invalid(
                "web",
                `redirect URI ${callback}?tenant=1 has a query string, which personal accounts do not allow`,
            ),
        ],
        [
            "with a redirect URI that is not https",
            { spa: { redirectUris: ["http://login.example.com/"] } },
            invalid("spa", "redirect URI http://login.example.com/ must use https unless its host is localhost"),
        ],
        [
            "with a redirect URI twice",
            { web: { redirectUris: [callback, callback] } },
            invalid("web", `redirect URI ${callback} is listed twice`),
        ],
        [
            "with an owner who does not exist",
            { "owners@odata.bind": [directoryObject(nobody)] },
            refusal(
                404,
                "Request_ResourceNotFound",
                `Resource '${nobody}' does not exist or one of its queried reference-property objects are not present.`,
            ),
        ],
        [
            "with certificates, which the sandbox does not have",
            { keyCredentials: [] },
            refusal(501, "NotImplemented", "Property 'keyCredentials' of Application is not part of the sandbox."),
        ],
    ])("%s", async (_, properties, refused) => {
        const before = microsoft.directory.applications.size;
        expect(await microsoft.graph("POST", "/v1.0/applications", { displayName: "Refused", ...properties })).toEqual(
            refused,
        );
        expect(microsoft.directory.applications.size).toBe(before);
    });

    it("up to the limits of personal accounts it is not", async () => {
        await createApplication(microsoft, {
            ...personal,
            displayName: "x".repeat(90),
            requiredResourceAccess: [{ resourceAppId: graphAppId, resourceAccess: permissions(30) }],
            web: { redirectUris: uris(100) },
        });
    });

    it("when a change would break what holds for the whole, and stays as it was", async () => {
        const { id } = await createApplication(microsoft, personal);
        const path = `/v1.0/applications/${id}`;
        const change = { notes: "changed", api: { requestedAccessTokenVersion: 1 } };
        expect(await microsoft.graph("PATCH", path, change)).toEqual(
            badRequest("Property api.requestedAccessTokenVersion is invalid."),
        );
        expect(await microsoft.graph("PATCH", path, { id: nobody })).toEqual(
            badRequest("Property 'id' is read-only and cannot be set."),
        );
        expect((await microsoft.graph("GET", path)).body.notes).toBeNull();
    });

    it("when it takes away a scope that is still enabled", async () => {
        const scope = {
            adminConsentDescription: "Read orders",
            adminConsentDisplayName: "Read orders",
            id: nobody,
            isEnabled: true,
            type: "User",
            value: "orders.read",
        };
        const { id } = await createApplication(microsoft, { api: { oauth2PermissionScopes: [scope] } });
        const change = (oauth2PermissionScopes: object[]) =>
            microsoft.graph("PATCH", `/v1.0/applications/${id}`, { api: { oauth2PermissionScopes } });
        expect(await change([])).toEqual(
            refusal(
                400,
                "CannotDeleteOrUpdateEnabledEntitlement",
                "Permission (scope or role) cannot be deleted or updated unless disabled first.",
            ),
        );
        expect(await change([{ ...scope, isEnabled: false }])).toEqual(done);
        expect(await change([])).toEqual(done);
    });

    it("when its identifier URI is another's", async () => {
        await createApplication(microsoft, { identifierUris: ["api://taken"] });
        const body = { displayName: "Second", identifierUris: ["api://taken"] };
        expect(await microsoft.graph("POST", "/v1.0/applications", body)).toEqual(
            badRequest("Another object with the same value for property identifierUris already exists."),
        );
    });
});

describe("the list of app registrations", () => {
    it("is filtered by an equal name, id or app id, whatever its case and however blanks are written", async () => {
        const wanted = await createApplication(microsoft, { displayName: "It's Ada's (dev)" });
        await createApplication(microsoft, { displayName: "It's someone else's" });
        const filters = [
            "?$filter=displayName%20eq%20'It''s%20Ada''s%20(dev)'",
            "?%24filter=displayName+eq+%27it%27%27s+ada%27%27s+%28dev%29%27",
            `?$filter=appId eq '${wanted.appId}'`,
            `?$filter=id eq '${wanted.id.toUpperCase()}'`,
        ];
        const { "@odata.context": _, ...object } = wanted;
        for (const filter of filters) {
            expect(await microsoft.graph("GET", `/v1.0/applications${filter}`)).toEqual({
                status: 200,
                body: { "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications", value: [object] },
            });
        }
    });

    it("may be empty", async () => {
        const { body } = await microsoft.graph("GET", "/v1.0/applications?$filter=displayName eq 'No such'");
        expect(body.value).toEqual([]);
    });

    it.each([
        ["$filter=startswith(displayName,'a')", "$filter=startswith(displayName,'a')"],
        ["$filter=notes eq 'x'", "$filter=notes eq 'x'"],
        ["$filter=displayName eq 'a' or displayName eq 'b'", "$filter=displayName eq 'a' or displayName eq 'b'"],
        ['$search="displayName:a"', "Query option $search"],
        ["$count=true", "Query option $count"],
        ["$select=colour", "$select of property 'colour'"],
    ])("does not pretend to know %s", async (query, what) => {
        expect(await microsoft.graph("GET", `/v1.0/applications?${query}`)).toEqual(
            refusal(501, "NotImplemented", `${what} is not part of the sandbox.`),
        );
    });

    it("refuses a name that is not escaped", async () => {
        expect(await microsoft.graph("GET", "/v1.0/applications?$filter=displayName eq 'It's'")).toEqual(
            refusal(
                400,
                "BadRequest",
                "Invalid filter clause: There is an unterminated string literal in 'displayName eq 'It's''.",
            ),
        );
    });
});

it.each(["GET", "PATCH", "DELETE"])("%s finds no app registration that is not there", async (method) => {
    const path = `applications/${nobody}`;
    expect(await microsoft.graph(method, `/v1.0/${path}`, method === "PATCH" ? {} : undefined)).toEqual(notFound(path));
    expect(await microsoft.graph(method, "/v1.0/applications/login", method === "PATCH" ? {} : undefined)).toEqual(
        refusal(400, "Request_BadRequest", "Invalid object identifier 'login'."),
    );
});

const providerBody = {
    api: {
        acceptMappedClaims: false,
        knownClientApplications: [],
        oauth2PermissionScopes: [],
        requestedAccessTokenVersion: 2,
    },
    appRoles: [],
    description: null,
    displayName: "Microsoft (login)",
    groupMembershipClaims: null,
    identifierUris: [],
    info: { marketingUrl: null, privacyStatementUrl: null, supportUrl: null, termsOfServiceUrl: null },
    isDeviceOnlyAuthSupported: false,
    isFallbackPublicClient: false,
    notes: null,
    optionalClaims: {},
    publicClient: { redirectUris: [] },
    serviceManagementReference: null,
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    spa: { redirectUris: [] },
    tags: [],
    web: {
        homePageUrl: null,
        implicitGrantSettings: { enableAccessTokenIssuance: false, enableIdTokenIssuance: false },
        logoutUrl: null,
        redirectUris: [callback],
    },
};

function required(property: string): string {
    return `A value is required for property '${property}' of resource 'Application'.`;
}

function notFound(path: string) {
    const id = path.slice(path.lastIndexOf("/") + 1);
    return refusal(
        404,
        "Request_ResourceNotFound",
        `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
    );
}
