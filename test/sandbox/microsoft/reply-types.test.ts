import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { graphRoutes } from "../../../sandbox/microsoft/graph-routes.ts";
import { createApp, grantToAll } from "./login/app.ts";
import {
    type Answer,
    ada,
    deployerForm,
    deployerId,
    directoryObject,
    type Microsoft,
    startMicrosoft,
} from "./microsoft-fixture.ts";
import { microsoftProblems, type ReplyType, replyTypes } from "./reply-types.ts";

let microsoft: Microsoft;

/** Replies to requests of every route that answers with something, by method and route. */
let replies: ReadonlyMap<string, Answer>;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    replies = await everyReply();
});
afterAll(() => microsoft.close());

/** What each route answers with; `List` is a page of them. */
const answers: readonly (readonly [method: string, route: string, type: ReplyType, list?: "list"])[] = [
    ["GET", "/applications", "Application", "list"],
    ["POST", "/applications", "Application"],
    ["GET", "/applications/:id", "Application"],
    ["POST", "/applications/:id/addPassword", "PasswordCredential"],
    ["GET", "/applications/:id/owners", "DirectoryObject", "list"],
    ["GET", "/applications/:id/federatedIdentityCredentials", "FederatedIdentityCredential", "list"],
    ["POST", "/applications/:id/federatedIdentityCredentials", "FederatedIdentityCredential"],
    ["GET", "/applications/:id/federatedIdentityCredentials/:credentialId", "FederatedIdentityCredential"],
    ["GET", "/servicePrincipals", "ServicePrincipal", "list"],
    ["POST", "/servicePrincipals", "ServicePrincipal"],
    ["GET", "/servicePrincipals/:id", "ServicePrincipal"],
    ["GET", "/servicePrincipals/:id/owners", "DirectoryObject", "list"],
    ["GET", "/servicePrincipals/:id/appRoleAssignedTo", "AppRoleAssignment", "list"],
    ["GET", "/servicePrincipals/:id/appRoleAssignments", "AppRoleAssignment", "list"],
    ["POST", "/servicePrincipals/:id/appRoleAssignedTo", "AppRoleAssignment"],
    ["GET", "/servicePrincipals/:id/appRoleAssignedTo/:assignmentId", "AppRoleAssignment"],
    ["GET", "/oauth2PermissionGrants", "OAuth2PermissionGrant", "list"],
    ["POST", "/oauth2PermissionGrants", "OAuth2PermissionGrant"],
    ["GET", "/oauth2PermissionGrants/:id", "OAuth2PermissionGrant"],
];

describe("what the provider's client of Microsoft Graph parses", () => {
    it.each(answers.map(([method, route, type, list]) => ({ method, route, type, list })))(
        "is what $method $route answers: $type",
        ({ method, route, type, list }) => {
            const { body, status } = replies.get(`${method} ${route}`) ?? { status: 0, body: {} };
            expect([200, 201]).toContain(status);
            const objects: unknown[] = list === undefined ? [body] : body.value;
            expect(objects.length).toBeGreaterThan(0);
            expect(objects.flatMap((object) => microsoftProblems(type, object))).toEqual([]);
        },
    );

    it("is asked of every route that answers with something", () => {
        const silent = /^(PATCH|DELETE|PUT) |removePassword$|\$ref$/;
        const routes = graphRoutes.map(([method, path]) => `${method} ${path}`).filter((route) => !silent.test(route));
        expect(answers.map(([method, route]) => `${method} ${route}`).sort()).toEqual(routes.sort());
    });

    it("is in a new object whole, so that the provider finds no field missing", () => {
        for (const [route, type] of [
            ["POST /applications", "Application"],
            ["POST /servicePrincipals", "ServicePrincipal"],
            ["POST /oauth2PermissionGrants", "OAuth2PermissionGrant"],
            ["POST /servicePrincipals/:id/appRoleAssignedTo", "AppRoleAssignment"],
            ["POST /applications/:id/addPassword", "PasswordCredential"],
            ["POST /applications/:id/federatedIdentityCredentials", "FederatedIdentityCredential"],
        ] as const) {
            const fields = Object.keys(replies.get(route)?.body).filter((name) => !name.startsWith("@odata."));
            expect(fields.sort()).toEqual(Object.keys(replyTypes[type]).sort());
        }
    });

    it("is around a page, in a refusal, in a token and in the metadata", async () => {
        const page = await microsoft.graph("GET", "/v1.0/applications?$top=1");
        expect(microsoftProblems("Page", page.body)).toEqual([]);
        expect(page.body["@odata.nextLink"]).toMatch(/^https:/);
        microsoft.directory.secretMaxLifetimeDays = 1;
        const id = [...microsoft.directory.applications.keys()].at(-1);
        const refused = [
            await microsoft.graph("GET", "/v1.0/applications/none"),
            await microsoft.graph("POST", `/v1.0/applications/${id}/addPassword`, {}),
        ];
        expect(refused.flatMap(({ body }) => microsoftProblems("Refusal", body))).toEqual([]);
        expect(refused[1]?.body.error.details).toHaveLength(1);
        expect(microsoftProblems("Token", (await microsoft.token(deployerForm)).body)).toEqual([]);
        const metadata = await microsoft.fetch(
            "https://management.azure.com/metadata/endpoints?api-version=2022-09-01",
        );
        expect(microsoftProblems("Metadata", await metadata.json())).toEqual([]);
    });

    it("comes as JSON, which the client asks of the content type, and an error too", async () => {
        const { access_token } = (await microsoft.token(deployerForm)).body;
        for (const path of ["applications", "applications/none"]) {
            const headers = { authorization: `Bearer ${access_token}` };
            const reply = await microsoft.fetch(`https://graph.microsoft.com/v1.0/${path}`, { headers });
            expect(reply.headers.get("content-type")).toMatch(/^application\/json/);
        }
    });

    it("is told from what it is not", () => {
        const wrong = { id: 1, colour: "red", api: { requestedAccessTokenVersion: "2" }, tags: null };
        expect(microsoftProblems("Application", wrong)).toEqual([
            "id is 1, not guid",
            "colour is read by nobody",
            'api.requestedAccessTokenVersion is "2", not integer',
            "tags is null, not string[]",
        ]);
    });
});

/** Makes one of everything, with every property that can be given, and reads it. */
async function everyReply(): Promise<ReadonlyMap<string, Answer>> {
    const kept = new Map<string, Answer>();
    const ask = async (method: string, route: string, ids: readonly string[] = [], body?: object) => {
        const left = [...ids];
        const path = route.replaceAll(/:\w+/g, () => left.shift() ?? "");
        const reply = await microsoft.graph(method, `/v1.0${path}`, body);
        kept.set(`${method} ${route}`, reply);
        return reply.body;
    };

    const bind = { "owners@odata.bind": [directoryObject(deployerId), directoryObject(ada)] };
    const { appId, id } = await ask("POST", "/applications", [], { ...application, ...bind });
    const principal = await ask("POST", "/servicePrincipals", [], { appId, ...bind });
    const one = "/applications/:id";
    await ask("POST", `${one}/addPassword`, [id], { passwordCredential: { displayName: "a" } });
    await ask("GET", "/applications");
    await ask("GET", one, [id]);
    await ask("GET", `${one}/owners`, [id]);
    const credentials = `${one}/federatedIdentityCredentials`;
    const credential = { name: "a", issuer: "https://issuer.example", subject: "b", audiences: ["c"] };
    const trusted = await ask("POST", credentials, [id], credential);
    await ask("GET", credentials, [id]);
    await ask("GET", `${credentials}/:credentialId`, [id, trusted.id]);

    await ask("GET", "/servicePrincipals");
    await ask("GET", "/servicePrincipals/:id", [principal.id]);
    await ask("GET", "/servicePrincipals/:id/owners", [principal.id]);
    const assigned = "/servicePrincipals/:id/appRoleAssignedTo";
    const whom = { principalId: principal.id, resourceId: principal.id, appRoleId: role.id };
    const assignment = await ask("POST", assigned, [principal.id], whom);
    await ask("GET", assigned, [principal.id]);
    await ask("GET", `${assigned}/:assignmentId`, [principal.id, assignment.id]);
    await ask("GET", "/servicePrincipals/:id/appRoleAssignments", [principal.id]);

    const app = await createApp(microsoft);
    await grantToAll(app, "User.Read");
    const page = await ask("GET", "/oauth2PermissionGrants");
    const [{ id: grantId, ...grant }] = page.value;
    await ask("GET", "/oauth2PermissionGrants/:id", [grantId]);
    await microsoft.graph("DELETE", `/v1.0/oauth2PermissionGrants/${grantId}`);
    await ask("POST", "/oauth2PermissionGrants", [], grant);
    return kept;
}

const role = {
    allowedMemberTypes: ["User", "Application"],
    description: "Everything",
    displayName: "All",
    id: "55555555-5555-4555-8555-555555555555",
    isEnabled: true,
    value: "All",
};

const application = {
    displayName: "Everything",
    api: {
        requestedAccessTokenVersion: 2,
        oauth2PermissionScopes: [
            { id: "44444444-4444-4444-8444-444444444444", isEnabled: true, type: "User", value: "use" },
        ],
    },
    appRoles: [role],
    identifierUris: ["api://everything"],
    info: { supportUrl: "https://example.com/support" },
    optionalClaims: { idToken: [{ name: "email", essential: false, source: null, additionalProperties: [] }] },
    requiredResourceAccess: [
        {
            resourceAppId: "00000003-0000-0000-c000-000000000000",
            resourceAccess: [{ id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d", type: "Scope" }],
        },
    ],
    tags: ["a"],
    web: { redirectUris: ["https://login.example.com/login/callback"] },
};
