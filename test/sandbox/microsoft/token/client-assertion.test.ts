import { ConfidentialClientApplication } from "@azure/msal-node";
import { decodeJwt, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Directory } from "../../../../sandbox/microsoft/directory.ts";
import { microsoftService } from "../../../../sandbox/microsoft/microsoft-service.ts";
import { Clock } from "../../../../sandbox/service/clock.ts";
import { Faults } from "../../../../sandbox/service/faults.ts";
import { RequestLog } from "../../../../sandbox/service/request-log.ts";
import { type Issuer, issuerOfWorkflows, startIssuer, workflowSubject } from "../../../clouds/issuer.ts";
import { type Served, served } from "../../served.ts";
import { seed, tenantId } from "../microsoft-fixture.ts";
import { networkClient } from "./network-client.ts";

const authority = `https://login.microsoftonline.com/${tenantId}`;
const scope = "https://graph.microsoft.com/.default";
const { clientId } = seed.deployer;
let issuer: Issuer;
let service: Served;

beforeAll(async () => {
    const context = { clock: new Clock(), faults: new Faults(), requests: new RequestLog() };
    issuer = await startIssuer();
    const directory = new Directory(
        {
            ...seed,
            deployer: {
                ...seed.deployer,
                federatedCredential: { issuer: issuerOfWorkflows, subject: workflowSubject },
            },
            issuers: { [issuerOfWorkflows]: issuer.keys },
        },
        context.clock,
    );
    service = await served(microsoftService(directory, context));
});
afterAll(() => service.close());

describe("an app registration that trusts an issuer", () => {
    it("signs in with its token, by Microsoft's own library", async () => {
        const client = new ConfidentialClientApplication({
            auth: { clientId, authority, clientAssertion: await issuer.token() },
            system: { networkClient: networkClient(service.fetch) },
        });
        const reply = await client.acquireTokenByClientCredential({ scopes: [scope] });

        expect(decodeJwt(reply?.accessToken ?? "")).toMatchObject({ appid: clientId, appidacr: "2", idtyp: "app" });
    });

    it.each([
        ["another issuer", { iss: "https://evil.example" }, 700211, "issuer 'https://evil.example'"],
        ["another subject", { sub: "repo:evil/fork:pull_request" }, 700213, "subject 'repo:evil/fork:pull_request'"],
        ["another audience", { aud: "https://github.com/acme" }, 700212, "audience 'https://github.com/acme'"],
        [
            "a time that is over",
            { iat: 1, exp: 300 },
            700024,
            "assertion valid from 1970-01-01T00:00:00.0000000Z, expiry time of assertion 1970-01-01T00:05:00.0000000Z.",
        ],
    ])("refuses a token with %s", async (_what, claims, number, text) => {
        const { error, error_codes, error_description, status } = await asked(await issuer.token(claims));

        expect([status, error, error_codes]).toEqual([401, "invalid_client", [number]]);
        expect(error_description).toContain(text);
    });

    it("refuses a token that somebody else signed in the issuer's name", async () => {
        const { privateKey } = await generateKeyPair("RS256");
        const forged = await new SignJWT(decodeJwt(await issuer.token()))
            .setProtectedHeader({ alg: "RS256", kid: "workflows" })
            .sign(privateKey);

        expect((await asked(forged)).error_codes).toEqual([700027]);
    });

    it("refuses a token signed with a key that its issuer does not publish, and names the key", async () => {
        const { privateKey } = await generateKeyPair("RS256");
        const forged = await new SignJWT(decodeJwt(await issuer.token()))
            .setProtectedHeader({ alg: "RS256", kid: "of-nobody" })
            .sign(privateKey);
        const { error, error_codes, error_description } = await asked(forged);

        expect([error, error_codes]).toEqual(["invalid_client", [7000272]]);
        expect(error_description).toContain(`certificate with identifier of-nobody used to sign`);
    });

    it("refuses what is no token", async () => {
        expect((await asked("eyJ")).error_codes).toEqual([50027]);
    });

    it("is refused without the assertion's type, as a client that shows nothing", async () => {
        const { error_codes } = await asked(await issuer.token(), { client_assertion_type: "" });

        expect(error_codes).toEqual([7000218]);
    });

    it("answers that assertions by certificate are not served", async () => {
        expect((await asked(await issuer.token({ iss: clientId }))).status).toBe(501);
    });
});

async function asked(assertion: string, more: Readonly<Record<string, string>> = {}) {
    const reply = await service.fetch(`${authority}/oauth2/v2.0/token`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: clientId,
            client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            client_assertion: assertion,
            scope,
            ...more,
        }),
    });
    const body = (await reply.json()) as { error: string; error_codes: number[]; error_description: string };
    return { ...body, status: reply.status };
}
