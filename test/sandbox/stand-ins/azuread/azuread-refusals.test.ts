import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { azureadApi } from "../../../../sandbox/stand-ins/azuread/azuread-api.ts";
import { Patience } from "../../../../sandbox/stand-ins/patience.ts";
import { CallError } from "../provider-process.ts";
import { callerId, type StandInWorld, startStandIn } from "../stand-in-world.ts";

const application = "azuread:index/application:Application";
const password = "azuread:index/applicationPassword:ApplicationPassword";
const servicePrincipal = "azuread:index/servicePrincipal:ServicePrincipal";

let sandbox: StandInWorld;

beforeAll(async () => {
    sandbox = await startStandIn("azuread");
});

afterEach(() => sandbox.world.faults.clear());

afterAll(() => sandbox.close());

function strike(method: string, path: RegExp, times: number, status: number, code: string, headers = {}): void {
    sandbox.world.faults.add({
        service: "microsoft",
        method,
        path,
        times,
        answer: () => Response.json({ error: { code, message: "not now" } }, { status, headers }),
    });
}

async function createApplication(displayName: string) {
    const { inputs } = await sandbox.provider.check(application, "it", { displayName, owners: [callerId] });
    return sandbox.provider.create(application, inputs);
}

async function failed(work: Promise<unknown>): Promise<CallError> {
    const error = await work.then(
        () => undefined,
        (failure: unknown) => failure,
    );
    expect(error).toBeInstanceOf(CallError);
    return error as CallError;
}

describe("a refusal of Microsoft Graph", () => {
    it.each([404, 409])("with status %i is waited out while a new app registration is made known", async (status) => {
        strike("PATCH", /^\/v1.0\/applications\//, 2, status, "Error_MsaAppDoesNotExist");

        expect((await createApplication(`Known ${status}`)).id).toMatch(/^\/applications\//);
    });

    it("of a client secret is not tried again", async () => {
        const { id } = await createApplication("No secret yet");
        strike("POST", /addPassword$/, 1, 409, "Error_MsaAppDoesNotExist");
        const { inputs } = await sandbox.provider.check(password, "it", { applicationId: id });
        const { message, halfDone } = await failed(sandbox.provider.create(password, inputs));

        expect(message).toBe(
            `1 error occurred:\n\t* Adding password for Application (Application: "${id.split("/")[2]}"): unexpected status 409 (409 Conflict) with error: Error_MsaAppDoesNotExist: not now\n\n`,
        );
        expect(halfDone).toBeUndefined();
        expect((await sandbox.provider.create(password, inputs)).id).toContain("/password/");
    });

    it("of a new service principal's description leaves it half done, and the next update repairs it", async () => {
        const { state } = await createApplication("Half a principal");
        const { inputs } = await sandbox.provider.check(servicePrincipal, "it", {
            clientId: state["clientId"] ?? "",
            owners: [callerId],
        });
        strike("PATCH", /^\/v1.0\/servicePrincipals\//, 1, 404, "Request_ResourceNotFound");
        const { message, halfDone } = await failed(sandbox.provider.create(servicePrincipal, inputs));

        expect(message).toContain(
            "Timed out whilst waiting for new service principal to be replicated in Azure AD: unexpected status 404",
        );
        expect(halfDone?.id).toMatch(/^\/servicePrincipals\//);
        const { id = "", properties = {} } = halfDone ?? {};
        const repaired = await sandbox.provider.update(servicePrincipal, id, properties, inputs);
        expect(repaired).toMatchObject({ id, description: "", clientId: state["clientId"] });
    });

    it("of the first read of a new app registration loses it, as with the real provider", async () => {
        strike("GET", /^\/v1.0\/applications\/[^/]+$/, 1, 404, "Request_ResourceNotFound");

        expect((await failed(createApplication("Orphan"))).message).toContain(
            "expected non-nil error with nil state during Create of urn:",
        );
    });

    it("that throttles is waited out for as long as it says", async () => {
        strike("POST", /applications$/, 2, 429, "TooManyRequests", { "retry-after": "1" });
        const start = Date.now();
        await createApplication("Throttled");

        expect(Date.now() - start).toBeGreaterThanOrEqual(2000);
    });

    it("that is a server's failure is tried three more times", async () => {
        strike("POST", /applications$/, 3, 503, "serviceNotAvailable");
        await createApplication("Tried");

        const mark = sandbox.world.requests.mark();
        strike("POST", /applications$/, 4, 503, "serviceNotAvailable");
        const { message } = await failed(createApplication("Failed"));
        expect(message).toContain(
            "Could not create application: unexpected status 503 (503 Service Unavailable) with error: serviceNotAvailable: not now",
        );
        expect(sandbox.calls(mark)).toEqual(Array(4).fill("POST /v1.0/applications 503"));
    });

    it("that breaks the connection is told at once", async () => {
        const path = /^\/v1.0\/applications$/;
        sandbox.world.faults.add({ service: "microsoft", method: "POST", path, answer: "reset" });
        const mark = sandbox.world.requests.mark();

        expect((await failed(createApplication("Broken"))).message).toContain(
            'Could not create application: Post "https://graph.microsoft.com/v1.0/applications": HTTP response was nil; connection may have been reset',
        );
        expect(sandbox.calls(mark)).toEqual(["POST /v1.0/applications 599"]);
    });

    it("of the credentials is told when the provider is configured", async () => {
        const { message } = await failed(sandbox.provider.configure({ clientSecret: "wrong secret" }));

        expect(message).toMatch(/unable to obtain access token: clientCredentialsToken: received HTTP status 401 with/);
        expect(message).toContain("AADSTS7000215");
        expect(message).not.toContain("wrong secret");
    });

    it("cannot come from a service that is away, which is told too", async () => {
        const { microsoft } = sandbox.world.services;
        await microsoft.stop();
        const { message } = await failed(sandbox.provider.configure());
        await microsoft.start();

        expect(message).toMatch(
            /clientCredentialsToken: cannot request token: Post "https:\/\/login\.microsoftonline\.com/,
        );
        expect(message).not.toMatch(/\n\s+at /);
        await sandbox.provider.configure();
    });
});

it("the azuread stand-in does not start without credentials", async () => {
    const environment = { ARM_TENANT_ID: "t", ARM_CLIENT_ID: "c" };

    await expect(azureadApi({}, environment, new Patience())).rejects.toThrow("no Authorizer could be configured");
});
