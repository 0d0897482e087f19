import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { graphRoutes } from "../../../sandbox/microsoft/graph-routes.ts";
import { loginRoutes } from "../../../sandbox/microsoft/login/login-routes.ts";
import { meRoutes } from "../../../sandbox/microsoft/me/me-routes.ts";
import { type App, createApp, grantToAll } from "./login/app.ts";
import { Browser } from "./login/browser.ts";
import { accounts } from "./login/people.ts";
import {
    ada,
    answer,
    createApplication,
    createClient,
    deployerForm,
    type Microsoft,
    nobody,
    refusal,
    startMicrosoft,
    tenantId,
} from "./microsoft-fixture.ts";

const login = "https://login.microsoftonline.com";
const graph = "https://graph.microsoft.com";
let microsoft: Microsoft;
let app: App;
let deployer: string;
let user: string;

/** What the placeholders of a path stand for. */
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    microsoft.directory.consentPolicy = "user";
    app = await createApp(microsoft);
    deployer = (await microsoft.token(deployerForm)).body.access_token;
    const scope = "User.Read Mail.Read Mail.Send Calendars.Read Files.Read";
    user = (await app.signIn("ada", scope)).access_token;
    ids = await idsOfOneOfEach();
});
afterAll(() => microsoft.close());

/** Every route of Microsoft Graph, and whose token opens it. */
const routes = [
    ...graphRoutes.map(([method, path]) => ({ method, path, isMe: false })),
    ...meRoutes.map(({ method, path }) => ({ method, path, isMe: true })),
];

describe.each(routes)("Microsoft Graph's $method $path", ({ isMe, method, path }) => {
    const send = (query: string, headers: Record<string, string> = {}) =>
        microsoft.fetch(`${graph}/v1.0${pathOf(path)}${query}`, {
            method,
            headers: {
                authorization: `Bearer ${isMe ? user : deployer}`,
                "content-type": "application/json",
                ...headers,
            },
            ...(method === "GET" || method === "DELETE" ? {} : { body: "{}" }),
        });

    it("knows no query option but those of the sandbox", async () => {
        for (const query of [
            "$expand=owners",
            "$search=x",
            "$count=true",
            "$orderby=id",
            "filter=id",
            "api-version=1",
        ]) {
            expect(await answer(await send(`?${query}`))).toEqual(notServed(`Query option ${query.split("=")[0]}`));
        }
    });

    it("does not go by headers that would change the answer", async () => {
        for (const [name, value] of [
            ["consistencylevel", "eventual"],
            ["prefer", "return=representation"],
            ["if-match", "*"],
            ["if-none-match", "*"],
            ["x-http-method-override", "DELETE"],
            ["content-encoding", "gzip"],
            ["odata-version", "3.0"],
            ["odata-maxversion", "3.0"],
            ["accept", "application/json;odata.metadata=full"],
            ["accept", "application/xml"],
        ] as const) {
            expect(await answer(await send("", { [name]: value }))).toEqual(notServed(`Header ${name}: ${value}`));
        }
    });
});

describe("a list", () => {
    it.each([
        ["$filter=startswith(displayName,'x')", "$filter=startswith(displayName,'x')"],
        ["$filter=displayName ne 'x'", "$filter=displayName ne 'x'"],
        ["$filter=displayName eq 'x' or appId eq 'y'", "$filter=displayName eq 'x' or appId eq 'y'"],
        ["$filter=notes eq 'x'", "$filter=notes eq 'x'"],
        ["$select=displayName,colour", "$select of property 'colour'"],
        ["$top=1&$top=2", "Query option $top given twice"],
    ])("is not narrowed by %s", async (query, what) => {
        await createApplication(microsoft);
        const encoded = encodeURI(query);
        expect(await microsoft.graph("GET", `/v1.0/applications?${encoded}`)).toEqual(notServed(what));
    });
});

describe("a body", () => {
    let bodies: readonly (readonly [method: string, path: string, body: object, place: string])[];

    beforeAll(() => {
        const one = `/v1.0/applications/${ids["application"]}`;
        const principal = `/v1.0/servicePrincipals/${ids["servicePrincipal"]}`;
        bodies = [
            ["POST", "/v1.0/applications", { displayName: "x" }, "web"],
            ["PATCH", one, {}, "api"],
            ["POST", `${one}/addPassword`, {}, "passwordCredential"],
            ["POST", `${one}/removePassword`, {}, ""],
            ["POST", `${one}/owners/$ref`, {}, ""],
            ["POST", `${one}/federatedIdentityCredentials`, {}, ""],
            ["PATCH", `${one}/federatedIdentityCredentials/${ids["credentialId"]}`, {}, ""],
            ["POST", "/v1.0/servicePrincipals", { appId: nobody }, "samlSingleSignOnSettings"],
            ["PATCH", principal, {}, ""],
            ["POST", `${principal}/owners/$ref`, {}, ""],
            ["POST", `${principal}/appRoleAssignedTo`, {}, ""],
            ["POST", "/v1.0/oauth2PermissionGrants", {}, ""],
        ];
    });

    it("has no key that Microsoft's types lack, anywhere", async () => {
        for (const [method, path, body, place] of bodies) {
            const nested = place === "" ? [] : [{ ...body, [place]: { colour: "red" } }];
            for (const one of [{ ...body, colour: "red" }, ...nested]) {
                expect([method, path, await microsoft.graph(method, path, one)]).toEqual([
                    method,
                    path,
                    refusal(400, "Request_BadRequest", "Invalid property 'colour'."),
                ]);
            }
        }
    });

    it("covers every route that has one", () => {
        const withBody = graphRoutes.filter(
            ([method, path]) => method !== "GET" && method !== "DELETE" && !path.endsWith("logo"),
        );
        expect(bodies.length).toBe(withBody.length - 1);
    });

    it.each(["text/plain", "application/jsonp", "application/x-www-form-urlencoded", ""])(
        "is not read as %j",
        async (contentType) => {
            const reply = await microsoft.fetch(`${graph}/v1.0/applications`, {
                method: "POST",
                headers: { authorization: `Bearer ${deployer}`, "content-type": contentType },
                body: JSON.stringify({ displayName: "x" }),
            });
            const { body, status } = await answer(reply);
            expect([status, body.error.code]).toEqual([400, "BadRequest"]);
        },
    );
});

describe("the token endpoint", () => {
    it.each([
        ["resource", "https://graph.microsoft.com"],
        ["claims", '{"access_token":{"xms_cc":{"values":["cp1"]}}}'],
        ["claims", '{"id_token":{"auth_time":{"essential":true}}}'],
        ["assertion", "x"],
        ["requested_token_use", "on_behalf_of"],
        ["username", "ada"],
        ["token_type", "pop"],
        ["colour", "red"],
    ])("knows no parameter %s=%s", async (name, value) => {
        expect(await microsoft.token({ ...deployerForm, [name]: value })).toEqual(
            notServed(`Parameter ${name} of the token endpoint`),
        );
    });

    it("takes a parameter once", async () => {
        const reply = await microsoft.fetch(`${login}/${tenantId}/oauth2/v2.0/token`, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: `${new URLSearchParams(deployerForm)}&scope=openid`,
        });
        expect(await answer(reply)).toEqual(notServed("Parameter scope of the token endpoint given twice"));
    });

    it("does not mind what Microsoft's libraries say of themselves", async () => {
        const telemetry = {
            "x-client-SKU": "msal.js.node",
            "client-request-id": nobody,
            "x-ms-lib-capability": "h429",
        };
        expect((await microsoft.token({ ...deployerForm, ...telemetry })).status).toBe(200);
    });
});

describe("a browser", () => {
    it.each([
        ["oauth2/v2.0/authorize", "the sign-in", "max_age"],
        ["oauth2/v2.0/authorize", "the sign-in", "id_token_hint"],
        ["oauth2/v2.0/authorize", "the sign-in", "request"],
        ["adminconsent", "/adminconsent", "prompt"],
        ["v2.0/adminconsent", "/v2.0/adminconsent", "prompt"],
        ["oauth2/v2.0/logout", "the sign-out", "logout_hint"],
    ])("is shown no page by %s for a parameter of %s, %s", async (path, where, name) => {
        const query = new URLSearchParams({ [name]: "x" });
        expect(await answer(await microsoft.fetch(`${login}/common/${path}?${query}`))).toEqual(
            notServed(`Parameter ${name} of ${where}`),
        );
    });

    it("finds every page of the login in this table", () => {
        const pages = loginRoutes
            .filter(([method]) => method === "GET")
            .map(([, path]) => path.slice("/:tenant/".length));
        expect(pages).toEqual(["oauth2/v2.0/authorize", "adminconsent", "v2.0/adminconsent", "oauth2/v2.0/logout"]);
    });

    it("may name its domain, which spares a step that is not there", async () => {
        const browser = new Browser(microsoft.fetch);
        const reply = await app.authorize(browser, { domain_hint: "organizations", login_hint: accounts.ada.username });
        expect(reply.kind).toBe("redirect");
    });
});

/** An application, a service principal, and one of everything that hangs on them. */
async function idsOfOneOfEach(): Promise<Readonly<Record<string, string>>> {
    const { application, servicePrincipal } = await createClient(microsoft, { displayName: "One of each" });
    const credential = { name: "a", issuer: "https://issuer.example", subject: "b", audiences: ["c"] };
    const credentials = `/v1.0/applications/${application.id}/federatedIdentityCredentials`;
    const assignments = `/v1.0/servicePrincipals/${servicePrincipal.id}/appRoleAssignedTo`;
    const assignment = { principalId: ada, resourceId: servicePrincipal.id };
    return {
        application: application.id,
        servicePrincipal: servicePrincipal.id,
        credentialId: (await microsoft.graph("POST", credentials, credential)).body.id,
        assignmentId: (await microsoft.graph("POST", assignments, assignment)).body.id,
        grant: await grantToAll(app, "User.Read"),
        ownerId: nobody,
    };
}

function pathOf(path: string): string {
    const kinds = [
        ["/applications/:id", "application"],
        ["/servicePrincipals/:id", "servicePrincipal"],
        ["/oauth2PermissionGrants/:id", "grant"],
    ] as const;
    const [start, kind] = kinds.find(([prefix]) => path.startsWith(prefix)) ?? [];
    const named = start === undefined ? path : path.replace(":id", ids[kind ?? ""] ?? "");
    return named.replaceAll(/:(\w+)/g, (_, name: string) => ids[name] ?? "");
}

function notServed(what: string): ReturnType<typeof refusal> {
    return refusal(501, "NotImplemented", `${what} is not part of the sandbox.`);
}
