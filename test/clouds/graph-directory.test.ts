import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { workflowToken } from "../../clouds/workflow-token.ts";
import { Directory } from "../../sandbox/microsoft/directory.ts";
import { microsoftService } from "../../sandbox/microsoft/microsoft-service.ts";
import { Clock } from "../../sandbox/service/clock.ts";
import { Faults } from "../../sandbox/service/faults.ts";
import { RequestLog } from "../../sandbox/service/request-log.ts";
import { seed, tenantId } from "../sandbox/microsoft/microsoft-fixture.ts";
import { type Served, served } from "../sandbox/served.ts";
import { type Issuer, issuerOfWorkflows, startIssuer, workflowSubject } from "./issuer.ts";

const { clientId, clientSecret } = seed.deployer;
let issuer: Issuer;
let service: Served;

beforeAll(async () => {
    const context = { clock: new Clock(), faults: new Faults(), requests: new RequestLog() };
    issuer = await startIssuer();
    const federatedCredential = { issuer: issuerOfWorkflows, subject: workflowSubject };
    const directory = new Directory(
        {
            ...seed,
            deployer: { ...seed.deployer, federatedCredential },
            issuers: { [issuerOfWorkflows]: issuer.keys },
            principals: Array.from({ length: 3 }, (_, index) => ({
                id: `00000000-0000-4000-8000-00000000000${index}`,
                type: "user" as const,
                displayName: `Person ${index}`,
            })),
        },
        context.clock,
    );
    service = await served(microsoftService(directory, context));
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => service.close());

describe("a Microsoft directory", () => {
    it.each([
        ["a client secret", () => ({ clientSecret })],
        ["a token of an issuer that the application trusts", () => ({ assertion: () => issuer.token() })],
    ])("is read with %s", async (_what, credential) => {
        vi.stubGlobal("fetch", service.fetch);
        const directory = new GraphDirectory({ tenantId, clientId, ...credential() });

        expect(await directory.all("/applications?$select=displayName")).toEqual([{ displayName: "Deployer" }]);
    });

    it("says why a token is not taken", async () => {
        vi.stubGlobal("fetch", service.fetch);
        const assertion = () => issuer.token({ sub: "repo:evil/fork:pull_request" });
        const directory = new GraphDirectory({ tenantId, clientId, assertion });

        await expect(directory.get("/applications")).rejects.toMatchObject({
            status: 401,
            code: "invalid_client",
            microsoftNumber: "AADSTS700213",
        });
    });

    it("gives a list to its last page", async () => {
        vi.stubGlobal("fetch", service.fetch);
        const directory = new GraphDirectory({ tenantId, clientId, clientSecret });
        const whole = await directory.all("/servicePrincipals?$select=id");

        expect(whole).toHaveLength(2);
        expect(await directory.all("/servicePrincipals?$select=id&$top=1")).toEqual(whole);
    });
});

describe("a token about a workflow", () => {
    const access = { url: "https://actions.example/token?api-version=2.0", bearer: "of-the-job" };

    it("is asked for with Microsoft's audience", async () => {
        const asked = vi.fn(async (_url: URL, _init: RequestInit) => Response.json({ count: 1, value: "the-token" }));
        vi.stubGlobal("fetch", asked);

        expect(await workflowToken(access)).toBe("the-token");
        expect(String(asked.mock.calls[0]?.[0])).toBe(
            "https://actions.example/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange",
        );
        expect(asked.mock.calls[0]?.[1]?.headers).toMatchObject({ authorization: "Bearer of-the-job" });
    });

    it("that is not given out is a refusal, whatever comes instead", async () => {
        vi.stubGlobal("fetch", async () => new Response("<html>", { status: 403 }));

        await expect(workflowToken(access)).rejects.toMatchObject({
            by: "actions.example",
            status: 403,
            code: "no_id_token",
        });
    });
});
