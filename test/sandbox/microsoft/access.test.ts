import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAppRoleAssignment } from "../../../sandbox/microsoft/app-role-assignments.ts";
import {
    type GraphApplicationPermission,
    graphApplicationPermissions,
} from "../../../sandbox/microsoft/graph-permissions.ts";
import { newApplication } from "../../../sandbox/microsoft/objects.ts";
import {
    ada,
    type Client,
    createApplication,
    createClient,
    deployerForm,
    deployerId,
    directoryObject,
    done,
    type Microsoft,
    refusal,
    startMicrosoft,
    tenantId,
} from "./microsoft-fixture.ts";

const denied = refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");

describe("a bearer token", () => {
    let microsoft: Microsoft;
    beforeAll(async () => {
        microsoft = await startMicrosoft();
    });
    afterAll(() => microsoft.close());

    it("must be there", async () => {
        const reply = await microsoft.fetch("https://graph.microsoft.com/v1.0/applications");
        expect(reply.status).toBe(401);
        expect(reply.headers.get("www-authenticate")).toBe(
            'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
        );
        expect(await reply.json()).toMatchObject({
            error: { code: "InvalidAuthenticationToken", message: "Access token is empty." },
        });
    });

    it.each([
        ["no JWT", "secret", "IDX14100: JWT is not well formed, there are no dots (.)."],
        ["unsigned", "e30.e30.", "Access token validation failure. Invalid signature."],
    ])("may not be %s", async (_, token, message) => {
        expect(await list(token)).toEqual(refusal(401, "InvalidAuthenticationToken", message));
    });

    it("may not be signed by anyone else", async () => {
        const { privateKey } = await generateKeyPair("RS256");
        const forged = await new SignJWT({ oid: deployerId, roles: ["Application.ReadWrite.All"] })
            .setProtectedHeader({ alg: "RS256" })
            .setAudience("https://graph.microsoft.com")
            .setIssuer(`https://sts.windows.net/${tenantId}/`)
            .setExpirationTime("1h")
            .sign(privateKey);
        expect(await list(forged)).toEqual(
            refusal(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid signature."),
        );
    });

    it("must be for Microsoft Graph", async () => {
        const { application } = await createClient(microsoft, { identifierUris: ["api://orders"] });
        const { body } = await microsoft.token({ ...deployerForm, scope: `${application.appId}/.default` });
        expect(await list(body.access_token)).toEqual(
            refusal(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience."),
        );
    });

    it("ends by the sandbox's clock", async () => {
        const { body } = await microsoft.token(deployerForm);
        microsoft.clock.advance(3_598_999);
        expect((await list(body.access_token)).status).toBe(200);
        microsoft.clock.advance(1);
        expect(await list(body.access_token)).toEqual(
            refusal(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."),
        );
    });

    it("is worth nothing once its application is deleted", async () => {
        const { application } = await createClient(microsoft);
        const path = `/v1.0/applications/${application.id}`;
        const { secretText } = (await microsoft.graph("POST", `${path}/addPassword`, {})).body;
        const form = { ...deployerForm, client_id: application.appId, client_secret: secretText };
        const { access_token } = (await microsoft.token(form)).body;
        expect(await list(access_token)).toEqual(denied);
        await microsoft.graph("DELETE", path);
        expect(await list(access_token)).toEqual(
            refusal(
                403,
                "Authorization_IdentityNotFound",
                "The identity of the calling application could not be established.",
            ),
        );
    });

    function list(token: string) {
        return microsoft.graph("GET", "/v1.0/applications", undefined, token);
    }
});

describe("application permissions", () => {
    const all = [
        "Application.Read.All",
        "Application.ReadWrite.All",
        "Application.ReadWrite.OwnedBy",
        "AppRoleAssignment.ReadWrite.All",
        "DelegatedPermissionGrant.ReadWrite.All",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
        "User.Read.All",
    ] as const;
    const create = ["Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"];
    const change = ["Application.ReadWrite.All"];
    const read = ["Application.Read.All", ...create, "Directory.Read.All", "Directory.ReadWrite.All"];
    const consent = ["DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All"];

    /** Routes on objects that the caller does not own, with the permissions any one of which is enough. */
    const routes: [method: string, path: string, enough: string[]][] = [
        ["GET", "/applications", read],
        ["POST", "/applications", create],
        ["GET", "/applications/APP", read],
        ["PATCH", "/applications/APP", change],
        ["PUT", "/applications/APP/logo", change],
        ["POST", "/applications/APP/addPassword", change],
        ["POST", "/applications/APP/removePassword", change],
        ["GET", "/applications/APP/owners", read],
        ["POST", "/applications/APP/owners/$ref", change],
        ["DELETE", "/applications/APP/owners/SP/$ref", change],
        ["GET", "/applications/APP/federatedIdentityCredentials", read],
        ["POST", "/applications/APP/federatedIdentityCredentials", change],
        ["GET", "/servicePrincipals", read],
        ["POST", "/servicePrincipals", create],
        ["GET", "/servicePrincipals/SP", read],
        ["PATCH", "/servicePrincipals/SP", change],
        ["GET", "/servicePrincipals/SP/owners", read],
        ["POST", "/servicePrincipals/SP/owners/$ref", change],
        ["DELETE", "/servicePrincipals/SP/owners/SP/$ref", change],
        ["GET", "/servicePrincipals/SP/appRoleAssignedTo", read],
        ["POST", "/servicePrincipals/SP/appRoleAssignedTo", []],
        ["DELETE", "/servicePrincipals/SP/appRoleAssignedTo/x", []],
        ["GET", "/oauth2PermissionGrants", [...consent, "Directory.Read.All"]],
        ["POST", "/oauth2PermissionGrants", consent],
        ["PATCH", "/oauth2PermissionGrants/x", consent],
        ["DELETE", "/oauth2PermissionGrants/x", consent],
        ["DELETE", "/applications/APP", change],
    ];

    let microsoft: Microsoft;
    beforeAll(async () => {
        microsoft = await startMicrosoft([]);
    });
    afterAll(() => microsoft.close());

    it.each(all)("%s alone opens just the routes it is enough for", async (permission) => {
        givePermissions(microsoft, [permission]);
        const ids = foreignObjects(microsoft);
        const opened: string[] = [];
        for (const [method, path] of routes) {
            const { status } = await microsoft.graph(
                method,
                `/v1.0${named(path, ids)}`,
                method === "GET" ? undefined : {},
            );
            if (status !== 403) opened.push(`${method} ${path}`);
        }
        const expected = routes.filter(([, , enough]) => enough.includes(permission));
        expect(opened).toEqual(expected.map(([method, path]) => `${method} ${path}`));
    });

    it("assigning app roles takes a second permission, to read applications", async () => {
        const body = { appRoleId: "00000000-0000-0000-0000-000000000000", principalId: ada };
        for (const [permissions, status] of [
            [["AppRoleAssignment.ReadWrite.All"], 403],
            [["Application.Read.All"], 403],
            [["AppRoleAssignment.ReadWrite.All", "Application.Read.All"], 201],
        ] as const) {
            givePermissions(microsoft, permissions);
            const { servicePrincipal: resourceId } = foreignObjects(microsoft);
            const path = `/v1.0/servicePrincipals/${resourceId}/appRoleAssignedTo`;
            expect((await microsoft.graph("POST", path, { ...body, resourceId })).status).toBe(status);
        }
    });
});

describe("Application.ReadWrite.OwnedBy", () => {
    let microsoft: Microsoft;
    let mine: Client;
    let theirs: { application: string; servicePrincipal: string };
    beforeAll(async () => {
        microsoft = await startMicrosoft(["Application.ReadWrite.OwnedBy"]);
        mine = await createClient(microsoft);
        theirs = foreignObjects(microsoft);
    });
    afterAll(() => microsoft.close());

    it("makes the caller the owner of what it creates, where the request names no owner", async () => {
        for (const path of [`applications/${mine.application.id}`, `servicePrincipals/${mine.servicePrincipal.id}`]) {
            const { body } = await microsoft.graph("GET", `/v1.0/${path}/owners`);
            expect(body.value.map(({ id }: { id: string }) => id)).toEqual([deployerId]);
        }
    });

    it("changes what the caller owns", async () => {
        const application = `/v1.0/applications/${mine.application.id}`;
        expect(await microsoft.graph("PATCH", application, { notes: "mine" })).toEqual(done);
        expect((await microsoft.graph("POST", `${application}/addPassword`, {})).status).toBe(200);
        const servicePrincipal = `/v1.0/servicePrincipals/${mine.servicePrincipal.id}`;
        expect(await microsoft.graph("PATCH", servicePrincipal, { notes: "mine" })).toEqual(done);
    });

    it("changes nothing of others, though it reads it", async () => {
        const application = `/v1.0/applications/${theirs.application}`;
        expect((await microsoft.graph("GET", application)).status).toBe(200);
        expect(await microsoft.graph("PATCH", application, { notes: "not mine" })).toEqual(denied);
        expect(await microsoft.graph("DELETE", application)).toEqual(denied);
        const servicePrincipal = `/v1.0/servicePrincipals/${theirs.servicePrincipal}`;
        expect(await microsoft.graph("DELETE", servicePrincipal)).toEqual(denied);
    });

    it("still finds nothing where nothing is", async () => {
        const missing = "99999999-9999-4999-8999-999999999999";
        expect(await microsoft.graph("PATCH", `/v1.0/applications/${missing}`, {})).toEqual(
            refusal(
                404,
                "Request_ResourceNotFound",
                `Resource '${missing}' does not exist or one of its queried reference-property objects are not present.`,
            ),
        );
    });

    it("locks the caller out once it is no owner any more", async () => {
        const application = await createApplication(microsoft);
        const path = `/v1.0/applications/${application.id}`;
        expect(await microsoft.graph("DELETE", `${path}/owners/${deployerId}/$ref`)).toEqual(done);
        expect(await microsoft.graph("PATCH", path, { notes: "mine" })).toEqual(denied);
    });

    it("makes a service principal only for an application the caller owns", async () => {
        const { appId } = microsoft.directory.applications.get(theirs.application) ?? {};
        expect(appId).toBeDefined();
        expect(await microsoft.graph("POST", "/v1.0/servicePrincipals", { appId })).toEqual(denied);
    });

    it("names an application that is not there as one of another directory", async () => {
        const body = { appId: "99999999-9999-4999-8999-999999999999" };
        expect(await microsoft.graph("POST", "/v1.0/servicePrincipals", body)).toEqual(
            refusal(
                403,
                "Authorization_RequestDenied",
                "When using this permission, the backing application of the service principal being created must in the local tenant",
            ),
        );
    });

    it("does not let the caller name a person as an owner, whom it cannot read", async () => {
        const path = `/v1.0/applications/${mine.application.id}/owners/$ref`;
        expect(await microsoft.graph("POST", path, { "@odata.id": directoryObject(ada) })).toEqual(denied);
        const body = { displayName: "x", "owners@odata.bind": [directoryObject(deployerId), directoryObject(ada)] };
        expect(await microsoft.graph("POST", "/v1.0/applications", body)).toEqual(denied);
    });
});

it("refuses a deployer with a permission that the sandbox does not know", async () => {
    await expect(startMicrosoft(["Application.Write"])).rejects.toThrow(
        '"Application.Write" is not an application permission the sandbox knows; it knows Application.Read.All, Application.ReadWrite.All, ',
    );
});

/** Takes the deployer's application permissions away and gives it these. */
function givePermissions({ directory }: Microsoft, permissions: readonly GraphApplicationPermission[]): void {
    const resourceId = directory.servicePrincipalWithAppId("00000003-0000-0000-c000-000000000000")?.id ?? "";
    directory.appRoleAssignments.clear();
    for (const permission of permissions) {
        const appRoleId = graphApplicationPermissions[permission];
        addAppRoleAssignment(directory, { appRoleId, principalId: deployerId, resourceId });
    }
}

/** An app registration without a service principal, and a service principal, neither of which the deployer owns. */
function foreignObjects({ directory }: Microsoft): { application: string; servicePrincipal: string } {
    const application = newApplication("Someone else's", directory.domain, "2026-11-23T08:00:00Z");
    directory.applications.set(application.id, application);
    return { application: application.id, servicePrincipal: deployerId };
}

function named(path: string, ids: { application: string; servicePrincipal: string }): string {
    return path.replace("APP", ids.application).replace("SP", ids.servicePrincipal);
}
