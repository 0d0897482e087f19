import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
    createApplication,
    done,
    guid,
    type Microsoft,
    nobody,
    notFound,
    refusal,
    startMicrosoft,
} from "./microsoft-fixture.ts";

let microsoft: Microsoft;
let path: string;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
beforeEach(async () => {
    path = `/v1.0/applications/${(await createApplication(microsoft)).id}/federatedIdentityCredentials`;
});
afterAll(() => microsoft.close());

const github = {
    audiences: ["api://AzureADTokenExchange"],
    description: null,
    issuer: "https://token.actions.githubusercontent.com",
    name: "main",
    subject: "repo:contoso/login:ref:refs/heads/main",
};

describe("a federated identity credential", () => {
    it("is created, told, changed and deleted", async () => {
        const { body, status } = await microsoft.graph("POST", path, github);
        expect(status).toBe(201);
        const context = "https://graph.microsoft.com/v1.0/$metadata#federatedIdentityCredentials";
        const credential = { id: expect.stringMatching(guid), ...github };
        expect(body).toEqual({ "@odata.context": `${context}/$entity`, ...credential });
        expect((await microsoft.graph("GET", path)).body).toEqual({ "@odata.context": context, value: [credential] });

        const own = `${path}/${body.id}`;
        const change = { id: body.id, name: "main", subject: "repo:contoso/login:*" };
        expect(await microsoft.graph("PATCH", own, change)).toEqual(done);
        expect((await microsoft.graph("GET", own)).body).toEqual({ ...body, subject: "repo:contoso/login:*" });
        expect(await microsoft.graph("DELETE", own)).toEqual(done);
        expect(await microsoft.graph("GET", own)).toEqual(notFound(body.id));
        expect((await microsoft.graph("GET", path)).body.value).toEqual([]);
    });

    it("has a name of its own, and keeps it", async () => {
        const { id } = (await microsoft.graph("POST", path, github)).body;
        expect(await microsoft.graph("POST", path, github)).toEqual(
            refusal(
                409,
                "Request_MultipleObjectsWithSameKeyValue",
                "FederatedIdentityCredential with name main already exists.",
            ),
        );
        expect(await microsoft.graph("PATCH", `${path}/${id}`, { name: "other" })).toEqual(
            refusal(400, "Request_BadRequest", "Property cannot be updated: name"),
        );
        expect(await microsoft.graph("PATCH", `${path}/${id}`, { id: nobody })).toEqual(
            refusal(400, "Request_BadRequest", "Property 'id' is read-only and cannot be set."),
        );
    });

    it.each(["audiences", "issuer", "name", "subject"])("needs %s", async (property) => {
        const { [property]: _, ...body } = github as Record<string, unknown>;
        expect(await microsoft.graph("POST", path, body)).toEqual(
            refusal(
                400,
                "Request_BadRequest",
                `A value is required for property '${property}' of resource 'FederatedIdentityCredential'.`,
            ),
        );
    });

    it("belongs to an app registration", async () => {
        const missing = `/v1.0/applications/${nobody}/federatedIdentityCredentials`;
        expect(await microsoft.graph("POST", missing, github)).toEqual(notFound(nobody));
        expect(await microsoft.graph("GET", `${path}/${nobody}`)).toEqual(notFound(nobody));
    });
});
