import { Client, GraphError, PageIterator } from "@microsoft/microsoft-graph-client";
import type { Application, PasswordCredential, ServicePrincipal } from "@microsoft/microsoft-graph-types";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApplication, deployerForm, type Microsoft, startMicrosoft } from "./microsoft-fixture.ts";

let microsoft: Microsoft;
let client: Client;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    client = Client.initWithMiddleware({
        middleware: {
            execute: async (context) => {
                const headers = { ...context.options?.headers, authorization: `Bearer ${await token()}` };
                context.response = await microsoft.fetch(context.request, { ...context.options, headers });
            },
        },
    });
});
afterAll(() => microsoft.close());

describe("Microsoft's own Graph client", () => {
    it("makes an app registration, a secret and a service principal, and takes them away", async () => {
        const application: Application = await client.api("/applications").post({ displayName: "By the client" });
        const path = `/applications/${application.id}`;
        const passwordCredential = { displayName: "a", endDateTime: "2027-03-01T00:00:00Z" };
        const password: PasswordCredential = await client.api(`${path}/addPassword`).post({ passwordCredential });
        const principal: ServicePrincipal = await client.api("/servicePrincipals").post({ appId: application.appId });
        await client.api(path).patch({ web: { redirectUris: ["https://login.example.com/login/callback"] } });

        const found = await client.api("/servicePrincipals").filter(`appId eq '${application.appId}'`).get();
        expect(found.value).toEqual([
            expect.objectContaining({ id: principal.id, replyUrls: ["https://login.example.com/login/callback"] }),
        ]);
        const told: Application = await client.api(path).select(["displayName", "passwordCredentials"]).get();
        expect(told).toEqual({
            "@odata.context":
                "https://graph.microsoft.com/v1.0/$metadata#applications(displayName,passwordCredentials)/$entity",
            displayName: "By the client",
            passwordCredentials: [
                {
                    customKeyIdentifier: null,
                    displayName: "a",
                    endDateTime: "2027-03-01T00:00:00Z",
                    hint: password.secretText?.slice(0, 3),
                    keyId: password.keyId,
                    secretText: null,
                    startDateTime: "2026-11-23T08:00:00Z",
                },
            ],
        });
        await client.api(`${path}/removePassword`).post({ keyId: password.keyId });
        await client.api(path).delete();
        await expect(client.api(path).get()).rejects.toMatchObject({ statusCode: 404 });
    });

    it("reads a refusal", async () => {
        const refused = client.api("/applications").post({ displayName: "x", colour: "red" });
        await expect(refused).rejects.toThrow(GraphError);
        await expect(refused).rejects.toMatchObject({
            statusCode: 400,
            code: "Request_BadRequest",
            message: "Invalid property 'colour'.",
        });
    });

    it("turns the pages of a list by itself", async () => {
        for (let count = 0; count < 7; count += 1) await createApplication(microsoft, { displayName: `Page ${count}` });
        const names: string[] = [];
        const first = await client.api("/applications").select("displayName").top(2).get();
        await new PageIterator(client, first, (application: Application) => {
            names.push(application.displayName ?? "");
            return true;
        }).iterate();
        expect(names).toEqual([...microsoft.directory.applications.values()].map(({ displayName }) => displayName));
    });
});

describe("pages", () => {
    it("put together are the whole list, whatever their size", async () => {
        const whole = [...microsoft.directory.applications.keys()];
        await fc.assert(
            fc.asyncProperty(fc.integer({ min: 1, max: whole.length + 1 }), async (size) => {
                const ids: string[] = [];
                let pages = 0;
                let path: string | undefined = `/v1.0/applications?$top=${size}&$select=id`;
                while (path !== undefined) {
                    const { body } = await microsoft.graph("GET", path);
                    expect(body.value.length).toBeLessThanOrEqual(size);
                    pages += 1;
                    ids.push(...body.value.map(({ id }: { id: string }) => id));
                    const next: string | undefined = body["@odata.nextLink"];
                    if (next !== undefined)
                        expect(next).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/applications\?/);
                    path = next?.replace("https://graph.microsoft.com", "");
                }
                expect(ids).toEqual(whole);
                expect(pages).toBe(Math.ceil(whole.length / size));
            }),
            { numRuns: 8 },
        );
    });

    it.each(["0", "1000", "-1", "ten", ""])("do not come in size %j", async (size) => {
        const { body, status } = await microsoft.graph("GET", `/v1.0/applications?$top=${size}`);
        expect(status).toBe(400);
        expect(body.error.message).toBe(`Invalid page size specified: '${size}'. Must be between 1 and 999 inclusive.`);
    });

    it("are not turned with a token of one's own making", async () => {
        const { body, status } = await microsoft.graph("GET", "/v1.0/applications?$skiptoken=next");
        expect([status, body.error.code]).toEqual([400, "Directory_ExpiredPageToken"]);
    });
});

async function token(): Promise<string> {
    return (await microsoft.token(deployerForm)).body.access_token;
}
