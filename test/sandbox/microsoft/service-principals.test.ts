import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
    createApplication,
    createClient,
    deployerId,
    directoryObject,
    done,
    guid,
    type Microsoft,
    nobody,
    notFound,
    refusal,
    seed,
    startMicrosoft,
    tenantId,
} from "./microsoft-fixture.ts";

const graphAppId = "00000003-0000-0000-c000-000000000000";
let microsoft: Microsoft;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

describe("a service principal", () => {
    it("is created as the azuread provider asks, and shows what its application says", async () => {
        const application = await createApplication(microsoft, {
            displayName: "Mirrored",
            description: "An app",
            web: { redirectUris: ["https://web.example.com/"], homePageUrl: "https://example.com", logoutUrl: null },
            spa: { redirectUris: ["https://spa.example.com/"] },
            identifierUris: ["api://mirrored"],
        });
        const { body, status } = await microsoft.graph("POST", "/v1.0/servicePrincipals", {
            "@odata.type": "#microsoft.graph.servicePrincipal",
            accountEnabled: true,
            alternativeNames: [],
            appId: application.appId,
            appRoleAssignmentRequired: true,
            description: "TERRAFORM_UPDATE_x",
            loginUrl: null,
            notes: null,
            notificationEmailAddresses: [],
            preferredSingleSignOnMode: null,
            tags: ["b", "a"],
            "owners@odata.bind": [directoryObject(deployerId)],
        });
        expect(status).toBe(201);
        expect(body).toEqual({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#servicePrincipals/$entity",
            id: expect.stringMatching(guid),
            deletedDateTime: null,
            accountEnabled: true,
            alternativeNames: [],
            appId: application.appId,
            appDescription: "An app",
            appDisplayName: "Mirrored",
            applicationTemplateId: null,
            appOwnerOrganizationId: tenantId,
            appRoleAssignmentRequired: true,
            appRoles: [],
            createdDateTime: "2026-11-23T08:00:00Z",
            description: "TERRAFORM_UPDATE_x",
            disabledByMicrosoftStatus: null,
            displayName: "Mirrored",
            homepage: "https://example.com",
            info: application.info,
            keyCredentials: [],
            loginUrl: null,
            logoutUrl: null,
            notes: null,
            notificationEmailAddresses: [],
            oauth2PermissionScopes: [],
            passwordCredentials: [],
            preferredSingleSignOnMode: null,
            preferredTokenSigningKeyThumbprint: null,
            replyUrls: ["https://web.example.com/", "https://spa.example.com/"],
            samlMetadataUrl: null,
            samlSingleSignOnSettings: null,
            servicePrincipalNames: [application.appId, "api://mirrored"],
            servicePrincipalType: "Application",
            signInAudience: "AzureADMyOrg",
            tags: ["b", "a"],
            tokenEncryptionKeyId: null,
        });
        expect(await microsoft.graph("GET", `/v1.0/servicePrincipals/${body.id}`)).toEqual({ status: 200, body });

        const change = { displayName: "Renamed", web: { redirectUris: ["https://new.example.com/"] } };
        await microsoft.graph("PATCH", `/v1.0/applications/${application.id}`, change);
        const after = await microsoft.graph("GET", `/v1.0/servicePrincipals/${body.id}`);
        expect(after.body).toEqual({
            ...body,
            appDisplayName: "Renamed",
            displayName: "Renamed",
            replyUrls: ["https://new.example.com/", "https://spa.example.com/"],
        });
    });

    it("takes changes of its own", async () => {
        const { servicePrincipal } = await createClient(microsoft);
        const path = `/v1.0/servicePrincipals/${servicePrincipal.id}`;
        const samlSingleSignOnSettings = { relayState: "/start" };
        expect(await microsoft.graph("PATCH", path, { description: "Login", samlSingleSignOnSettings })).toEqual(done);
        expect(await microsoft.graph("PATCH", path, { description: null })).toEqual(done);
        const { body } = await microsoft.graph("GET", path);
        expect(body).toEqual({ ...servicePrincipal, samlSingleSignOnSettings });
    });

    it("has a SAML address in beta, which is none", async () => {
        expect(await microsoft.graph("GET", `/beta/servicePrincipals/${deployerId}?$select=samlMetadataUrl`)).toEqual({
            status: 200,
            body: {
                "@odata.context":
                    "https://graph.microsoft.com/beta/$metadata#servicePrincipals(samlMetadataUrl)/$entity",
                samlMetadataUrl: null,
            },
        });
    });

    it("is gone once deleted, and its application is not", async () => {
        const { application, servicePrincipal } = await createClient(microsoft);
        const path = `/v1.0/servicePrincipals/${servicePrincipal.id}`;
        expect(await microsoft.graph("DELETE", path)).toEqual(done);
        expect(await microsoft.graph("GET", path)).toEqual(notFound(servicePrincipal.id));
        expect((await microsoft.graph("GET", `/v1.0/applications/${application.id}`)).status).toBe(200);
        const again = await microsoft.graph("POST", "/v1.0/servicePrincipals", { appId: application.appId });
        expect(again.status).toBe(201);
    });

    it("comes one to an application", async () => {
        const { application } = await createClient(microsoft);
        expect(await microsoft.graph("POST", "/v1.0/servicePrincipals", { appId: application.appId })).toEqual(
            refusal(
                409,
                "Request_MultipleObjectsWithSameKeyValue",
                `The service principal cannot be created, updated, or restored because the service principal name ${application.appId} is already in use.`,
            ),
        );
    });

    it.each<[string, object, string]>([
        ["without an app id", {}, "A value is required for property 'appId' of resource 'ServicePrincipal'."],
        [
            "with an app id that is none",
            { appId: "x" },
            "Invalid value specified for property 'appId' of resource 'ServicePrincipal'.",
        ],
        [
            "with a name of its own",
            { appId: nobody, displayName: "x" },
            "Property 'displayName' is read-only and cannot be set.",
        ],
        ["with a property Graph does not know", { appId: nobody, colour: 1 }, "Invalid property 'colour'."],
    ])("is refused %s", async (_, body, message) => {
        expect(await microsoft.graph("POST", "/v1.0/servicePrincipals", body)).toEqual(
            refusal(400, "Request_BadRequest", message),
        );
    });

    it("keeps its application", async () => {
        const { servicePrincipal } = await createClient(microsoft);
        const path = `/v1.0/servicePrincipals/${servicePrincipal.id}`;
        expect(await microsoft.graph("PATCH", path, { appId: nobody })).toEqual(
            refusal(400, "Request_BadRequest", "Property 'appId' is read-only and cannot be set."),
        );
    });
});

it("needs an application, says Graph to a caller who may use any", async () => {
    const all = await startMicrosoft(["Application.ReadWrite.All"]);
    const message = `The appId '${nobody}' of the service principal does not reference a valid application object.`;
    expect(await all.graph("POST", "/v1.0/servicePrincipals", { appId: nobody })).toEqual(
        refusal(400, "Request_BadRequest", message, [{ code: "NoBackingApplicationObject", message, target: "appId" }]),
    );
    await all.close();
});

describe("what is there before any stack", () => {
    it("is Microsoft Graph, found by its app id, with its permissions", async () => {
        const { body } = await microsoft.graph("GET", `/v1.0/servicePrincipals?$filter=appId+eq+'${graphAppId}'`);
        expect(body.value).toHaveLength(1);
        const { appOwnerOrganizationId, appRoles, displayName, oauth2PermissionScopes } = body.value[0];
        expect({ appOwnerOrganizationId, displayName }).toEqual({
            appOwnerOrganizationId: "f8cdef31-a31e-4b4a-93e4-5f571e91255a",
            displayName: "Microsoft Graph",
        });
        expect(oauth2PermissionScopes).toHaveLength(58);
        expect(oauth2PermissionScopes).toContainEqual({
            adminConsentDescription: "Read user mail, on behalf of the signed-in user.",
            adminConsentDisplayName: "Read user mail",
            id: "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
            isEnabled: true,
            type: "User",
            userConsentDescription: null,
            userConsentDisplayName: "Read user mail",
            value: "Mail.Read",
        });
        expect(appRoles).toContainEqual({
            allowedMemberTypes: ["Application"],
            description: "Application permission Application.ReadWrite.OwnedBy.",
            displayName: "Application.ReadWrite.OwnedBy",
            id: "18a4783c-866b-4cc7-a460-3d5e5662c884",
            isEnabled: true,
            origin: "Application",
            value: "Application.ReadWrite.OwnedBy",
        });
    });

    it("is the deployer, under the object id it was given", async () => {
        const { body } = await microsoft.graph("GET", `/v1.0/servicePrincipals/${deployerId}`);
        const { appId, displayName, id } = body;
        expect({ appId, displayName, id }).toEqual({
            appId: seed.deployer.clientId,
            displayName: "Deployer",
            id: deployerId,
        });
    });
});
