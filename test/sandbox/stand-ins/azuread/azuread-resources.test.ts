import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { microsoftGraphAppId } from "../../../../catalogue/microsoft.ts";
import { secret, unknownText } from "../provider-process.ts";
import { ada, callerId, type StandInWorld, startStandIn } from "../stand-in-world.ts";

type Inputs = { [name: string]: JavaScriptValue };

const token = (type: string) => `azuread:index/${type.slice(0, 1).toLowerCase()}${type.slice(1)}:${type}`;
const openid = "37f7f235-527c-4136-accd-4a02d197296e";
const userRead = "e1fe6dd8-ba31-4d61-89e7-88639da4683d";
const login = {
    displayName: "Login",
    description: "Signs people in",
    owners: [callerId],
    signInAudience: "AzureADandPersonalMicrosoftAccount",
    api: { requestedAccessTokenVersion: 2 },
    web: { redirectUris: ["https://z.example/login/callback", "https://a.example/login/callback"] },
    requiredResourceAccesses: [
        {
            resourceAppId: microsoftGraphAppId,
            resourceAccesses: [
                { id: openid, type: "Scope" },
                { id: userRead, type: "Scope" },
            ],
        },
    ],
};

let sandbox: StandInWorld;

beforeAll(async () => {
    sandbox = await startStandIn("azuread");
});

afterAll(() => sandbox.close());

/** Makes a resource as the engine does: checked first. */
async function made(type: string, given: Inputs) {
    const inputs = await inputsOf(type, given);
    return { inputs, ...(await sandbox.provider.create(token(type), inputs)) };
}

async function inputsOf(type: string, given: Inputs): Promise<Inputs> {
    const { inputs, failures } = await sandbox.provider.check(token(type), "it", given);
    expect(failures).toEqual([]);
    return inputs;
}

/** What a provider says about a resource that nobody touched: nothing changes, not even after a refresh. */
async function expectNoChange(type: string, { id, state, inputs }: { id: string; state: Inputs; inputs: Inputs }) {
    expect((await sandbox.provider.diff(token(type), id, state, inputs)).changes).toEqual({});
    const refreshed = await sandbox.provider.read(token(type), id, state, inputs);
    expect(refreshed.state).toEqual(state);
    expect(refreshed.inputs).toEqual(inputs);
}

function objectIdOf({ state }: { state: Inputs }): string {
    return String(state["objectId"]);
}

describe("an app registration", () => {
    it("is made, waited for by its name back and forth, read, and deleted", async () => {
        const mark = sandbox.world.requests.mark();
        const application = await made("Application", login);
        const id = objectIdOf(application);
        const path = `/v1.0/applications/${id}`;

        expect(application.id).toBe(`/applications/${id}`);
        expect(sandbox.calls(mark)).toEqual([
            "POST /v1.0/applications 201",
            `PATCH ${path} 204`,
            `PATCH ${path} 204`,
            `GET ${path} 200`,
            `GET /beta/applications/${id} 200`,
            `GET ${path}/owners 200`,
        ]);
        expect(sandbox.world.directory.applications.get(id)).toMatchObject({
            displayName: "Login",
            signInAudience: "AzureADandPersonalMicrosoftAccount",
        });
        await expectNoChange("Application", application);

        const deleted = sandbox.world.requests.mark();
        await sandbox.provider.delete(token("Application"), application.id, application.state);
        expect(sandbox.calls(deleted)).toEqual([`DELETE ${path} 204`, `GET ${path} 404`]);
        expect((await sandbox.provider.read(token("Application"), application.id, application.state)).id).toBe("");
    });

    it("is previewed with its ids unknown", async () => {
        const inputs = await inputsOf("Application", login);
        const { state } = await sandbox.provider.create(token("Application"), inputs, true);

        expect(state).toMatchObject({
            id: unknownText,
            clientId: unknownText,
            objectId: unknownText,
            web: { redirectUris: ["https://a.example/login/callback", "https://z.example/login/callback"] },
        });
    });

    it("minds the order of permissions, and not that of redirect URIs and owners", async () => {
        const { id, state } = await made("Application", { ...login, displayName: "Order", owners: [callerId, ada] });
        const [access] = login.requiredResourceAccesses;
        const inputs = await inputsOf("Application", {
            ...login,
            displayName: "Order",
            owners: [ada, callerId],
            web: { redirectUris: login.web.redirectUris.toReversed() },
            requiredResourceAccesses: [{ ...access, resourceAccesses: access?.resourceAccesses.toReversed() ?? [] }],
        });

        expect((await sandbox.provider.diff(token("Application"), id, state, inputs)).changes).toEqual({
            "requiredResourceAccesses[0].resourceAccesses[0].id": "UPDATE",
            "requiredResourceAccesses[0].resourceAccesses[1].id": "UPDATE",
        });
    });

    it("is changed with everything it is, and its owners one by one", async () => {
        const { id, state } = await made("Application", { ...login, displayName: "Changing" });
        const inputs = await inputsOf("Application", {
            ...login,
            displayName: "Changed",
            owners: [ada],
            web: { redirectUris: ["https://a.example/login/callback"] },
        });
        const mark = sandbox.world.requests.mark();
        const updated = await sandbox.provider.update(token("Application"), id, state, inputs);

        const path = `/v1.0${id}`;
        expect(sandbox.calls(mark).slice(0, 4)).toEqual([
            `PATCH ${path} 204`,
            `GET ${path}/owners 200`,
            `POST ${path}/owners/$ref 204`,
            `DELETE ${path}/owners/${callerId}/$ref 204`,
        ]);
        expect(updated).toMatchObject({
            displayName: "Changed",
            owners: [ada],
            web: { redirectUris: ["https://a.example/login/callback"] },
            requiredResourceAccesses: login.requiredResourceAccesses,
        });
    });

    it("takes the deployer out of its owners where it is not named", async () => {
        const { id } = await made("Application", { ...login, displayName: "Not mine", owners: [ada] });

        expect((await sandbox.provider.read(token("Application"), id)).inputs["owners"]).toEqual([ada]);
    });

    it("is refused where its name is taken, in the preview already", async () => {
        const { state } = await made("Application", { ...login, displayName: "Taken" });
        const inputs = await inputsOf("Application", { ...login, displayName: "Taken", preventDuplicateNames: true });

        await expect(sandbox.provider.create(token("Application"), inputs, true)).rejects.toThrow(
            `An existing "azuread_application" with name "Taken" (ID: "${objectIdOf({ state })}") was found and \`prevent_duplicate_names\` was specified.`,
        );
    });

    it.each<[string, Inputs, string]>([
        [
            "tokens of version 1",
            { api: { requestedAccessTokenVersion: 1 } },
            "`requested_access_token_version` must be 2",
        ],
        [
            "a host with a wildcard",
            { web: { redirectUris: ["https://*.example/login/callback"] } },
            "`redirect_uris` having wildcard hosts are not supported",
        ],
        [
            "more than thirty permissions",
            {
                requiredResourceAccesses: [
                    {
                        resourceAppId: microsoftGraphAppId,
                        resourceAccesses: Array.from({ length: 31 }, () => ({ id: openid, type: "Scope" })),
                    },
                ],
            },
            "maximum of 30 `resource_access` blocks",
        ],
    ])("for personal accounts is refused with %s, in the preview already", async (_, change, problem) => {
        const inputs = await inputsOf("Application", { ...login, ...change });

        await expect(sandbox.provider.create(token("Application"), inputs, true)).rejects.toThrow(
            `diffing urn:pulumi:dev::microsoft-connection::parent:index:Parent$azuread:index/application:Application::it: 1 error occurred:\n\t* ${problem}`,
        );
    });

    it("is imported by its resource id only", async () => {
        const { id, state } = await made("Application", { ...login, displayName: "Imported" });

        expect((await sandbox.provider.read(token("Application"), id)).inputs).toMatchObject({
            displayName: "Imported",
        });
        expect((await sandbox.provider.read(token("Application"), objectIdOf({ state }))).id).toBe("");
    });
});

describe("a client secret", () => {
    it("is told once and kept, is replaced by every change, and cannot be imported", async () => {
        const application = await made("Application", { ...login, displayName: "Secrets" });
        const given = {
            applicationId: application.id,
            displayName: "slot a",
            endDate: "2099-06-01T00:00:00Z",
            rotateWhenChanged: { issued: "2026-01-01" },
        };
        const password = await made("ApplicationPassword", given);
        const { id, state } = password;
        expect(id).toBe(`${objectIdOf(application)}/password/${String(state["keyId"])}`);
        expect(state["value"]).toEqual(secret(expect.stringMatching(/.{16,}/)));
        await expectNoChange("ApplicationPassword", password);

        const inputs = await inputsOf("ApplicationPassword", { ...given, rotateWhenChanged: { issued: "2026-02-01" } });
        expect(await sandbox.provider.diff(token("ApplicationPassword"), id, state, inputs)).toEqual({
            changes: { "rotateWhenChanged.issued": "UPDATE_REPLACE" },
            replaces: ["rotateWhenChanged"],
            deleteBeforeReplace: false,
        });
        const fraction = await inputsOf("ApplicationPassword", { ...given, endDate: "2099-06-01T00:00:00.000Z" });
        expect((await sandbox.provider.diff(token("ApplicationPassword"), id, state, fraction)).replaces).toEqual([
            "endDate",
        ]);
        expect((await sandbox.provider.read(token("ApplicationPassword"), id)).id).toBe("");

        await sandbox.provider.delete(token("ApplicationPassword"), id, state);
        expect((await sandbox.provider.read(token("ApplicationPassword"), id, state)).id).toBe("");
    });

    it("ends when the directory says, where only a relative end is given", async () => {
        const application = await made("Application", { ...login, displayName: "Relative" });
        const { state } = await made("ApplicationPassword", { applicationId: application.id, endDateRelative: "240h" });

        const years = (Date.parse(String(state["endDate"])) - Date.parse(String(state["startDate"]))) / 31_536_000_000;
        expect(years).toBeCloseTo(2, 1);
    });

    it.each(["startDate", "endDate"])("has a %s with a time zone", async (property) => {
        const inputs = { applicationId: `/applications/${callerId}`, [property]: "2030-01-01T00:00:00" };
        const { failures } = await sandbox.provider.check(token("ApplicationPassword"), "it", inputs);

        expect(failures).toEqual([expect.stringContaining(`expected ${property} to be a valid RFC3339 date`)]);
    });

    it("of an app registration that is not there is refused", async () => {
        const applicationId = "/applications/00000000-0000-4000-8000-000000000000";
        const inputs = await inputsOf("ApplicationPassword", { applicationId });

        await expect(sandbox.provider.create(token("ApplicationPassword"), inputs)).rejects.toThrow(
            '[application_id] Application (Application: "00000000-0000-4000-8000-000000000000") was not found',
        );
        expect(
            (await sandbox.provider.check(token("ApplicationPassword"), "it", { applicationId: "Login" })).failures,
        ).toEqual([
            `expected applicationId to be an Application ID, /applications/{object id}, got "Login". Examine values at 'it.applicationId'.`,
        ]);
    });
});

describe("a service principal with its consent and its people", () => {
    it("is made, changed, imported and deleted, and not made twice", async () => {
        const application = await made("Application", { ...login, displayName: "Principal" });
        const clientId = String(application.state["clientId"]);
        const given = { clientId, owners: [callerId], appRoleAssignmentRequired: true };
        const principal = await made("ServicePrincipal", given);
        expect(principal.state).toMatchObject({ clientId, accountEnabled: true, appRoleAssignmentRequired: true });
        await expectNoChange("ServicePrincipal", principal);
        await expect(sandbox.provider.create(token("ServicePrincipal"), principal.inputs)).rejects.toThrow(
            `[id] A resource with the ID "${objectIdOf(principal)}" already exists`,
        );

        const inputs = await inputsOf("ServicePrincipal", { ...given, owners: [callerId, ada], notes: "n" });
        const updated = await sandbox.provider.update(token("ServicePrincipal"), principal.id, principal.state, inputs);
        expect(updated).toMatchObject({ notes: "n", owners: [callerId, ada].sort() });
        expect((await sandbox.provider.read(token("ServicePrincipal"), principal.id)).inputs).toEqual({
            clientId,
            appRoleAssignmentRequired: true,
            notes: "n",
            owners: [callerId, ada].sort(),
        });
        await sandbox.provider.delete(token("ServicePrincipal"), principal.id, updated);
        expect((await sandbox.provider.read(token("ServicePrincipal"), principal.id, updated)).id).toBe("");
    });

    it("that is there is taken over when asked for, and deleted all the same", async () => {
        const application = await made("Application", { ...login, displayName: "Existing" });
        const clientId = String(application.state["clientId"]);
        const { id } = await made("ServicePrincipal", { clientId, owners: [callerId] });
        const taken = await made("ServicePrincipal", { clientId, owners: [callerId], useExisting: true });

        expect(taken.id).toBe(id);
        await sandbox.provider.delete(token("ServicePrincipal"), id, taken.state);
        expect((await sandbox.provider.read(token("ServicePrincipal"), id, taken.state)).id).toBe("");
    });

    it("has one grant of all scopes, in any order, and assigned people", async () => {
        const application = await made("Application", { ...login, displayName: "Consent" });
        const principal = await made("ServicePrincipal", {
            clientId: application.state["clientId"] ?? "",
            owners: [callerId],
        });
        const servicePrincipalObjectId = objectIdOf(principal);
        const { result: graph } = await sandbox.provider.invoke(
            "azuread:index/getServicePrincipal:getServicePrincipal",
            {
                clientId: microsoftGraphAppId,
            },
        );
        const given = {
            servicePrincipalObjectId,
            resourceServicePrincipalObjectId: graph["objectId"] ?? "",
            claimValues: ["openid", "User.Read"],
        };
        const grant = await made("ServicePrincipalDelegatedPermissionGrant", given);
        const type = token("ServicePrincipalDelegatedPermissionGrant");
        await expectNoChange("ServicePrincipalDelegatedPermissionGrant", grant);
        const inputs = await inputsOf("ServicePrincipalDelegatedPermissionGrant", {
            ...given,
            claimValues: ["Mail.Read", "User.Read", "openid"],
        });
        expect((await sandbox.provider.diff(type, grant.id, grant.state, inputs)).changes).toEqual({
            "claimValues[0]": "ADD",
        });
        const updated = await sandbox.provider.update(type, grant.id, grant.state, inputs);
        expect(updated["claimValues"]).toEqual(["Mail.Read", "User.Read", "openid"]);
        await expect(sandbox.provider.create(type, inputs)).rejects.toThrow(
            "Could not create delegated permission grant: unexpected status 409 (409 Conflict) with error: Request_MultipleObjectsWithSameKeyValue",
        );

        const assignment = await made("AppRoleAssignment", {
            appRoleId: "00000000-0000-0000-0000-000000000000",
            principalObjectId: ada,
            resourceObjectId: servicePrincipalObjectId,
        });
        expect(assignment.state).toMatchObject({ principalDisplayName: "Ada", principalType: "User" });
        await expectNoChange("AppRoleAssignment", assignment);
        await sandbox.provider.delete(token("AppRoleAssignment"), assignment.id, assignment.state);
        await sandbox.provider.delete(type, grant.id, updated);
        await expect(sandbox.provider.delete(type, grant.id, updated)).rejects.toThrow(
            "unexpected status 404 (404 Not Found)",
        );
    });
});

describe("look-ups", () => {
    const invoke = (name: string, inputs: Inputs) => sandbox.provider.invoke(`azuread:index/${name}:${name}`, inputs);

    it("know who deploys, and where", async () => {
        const mark = sandbox.world.requests.mark();

        expect((await invoke("getClientConfig", {})).result).toEqual({
            id: expect.any(String),
            tenantId: sandbox.environment["ARM_TENANT_ID"],
            clientId: sandbox.environment["ARM_CLIENT_ID"],
            objectId: callerId,
        });
        expect(sandbox.world.requests.since(mark)).toEqual([]);
    });

    it("find Microsoft Graph with its scopes, and app registrations by name", async () => {
        const { id } = await made("Application", { ...login, displayName: "Found" });

        expect((await invoke("getServicePrincipal", { clientId: microsoftGraphAppId })).result).toMatchObject({
            displayName: "Microsoft Graph",
            oauth2PermissionScopeIds: { openid, "User.Read": userRead },
        });
        expect((await invoke("getApplication", { displayName: "Found" })).result).toMatchObject({
            id,
            owners: [callerId],
            webs: [{ redirectUris: login.web.redirectUris.toSorted() }],
        });
    });

    it("do not choose between app registrations of one name", async () => {
        await made("Application", { ...login, displayName: "Twice", preventDuplicateNames: false });
        await made("Application", { ...login, displayName: "Twice", preventDuplicateNames: false });

        await expect(invoke("getApplication", { displayName: "Twice" })).rejects.toThrow(
            "Multiple applications found: found multiple applications matching filter: \"displayName eq 'Twice'\"",
        );
    });

    it("say what is not there", async () => {
        const missing = "00000000-0000-4000-8000-000000000000";

        await expect(invoke("getServicePrincipal", { clientId: missing })).rejects.toThrow(
            "no service principal found",
        );
        await expect(invoke("getServicePrincipal", { objectId: missing })).rejects.toThrow(
            `[object_id] Service Principal (Service Principal: "${missing}") was not found`,
        );
        await expect(invoke("getApplication", { displayName: "Missing" })).rejects.toThrow(
            "Application not found: no applications found matching filter: \"displayName eq 'Missing'\"",
        );
    });
});
