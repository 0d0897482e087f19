import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { Directory } from "../../../sandbox/microsoft/directory.ts";
import { Clock } from "../../../sandbox/service/clock.ts";
import { ada, createClient, deployerId, type Microsoft, seed, startMicrosoft } from "./microsoft-fixture.ts";

const callback = "https://login.example.com/login/callback";
let microsoft: Microsoft;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
afterAll(() => microsoft.close());

it("says what was there before any stack", () => {
    const directory = new Directory(seed, new Clock());
    const items = directory.inventory();
    expect(items.every(({ system }) => system === true)).toBe(true);
    expect(items.map(({ kind, name, detail }) => [kind, name, detail])).toEqual([
        ["app registration", "Deployer", "AzureADMyOrg, 0 permissions"],
        ["service principal", "Microsoft Graph", undefined],
        ["service principal", "Deployer", undefined],
        ["client secret", "Deployment", "of Deployer, ends 2299-12-31T00:00:00Z"],
        ["app role assignment", "Deployer to Microsoft Graph", "ServicePrincipal, Application.Read.All"],
        ["app role assignment", "Deployer to Microsoft Graph", "ServicePrincipal, Application.ReadWrite.OwnedBy"],
        ["app role assignment", "Deployer to Microsoft Graph", "ServicePrincipal, AppRoleAssignment.ReadWrite.All"],
        [
            "app role assignment",
            "Deployer to Microsoft Graph",
            "ServicePrincipal, DelegatedPermissionGrant.ReadWrite.All",
        ],
        ["app role assignment", "Deployer to Microsoft Graph", "ServicePrincipal, User.Read.All"],
    ]);
});

it("says what a stack made, and nothing once that is deleted", async () => {
    const { application, servicePrincipal } = await createClient(microsoft, {
        displayName: "Login",
        requiredResourceAccess: [
            {
                resourceAppId: "00000003-0000-0000-c000-000000000000",
                resourceAccess: [{ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }],
            },
        ],
        web: { redirectUris: [callback] },
    });
    const resourceId = microsoft.directory.servicePrincipalWithAppId("00000003-0000-0000-c000-000000000000")?.id;
    const path = `/v1.0/applications/${application.id}`;
    const passwordCredential = { displayName: "slot a", endDateTime: "2027-03-01T00:00:00Z" };
    const password = await microsoft.graph("POST", `${path}/addPassword`, { passwordCredential });
    const grant = {
        clientId: servicePrincipal.id,
        consentType: "AllPrincipals",
        resourceId,
        scope: "openid User.Read",
    };
    const everyone = await microsoft.graph("POST", "/v1.0/oauth2PermissionGrants", grant);
    const forAda = { ...grant, consentType: "Principal", principalId: ada };
    const onlyAda = await microsoft.graph("POST", "/v1.0/oauth2PermissionGrants", forAda);
    const { id } = servicePrincipal;
    await microsoft.graph("PATCH", `/v1.0/servicePrincipals/${id}`, {
        accountEnabled: false,
        appRoleAssignmentRequired: true,
    });
    const assignment = await microsoft.graph("POST", `/v1.0/servicePrincipals/${id}/appRoleAssignedTo`, {
        appRoleId: "00000000-0000-0000-0000-000000000000",
        principalId: ada,
        resourceId: id,
    });

    const made = () => microsoft.directory.inventory().filter(({ system }) => system !== true);
    expect(made()).toEqual([
        {
            kind: "app registration",
            name: "Login",
            id: application.appId,
            detail: `AzureADMyOrg, 1 permission, ${callback}`,
        },
        { kind: "service principal", name: "Login", id, detail: "sign-in off, assignment required" },
        {
            kind: "client secret",
            name: "slot a",
            id: password.body.keyId,
            detail: "of Login, ends 2027-03-01T00:00:00Z",
        },
        {
            kind: "delegated permission grant",
            name: "Login to Microsoft Graph",
            id: everyone.body.id,
            detail: "for everyone: openid User.Read",
        },
        {
            kind: "delegated permission grant",
            name: "Login to Microsoft Graph",
            id: onlyAda.body.id,
            detail: "for Ada: openid User.Read",
        },
        { kind: "app role assignment", name: "Ada to Login", id: assignment.body.id, detail: "User, default access" },
    ]);
    await microsoft.graph("DELETE", path);
    expect(made()).toEqual([]);
});

it("costs no RSA key before the first token is asked for", () => {
    const generateKey = vi.spyOn(crypto.subtle, "generateKey");
    const directory = new Directory(seed, new Clock());
    expect(generateKey).not.toHaveBeenCalled();
    void directory.signingKey.ready();
    expect(generateKey).toHaveBeenCalledOnce();
    generateKey.mockRestore();
});

it("names a deployer's object id whatever case it was seeded in", () => {
    const deployer = { ...seed.deployer, objectId: deployerId.toUpperCase() };
    const directory = new Directory({ ...seed, deployer }, new Clock());
    expect(directory.principal(deployerId)?.displayName).toBe("Deployer");
});
