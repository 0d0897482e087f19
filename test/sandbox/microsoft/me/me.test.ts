import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type App, claims, createApp } from "../login/app.ts";
import { accounts, type PersonName } from "../login/people.ts";
import { type Answer, answer, deployerForm, type Microsoft, refusal, startMicrosoft } from "../microsoft-fixture.ts";

let microsoft: Microsoft;
let app: App;

beforeAll(async () => {
    microsoft = await startMicrosoft();
    microsoft.directory.consentPolicy = "user";
    app = await createApp(microsoft);
});
afterAll(() => microsoft.close());

const root = "https://graph.microsoft.com/v1.0";
const profileDenied = refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
const mailboxDenied = refusal(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
const driveDenied = refusal(403, "accessDenied", "Access denied");

describe("a user's things", () => {
    it("begin with the user", async () => {
        expect(await as("olivia", "User.Read", "/v1.0/me")).toEqual({
            status: 200,
            body: {
                "@odata.context": `${root}/$metadata#users/$entity`,
                businessPhones: [],
                displayName: "Olivia",
                givenName: "Olivia",
                id: accounts.olivia.id,
                jobTitle: null,
                mail: "olivia@fabrikam.example",
                mobilePhone: null,
                officeLocation: null,
                preferredLanguage: null,
                surname: null,
                userPrincipalName: "olivia@fabrikam.example",
            },
        });
    });

    it("are of the calendar: three meetings, from tomorrow on", async () => {
        const { body, status } = await as("sam", "Calendars.Read", "/v1.0/me/calendar/events");
        expect(status).toBe(200);
        expect(body["@odata.context"]).toBe(`${root}/$metadata#users('${accounts.sam.id}')/events`);
        expect(body.value.map(({ start }: Answer["body"]) => start)).toEqual([
            { dateTime: expect.stringMatching(/^2026-11-24T\d\d:00:00\.0000000$/), timeZone: "UTC" },
            { dateTime: expect.stringMatching(/^2026-11-25T\d\d:00:00\.0000000$/), timeZone: "UTC" },
            { dateTime: expect.stringMatching(/^2026-11-26T\d\d:00:00\.0000000$/), timeZone: "UTC" },
        ]);
        const [first] = body.value;
        expect(first.subject).not.toBe("");
        expect(first.body).toEqual({ contentType: "text", content: first.bodyPreview });
        expect(first.organizer).toEqual({ emailAddress: { name: "Sam", address: "sam@outlook.example" } });
        expect(await as("sam", "Calendars.Read", "/v1.0/me/events")).toEqual({ status, body });
    });

    it("are of the mailbox, the latest first", async () => {
        const { body, status } = await as("ada", "Mail.Read", "/v1.0/me/messages");
        expect(status).toBe(200);
        const received = body.value.map(({ receivedDateTime }: Answer["body"]) => receivedDateTime);
        expect(received).toHaveLength(4);
        expect(received).toEqual([...received].sort().reverse());
        expect(body.value[0].toRecipients).toEqual([{ emailAddress: { name: "Ada", address: accounts.ada.username } }]);
    });

    it("are of the drive: folders and files", async () => {
        const { body, status } = await as("ada", "Files.Read", "/v1.0/me/drive/root/children");
        expect(status).toBe(200);
        expect(body.value).toHaveLength(3);
        for (const item of body.value) expect("folder" in item).toBe(!("file" in item));
    });

    it("are the user's own: two users do not have the same", async () => {
        const [ada, grace] = [
            await as("ada", "Calendars.Read", "/v1.0/me/events"),
            await as("grace", "Calendars.Read", "/v1.0/me/events"),
        ].map(({ body }) => body.value.map(({ id }: Answer["body"]) => id));
        expect(new Set([...ada, ...grace]).size).toBe(6);
    });

    it.each([
        ["Calendars.ReadBasic", "/v1.0/me/events"],
        ["Mail.ReadBasic", "/v1.0/me/messages"],
    ])("are with %s told without what they say", async (scope, path) => {
        const { body } = await as("olivia", "openid", "/v1.0/me").then(() => as("grace", scope, path));
        for (const item of body.value) {
            expect(item).toHaveProperty("subject");
            expect(item).not.toHaveProperty("body");
            expect(item).not.toHaveProperty("bodyPreview");
        }
    });

    it("come as $top and $select ask", async () => {
        const { body } = await as("ada", "Calendars.Read", "/v1.0/me/events?$top=2&$select=subject");
        expect(body.value).toEqual([{ subject: expect.any(String) }, { subject: expect.any(String) }]);
        expect(body["@odata.nextLink"]).toMatch(/^https:\/\/graph\.microsoft\.com\/v1\.0\/me\/events\?/);
        const next = body["@odata.nextLink"].replace("https://graph.microsoft.com", "");
        expect((await as("ada", "Calendars.Read", next)).body.value).toHaveLength(1);
        const me = await as("ada", "User.Read", "/v1.0/me?$select=displayName");
        expect(me.body).toEqual({
            "@odata.context": `${root}/$metadata#users(displayName)/$entity`,
            displayName: "Ada",
        });
    });

    it.each(["$filter=subject eq 'x'", "$orderby=subject", "$search=x", "$expand=attachments"])(
        "do not come as %s asks, which is said",
        async (option) => {
            const { body, status } = await as("ada", "Mail.Read", `/v1.0/me/messages?${option}`);
            expect([status, body.error.code]).toEqual([501, "NotImplemented"]);
        },
    );
});

describe("what a scope opens", () => {
    const paths = {
        "/v1.0/me": {
            denied: profileDenied,
            by: ["User.Read", "User.ReadWrite", "User.Read.All", "Directory.Read.All"],
        },
        "/v1.0/me/events": {
            denied: mailboxDenied,
            by: ["Calendars.Read", "Calendars.ReadBasic", "Calendars.ReadWrite"],
        },
        "/v1.0/me/calendar/events": {
            denied: mailboxDenied,
            by: ["Calendars.Read", "Calendars.ReadBasic", "Calendars.ReadWrite"],
        },
        "/v1.0/me/messages": { denied: mailboxDenied, by: ["Mail.Read", "Mail.ReadBasic", "Mail.ReadWrite"] },
        "/v1.0/me/drive/root/children": {
            denied: driveDenied,
            by: ["Files.Read", "Files.ReadWrite", "Files.Read.All", "Files.ReadWrite.All", "Sites.Read.All"],
        },
    } as const;

    it.each([
        "openid",
        "User.Read",
        "User.ReadWrite",
        "User.Read.All",
        "Directory.Read.All",
        "Calendars.Read",
        "Calendars.ReadBasic",
        "Calendars.ReadWrite",
        "Calendars.Read.Shared",
        "Mail.Read",
        "Mail.ReadBasic",
        "Mail.ReadWrite",
        "Mail.Send",
        "Files.Read",
        "Files.ReadWrite",
        "Files.Read.All",
        "Files.ReadWrite.All",
        "Sites.Read.All",
    ])("is of %s just this", async (scope) => {
        const only = await createApp(microsoft);
        const { access_token } = await only.signIn("grace", scope);
        for (const [path, { by, denied }] of Object.entries(paths)) {
            const reply = await microsoft.graph("GET", path, undefined, access_token);
            if ((by as readonly string[]).includes(scope)) expect([path, reply.status]).toEqual([path, 200]);
            else expect([path, reply]).toEqual([path, denied]);
        }
    });
});

describe("sending mail", () => {
    const toRecipients = [{ emailAddress: { address: "bob@northwind.example" } }];
    const message = { subject: "Hi", body: { contentType: "Text", content: "Hello." }, toRecipients };
    const send = (scope: string, body: unknown) => as("ada", scope, "/v1.0/me/sendMail", "POST", body);

    it("is accepted with Mail.Send", async () => {
        expect(await send("Mail.Send", { message, saveToSentItems: false })).toEqual({ status: 202, body: undefined });
    });

    it("is denied to who may only read", async () => {
        const reader = await createApp(microsoft);
        const { access_token } = await reader.signIn("sam", "Mail.ReadWrite");
        expect(await microsoft.graph("POST", "/v1.0/me/sendMail", { message }, access_token)).toEqual(mailboxDenied);
    });

    it("needs a message, for somebody", async () => {
        expect((await send("Mail.Send", {})).status).toBe(400);
        const { body, status } = await send("Mail.Send", { message: { ...message, toRecipients: [] } });
        expect([status, body.error.code]).toEqual([400, "ErrorInvalidRecipients"]);
        const odd = await send("Mail.Send", { message: { ...message, colour: "red" } });
        expect([odd.status, odd.body.error.message]).toEqual([400, "Invalid property 'colour'."]);
    });
});

describe("a token", () => {
    it("of an application itself is of no use for a user's things", async () => {
        const { body } = await microsoft.token(deployerForm);
        for (const path of ["/v1.0/me", "/v1.0/me/messages", "/oidc/userinfo"]) {
            expect(await microsoft.graph("GET", path, undefined, body.access_token)).toEqual(
                refusal(400, "BadRequest", "/me request is only valid with delegated authentication flow."),
            );
        }
    });

    it("of a user is of no use for the directory's objects", async () => {
        expect(await as("ada", "User.Read", "/v1.0/applications")).toEqual(profileDenied);
        const { body, status } = await as("grace", "Application.Read.All", "/v1.0/applications");
        expect([status, body.error.message]).toEqual([
            501,
            "Delegated permission Application.Read.All at this path is not part of the sandbox.",
        ]);
    });

    it("that is an id token, is made up or has ended is refused", async () => {
        const { access_token, id_token } = await app.signIn("ada", "openid User.Read");
        const me = (token: string) => microsoft.graph("GET", "/v1.0/me", undefined, token);
        const invalid = (message: string) => refusal(401, "InvalidAuthenticationToken", message);
        expect(await me(id_token)).toEqual(invalid("Access token validation failure. Invalid audience."));
        const [head, , signature] = access_token.split(".");
        const forged = Buffer.from(JSON.stringify({ ...claims(access_token), oid: accounts.grace.id }));
        expect(await me(`${head}.${forged.toString("base64url")}.${signature}`)).toEqual(
            invalid("Access token validation failure. Invalid signature."),
        );
        const before = microsoft.clock.now();
        microsoft.clock.advance(3599 * 1000);
        expect(await me(access_token)).toEqual(invalid("Lifetime validation failed, the token is expired."));
        microsoft.clock.set(before);
        expect((await me(access_token)).status).toBe(200);
    });
});

describe("userinfo", () => {
    it("tells what the scopes ask, under the id token's subject", async () => {
        const { access_token, id_token } = await app.signIn("sam", "openid profile email");
        for (const method of ["GET", "POST"]) {
            expect(await userinfo(access_token, method)).toEqual({
                status: 200,
                body: {
                    sub: claims(id_token)["sub"],
                    name: "Sam",
                    given_name: "Sam",
                    picture: "https://graph.microsoft.com/v1.0/me/photo/$value",
                    email: "sam@outlook.example",
                },
            });
        }
        const { access_token: lean } = await app.signIn("sam", "openid");
        expect(Object.keys((await userinfo(lean)).body)).toEqual(["sub"]);
    });

    it("is for sign-ins with openid", async () => {
        const { access_token } = await app.signIn("sam", "User.Read");
        expect((await userinfo(access_token)).status).toBe(403);
    });

    async function userinfo(token: string, method = "GET"): Promise<Answer> {
        const headers = { authorization: `Bearer ${token}` };
        return answer(await microsoft.fetch("https://graph.microsoft.com/oidc/userinfo", { method, headers }));
    }
});

/** Calls Microsoft Graph on behalf of somebody who consented to a scope. */
async function as(name: PersonName, scope: string, path: string, method = "GET", body?: unknown): Promise<Answer> {
    const user = await createApp(microsoft);
    const { access_token } = await user.signIn(
        name === "ada" || name === "olivia" || name === "sam" ? name : "grace",
        scope,
    );
    return microsoft.graph(method, path, body, access_token);
}
