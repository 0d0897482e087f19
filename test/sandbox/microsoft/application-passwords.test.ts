import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
    type Answer,
    createApplication,
    done,
    guid,
    type Microsoft,
    nobody,
    personal,
    refusal,
    startMicrosoft,
} from "./microsoft-fixture.ts";

let microsoft: Microsoft;
let path: string;

beforeAll(async () => {
    microsoft = await startMicrosoft();
});
beforeEach(async () => {
    path = `/v1.0/applications/${(await createApplication(microsoft)).id}`;
});
afterAll(() => microsoft.close());

describe("a client secret", () => {
    it("is told once, in the reply to addPassword", async () => {
        const { body, status } = await add({ displayName: "slot a", endDateTime: "2027-03-01T00:00:00Z" });
        expect(status).toBe(200);
        expect(body).toEqual({
            "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#microsoft.graph.passwordCredential",
            customKeyIdentifier: null,
            displayName: "slot a",
            endDateTime: "2027-03-01T00:00:00Z",
            hint: body.secretText.slice(0, 3),
            keyId: expect.stringMatching(guid),
            secretText: expect.stringMatching(/^[A-Za-z0-9]{3}\d[Q]~[A-Za-z0-9._~-]{34}$/),
            startDateTime: "2026-11-23T08:00:00Z",
        });
        expect(microsoft.directory.issuedSecrets.at(-1)).toBe(body.secretText);

        const { "@odata.context": _, ...told } = body;
        const read = await microsoft.graph("GET", path);
        expect(read.body.passwordCredentials).toEqual([{ ...told, secretText: null }]);
        expect(JSON.stringify([read.body, microsoft.directory.inventory()])).not.toContain(body.secretText);
    });

    it("is another one every time, in the order they were added", async () => {
        const first = await add({ displayName: "a" });
        const second = await add({ displayName: "b" });
        expect(first.body.secretText).not.toBe(second.body.secretText);
        const { passwordCredentials } = (await microsoft.graph("GET", path)).body;
        expect(passwordCredentials.map(({ displayName }: { displayName: string }) => displayName)).toEqual(["a", "b"]);
    });

    it("lives from now for two years where nobody says", async () => {
        const { displayName, endDateTime, startDateTime } = (await microsoft.graph("POST", `${path}/addPassword`, {}))
            .body;
        expect({ displayName, endDateTime, startDateTime }).toEqual({
            displayName: null,
            endDateTime: "2028-11-23T08:00:00Z",
            startDateTime: "2026-11-23T08:00:00Z",
        });
    });

    it.each([
        ["2027-06-01T00:00:00.000Z", "2027-06-01T00:00:00Z"],
        ["2027-06-01T02:00:00+02:00", "2027-06-01T00:00:00Z"],
    ])("given as ending %s, is said to end %s", async (given, said) => {
        expect((await add({ endDateTime: given })).body.endDateTime).toBe(said);
    });

    it("goes with removePassword, and only it", async () => {
        const kept = await add({ displayName: "kept" });
        const { keyId } = (await add({ displayName: "gone" })).body;
        expect(await remove({ keyId: keyId.toUpperCase() })).toEqual(done);
        const { passwordCredentials } = (await microsoft.graph("GET", path)).body;
        expect(passwordCredentials.map((secret: { keyId: string }) => secret.keyId)).toEqual([kept.body.keyId]);
        expect(await remove({ keyId })).toEqual(noSuchKey);
    });
});

describe("a client secret is refused", () => {
    it.each<[string, object, unknown]>([
        ["that ends now", { endDateTime: "2026-11-23T08:00:00Z" }, invalidEnd()],
        [
            "that ends now and started a while ago",
            { startDateTime: "2026-11-23T07:56:00Z", endDateTime: "2026-11-23T08:00:00Z" },
            invalidEnd(),
        ],
        [
            "that ends before it starts",
            { startDateTime: "2027-02-01T00:00:00Z", endDateTime: "2027-01-01T00:00:00Z" },
            invalidEnd(),
        ],
        [
            "that started earlier",
            { startDateTime: "2026-11-23T07:54:59Z" },
            refusal(400, "KeyCredentialsInvalidStartDate", "Key credential start date is invalid."),
        ],
        [
            "without an offset in its date",
            { endDateTime: "2027-03-01T00:00:00" },
            refusal(
                400,
                "Request_BadRequest",
                "Invalid value specified for property 'endDateTime' of resource 'PasswordCredential'. (2027-03-01T00:00:00 is not a date-time with an offset)",
            ),
        ],
        [
            "that the caller made up",
            { secretText: "secret" },
            refusal(400, "Request_BadRequest", "Invalid property 'secretText'."),
        ],
    ])("%s", async (_, passwordCredential, refused) => {
        const issued = clientSecrets();
        expect(await add(passwordCredential)).toEqual(refused);
        expect(clientSecrets()).toEqual(issued);
        expect((await microsoft.graph("GET", path)).body.passwordCredentials).toEqual([]);
    });

    it("as the third of an app registration for personal accounts", async () => {
        path = `/v1.0/applications/${(await createApplication(microsoft, personal)).id}`;
        await add({});
        const { keyId } = (await add({})).body;
        const message = "Not allowed to add 3 passwords. You can only add a maximum of 2 passwords.";
        expect(await add({})).toEqual(
            refusal(400, "TooManyAppPasswords", message, [
                { code: "TooManyAppPasswords", target: "passwordCredentials" },
            ]),
        );
        await remove({ keyId });
        expect((await add({})).status).toBe(200);
    });

    it("not as the third of any other, though that cannot be opened to personal accounts then", async () => {
        for (const displayName of ["a", "b", "c"]) expect((await add({ displayName })).status).toBe(200);
        const { body, status } = await microsoft.graph("PATCH", path, personal);
        expect([status, body.error.code]).toEqual([400, "TooManyAppPasswords"]);
    });

    it("beyond the lifetime that the directory's policy allows", async () => {
        microsoft.directory.secretMaxLifetimeDays = 180;
        const message = `Credential lifetime exceeds the max value allowed as per assigned policy '${microsoft.directory.appManagementPolicyId}'.`;
        const refused = refusal(400, "CredentialInvalidLifetimeAsPerAppPolicy", message, [
            { code: "InvalidKeyEndDate", message, target: "EndDate" },
        ]);
        expect(await add({})).toEqual(refused);
        expect(await add({ endDateTime: "2027-05-22T08:00:01Z" })).toEqual(refused);
        expect((await add({ endDateTime: "2027-05-22T08:00:00Z" })).status).toBe(200);
        microsoft.directory.secretMaxLifetimeDays = undefined;
    });

    it("by an app registration that is not there", async () => {
        path = `/v1.0/applications/${nobody}`;
        const refused = refusal(
            404,
            "Request_ResourceNotFound",
            `Resource '${nobody}' does not exist or one of its queried reference-property objects are not present.`,
        );
        expect(await add({})).toEqual(refused);
        expect(await remove({ keyId: nobody })).toEqual(refused);
    });
});

it("removePassword knows no key that is not there, and needs one", async () => {
    expect(await remove({ keyId: nobody })).toEqual(noSuchKey);
    expect(await remove({})).toEqual(
        refusal(
            400,
            "Request_BadRequest",
            "A value is required for property 'keyId' of resource 'PasswordCredential'.",
        ),
    );
});

const noSuchKey = refusal(400, "Request_BadRequest", "No password credential found with keyId.");

function invalidEnd() {
    return refusal(400, "KeyCredentialsInvalidEndDate", "Key credential end date is invalid.");
}

function add(passwordCredential: object): Promise<Answer> {
    return microsoft.graph("POST", `${path}/addPassword`, { passwordCredential });
}

function remove(body: object): Promise<Answer> {
    return microsoft.graph("POST", `${path}/removePassword`, body);
}

/** What was given out beside the tokens, which every call has one of. */
function clientSecrets(): readonly string[] {
    return microsoft.directory.issuedSecrets.filter((secret) => !secret.startsWith("eyJ"));
}
