import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
    type Answer,
    ada,
    type Client,
    createClient,
    deployerForm,
    deployerId,
    done,
    engineers,
    type Microsoft,
    nobody,
    notFound,
    refusal,
    startMicrosoft,
} from "./microsoft-fixture.ts";

const defaultRole = "00000000-0000-0000-0000-000000000000";
const reader = "88888888-8888-4888-8888-888888888888";
let microsoft: Microsoft;
let client: Client;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
beforeEach(async () => {
    client = await createClient(microsoft, { displayName: "Orders" });
});
afterAll(() => microsoft.close());

describe("an app role assignment", () => {
    it.each([
        [ada, "User", "Ada"],
        [engineers, "Group", "Engineers"],
        [deployerId, "ServicePrincipal", "Deployer"],
    ])("to %s is to a %s named %s", async (principalId, principalType, principalDisplayName) => {
        const { body, status } = await assign({ "@odata.type": "#microsoft.graph.appRoleAssignment", principalId });
        expect(status).toBe(201);
        const assignment = {
            id: expect.stringMatching(/^[\w-]{43}$/),
            deletedDateTime: null,
            appRoleId: defaultRole,
            createdDateTime: "2026-11-23T08:00:00Z",
            principalDisplayName,
            principalId,
            principalType,
            resourceDisplayName: "Orders",
            resourceId: client.servicePrincipal.id,
        };
        const context = "https://graph.microsoft.com/v1.0/$metadata#appRoleAssignments";
        expect(body).toEqual({ "@odata.context": `${context}/$entity`, ...assignment });
        expect(await microsoft.graph("GET", `${path()}/${body.id}`)).toEqual({ status: 200, body });
        expect((await microsoft.graph("GET", path())).body).toEqual({ "@odata.context": context, value: [assignment] });
    });

    it("is to the default role where the request names none", async () => {
        expect((await assign({ appRoleId: undefined })).body.appRoleId).toBe(defaultRole);
    });

    it("is to a role of the resource where that has roles for such principals", async () => {
        const appRoles = [
            { id: reader, isEnabled: true, value: "reader", allowedMemberTypes: ["User"], ...role },
            { id: nobody, isEnabled: false, value: "writer", allowedMemberTypes: ["User"], ...role },
        ];
        await microsoft.graph("PATCH", `/v1.0/applications/${client.application.id}`, { appRoles });
        const notFound = refusal(400, "Request_BadRequest", "Permission being assigned was not found on application.");
        expect(await assign({ appRoleId: defaultRole })).toEqual(notFound);
        expect(await assign({ appRoleId: nobody })).toEqual(notFound);
        expect(await assign({ appRoleId: reader, principalId: deployerId })).toEqual(notFound);
        expect((await assign({ appRoleId: reader })).body.appRoleId).toBe(reader);
        expect((await assign({ principalId: deployerId })).body.appRoleId).toBe(defaultRole);
    });

    it("shows as a role in the tokens of a service principal", async () => {
        const appRoles = [
            { id: reader, isEnabled: true, value: "reader", allowedMemberTypes: ["Application"], ...role },
        ];
        await microsoft.graph("PATCH", `/v1.0/applications/${client.application.id}`, { appRoles });
        await assign({ appRoleId: reader, principalId: deployerId });
        const { body } = await microsoft.token({ ...deployerForm, scope: `${client.application.appId}/.default` });
        const payload = JSON.parse(Buffer.from(body.access_token.split(".")[1], "base64url").toString());
        expect(payload.roles).toEqual(["reader"]);
    });

    it("comes once", async () => {
        await assign({});
        expect(await assign({})).toEqual(
            refusal(400, "Request_BadRequest", "Permission being assigned already exists on the object."),
        );
    });

    it("goes, and with its resource", async () => {
        const { id } = (await assign({})).body;
        expect(await microsoft.graph("DELETE", `${path()}/${id}`)).toEqual(done);
        expect(await microsoft.graph("DELETE", `${path()}/${id}`)).toEqual(notFound(id));
        const again = (await assign({})).body;
        await microsoft.graph("DELETE", `/v1.0/applications/${client.application.id}`);
        expect(microsoft.directory.appRoleAssignments.has(again.id)).toBe(false);
    });

    it("is found on its own resource only", async () => {
        const { id } = (await assign({})).body;
        const elsewhere = `/v1.0/servicePrincipals/${deployerId}/appRoleAssignedTo/${id}`;
        expect(await microsoft.graph("GET", elsewhere)).toEqual(notFound(id));
    });

    it("is listed with whom it is to as well", async () => {
        const { id } = (await assign({ principalId: deployerId })).body;
        const { body } = await microsoft.graph("GET", `/v1.0/servicePrincipals/${deployerId}/appRoleAssignments`);
        expect(body["@odata.context"]).toBe("https://graph.microsoft.com/v1.0/$metadata#appRoleAssignments");
        expect(
            body.value.filter((one: { resourceId: string }) => one.resourceId === client.servicePrincipal.id),
        ).toEqual([expect.objectContaining({ id, principalId: deployerId })]);
    });

    it("is refused where path and body name two resources", async () => {
        expect(await assign({ resourceId: deployerId })).toEqual(
            refusal(400, "Request_BadRequest", "Not a valid reference update."),
        );
    });

    it.each<[string, object, unknown]>([
        ["to nobody", { principalId: nobody }, notFound(nobody)],
        [
            "to no one named",
            { principalId: undefined },
            refusal(
                400,
                "Request_BadRequest",
                "A value is required for property 'principalId' of resource 'AppRoleAssignment'.",
            ),
        ],
        [
            "with a name for the principal",
            { principalDisplayName: "Ada" },
            refusal(400, "Request_BadRequest", "Property 'principalDisplayName' is read-only and cannot be set."),
        ],
    ])("is refused %s", async (_, body, refused) => {
        expect(await assign(body)).toEqual(refused);
    });

    it("is refused on a resource that is not there", async () => {
        const missing = `/v1.0/servicePrincipals/${nobody}/appRoleAssignedTo`;
        const body = { appRoleId: defaultRole, principalId: ada, resourceId: nobody };
        expect(await microsoft.graph("POST", missing, body)).toEqual(notFound(nobody));
    });
});

const role = { description: "A role", displayName: "Role" };

function path(): string {
    return `/v1.0/servicePrincipals/${client.servicePrincipal.id}/appRoleAssignedTo`;
}

function assign(properties: object): Promise<Answer> {
    const { id: resourceId } = client.servicePrincipal;
    return microsoft.graph("POST", path(), { appRoleId: defaultRole, principalId: ada, resourceId, ...properties });
}
