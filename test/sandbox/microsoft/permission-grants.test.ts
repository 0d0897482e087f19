import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
    type Answer,
    ada,
    createClient,
    done,
    engineers,
    type Microsoft,
    nobody,
    refusal,
    startMicrosoft,
} from "./microsoft-fixture.ts";

let microsoft: Microsoft;
let clientId: string;
let resourceId: string;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    resourceId = microsoft.directory.servicePrincipalWithAppId("00000003-0000-0000-c000-000000000000")?.id ?? "";
});
beforeEach(async () => {
    clientId = (await createClient(microsoft)).servicePrincipal.id;
});
afterAll(() => microsoft.close());

describe("a delegated permission grant", () => {
    it("gives everyone's consent, and is told as it was given", async () => {
        const scope = "openid offline_access User.Read";
        const { body, status } = await grant({ "@odata.type": "#microsoft.graph.oAuth2PermissionGrant", scope });
        expect(status).toBe(201);
        expect(body).toEqual({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#oauth2PermissionGrants/$entity",
            id: expect.stringMatching(/^[\w-]{43}$/),
            clientId,
            consentType: "AllPrincipals",
            principalId: null,
            resourceId,
            scope,
        });
        expect(await microsoft.graph("GET", `/v1.0/oauth2PermissionGrants/${body.id}`)).toEqual({ status: 200, body });
        const listed = await microsoft.graph("GET", `/v1.0/oauth2PermissionGrants?$filter=clientId eq '${clientId}'`);
        expect(listed.body.value.map(({ id }: { id: string }) => id)).toEqual([body.id]);
    });

    it("changes its scopes, and nothing else", async () => {
        const path = `/v1.0/oauth2PermissionGrants/${(await grant({})).body.id}`;
        expect(await microsoft.graph("PATCH", path, { scope: "User.Read Mail.Read" })).toEqual(done);
        expect((await microsoft.graph("GET", path)).body.scope).toBe("User.Read Mail.Read");
        expect(await microsoft.graph("PATCH", path, { clientId, scope: "openid" })).toEqual(
            badRequest("Property cannot be updated: clientId"),
        );
        expect(await microsoft.graph("PATCH", path, { scope: "Mail.Everything" })).toEqual(
            invalid("scope", "the resource has no permission Mail.Everything"),
        );
        expect((await microsoft.graph("GET", path)).body.scope).toBe("User.Read Mail.Read");
    });

    it("comes once for everyone, and once for each person", async () => {
        const exists = refusal(409, "Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists.");
        const forAda = { consentType: "Principal", principalId: ada };
        expect((await grant({})).status).toBe(201);
        expect((await grant(forAda)).status).toBe(201);
        expect(await grant({ scope: "User.Read" })).toEqual(exists);
        expect(await grant(forAda)).toEqual(exists);
    });

    it("goes, and can come again", async () => {
        const { id } = (await grant({})).body;
        expect(await microsoft.graph("DELETE", `/v1.0/oauth2PermissionGrants/${id}`)).toEqual(done);
        for (const method of ["GET", "DELETE"]) {
            expect(await microsoft.graph(method, `/v1.0/oauth2PermissionGrants/${id}`)).toEqual(
                refusal(
                    404,
                    "Request_ResourceNotFound",
                    `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`,
                ),
            );
        }
        expect((await grant({})).status).toBe(201);
    });

    it("goes with its client and with its resource", async () => {
        const api = await createClient(microsoft, { api: { oauth2PermissionScopes: [ordersRead] } });
        const other = await createClient(microsoft);
        const onApi = { resourceId: api.servicePrincipal.id, scope: "orders.read" };
        await grant(onApi);
        await grant({ ...onApi, clientId: other.servicePrincipal.id });
        await microsoft.graph("DELETE", `/v1.0/servicePrincipals/${other.servicePrincipal.id}`);
        expect(grantsOn(api.servicePrincipal.id)).toEqual([clientId]);
        await microsoft.graph("DELETE", `/v1.0/applications/${api.application.id}`);
        expect(grantsOn(api.servicePrincipal.id)).toEqual([]);
    });

    it.each<[string, () => object, () => unknown]>([
        ["of no client", () => ({ clientId: undefined }), () => badRequest(required("clientId"))],
        ["of a client that is not there", () => ({ clientId: nobody }), () => badRequest(missing(nobody))],
        ["on a resource that is not there", () => ({ resourceId: nobody }), () => badRequest(missing(nobody))],
        [
            "of a permission there is not",
            () => ({ scope: "User.Read user.read" }),
            () => invalid("scope", "the resource has no permission user.read"),
        ],
        ["of no permission", () => ({ scope: " " }), () => invalid("scope", "it names no permission")],
        ["without a scope", () => ({ scope: undefined }), () => badRequest(required("scope"))],
        ["of an unknown kind", () => ({ consentType: "Some" }), () => invalid("consentType")],
        [
            "for one person who is not named",
            () => ({ consentType: "Principal" }),
            () => badRequest(required("principalId")),
        ],
        [
            "for a group",
            () => ({ consentType: "Principal", principalId: engineers }),
            () => badRequest(missing(engineers)),
        ],
        [
            "for everyone and one person",
            () => ({ principalId: ada }),
            () => invalid("principalId", "consentType is AllPrincipals"),
        ],
        [
            "with an expiry, which only beta has",
            () => ({ expiryTime: null }),
            () => badRequest("Invalid property 'expiryTime'."),
        ],
    ])("is refused %s", async (_, body, refused) => {
        const before = microsoft.directory.permissionGrants.size;
        expect(await grant(body())).toEqual(refused());
        expect(microsoft.directory.permissionGrants.size).toBe(before);
    });
});

const ordersRead = {
    adminConsentDescription: "Read orders",
    adminConsentDisplayName: "Read orders",
    id: "77777777-7777-4777-8777-777777777777",
    isEnabled: true,
    type: "User",
    value: "orders.read",
};

function grant(properties: object): Promise<Answer> {
    const body = { clientId, consentType: "AllPrincipals", resourceId, scope: "openid", ...properties };
    return microsoft.graph("POST", "/v1.0/oauth2PermissionGrants", body);
}

function grantsOn(resource: string): string[] {
    const grants = [...microsoft.directory.permissionGrants.values()];
    return grants.filter(({ resourceId }) => resourceId === resource).map((one) => one.clientId);
}

function badRequest(message: string): Partial<Answer> {
    return refusal(400, "Request_BadRequest", message);
}

function invalid(property: string, why?: string): Partial<Answer> {
    const message = `Invalid value specified for property '${property}' of resource 'OAuth2PermissionGrant'.`;
    return badRequest(why === undefined ? message : `${message} (${why})`);
}

function required(property: string): string {
    return `A value is required for property '${property}' of resource 'OAuth2PermissionGrant'.`;
}

function missing(id: string): string {
    return `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
}
