import { generateKeyPairSync } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Management, type OperatorCredentials } from "../../clouds/management.ts";
import { tooManyRequests } from "../../sandbox/auth0/rate-limit.ts";
import { type Auth0, deployer, domain, startAuth0 } from "../sandbox/auth0/auth0-fixture.ts";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
let bySecret: Auth0;
let byKey: Auth0;

beforeAll(async () => {
    bySecret = await startAuth0();
    const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
    byKey = await startAuth0({ deployer: { ...deployer, publicKey } });
});
afterEach(() => vi.unstubAllGlobals());
afterAll(() => Promise.all([bySecret.close(), byKey.close()]));

describe("the Management API's credentials", () => {
    it("may be a client and its secret", async () => {
        const management = at(bySecret, { domain, ...deployer });

        expect(await management.scopes()).toContain("read:connections");
        expect(await management.call("GET", "connections")).toEqual([]);
    });

    it.each(["pkcs8", "pkcs1"] as const)("may be a client and its private key as %s", async (type) => {
        const privateKey = keys.privateKey.export({ type, format: "pem" }).toString();
        const { clientId } = deployer;
        const management = at(byKey, { domain, clientId, privateKey, signingAlg: "RS256" });

        expect(await management.call("GET", "connections")).toEqual([]);
    });

    it("may be a token, which says itself what it may do", async () => {
        const management = at(bySecret, { domain, apiToken: await bySecret.token(["read:connections"]) });

        expect(await management.scopes()).toEqual(["read:connections"]);
        expect(await management.call("GET", "connections")).toEqual([]);
        await expect(management.call("GET", "clients")).rejects.toMatchObject({ status: 403 });
    });

    it("that are refused are told of, without themselves", async () => {
        const management = at(bySecret, { domain, clientId: deployer.clientId, clientSecret: "wrong-and-secret" });

        await expect(management.scopes()).rejects.toMatchObject({
            by: domain,
            status: 401,
            code: "access_denied",
            message: "Unauthorized",
        });
    });
});

describe("a list of the Management API", () => {
    it("is read to its last page, whichever pages it has", async () => {
        const names = Array.from({ length: 230 }, (_, index) => `client-${index}`);
        const auth0 = await startAuth0({
            clients: names.map((name) => ({ clientId: name, name })),
            organizations: names.map((name) => ({ id: `org_${name}`, name })),
        });
        const management = at(auth0, { domain, ...deployer });

        const clients = await management.allByNumber("clients?fields=name&include_fields=true", "clients");
        const organizations = await management.all("organizations", "organizations");
        await auth0.close();

        expect(clients).toEqual(["Deployments", ...names].map((name) => ({ name, tenant: "acme-dev" })));
        expect(organizations.map((one) => (one as { name: string }).name)).toEqual(names);
    });

    it("is asked for again when Auth0 says that it comes too soon", async () => {
        const { clock, faults } = bySecret.context;
        const answer = () => tooManyRequests(clock, 0);
        faults.add({ service: "auth0", method: "GET", path: /connections$/, times: 2, answer });
        const management = at(bySecret, { domain, ...deployer });

        expect(await management.call("GET", "connections")).toEqual([]);
    });
});

function at(auth0: Auth0, credentials: OperatorCredentials): Management {
    vi.stubGlobal("fetch", auth0.fetch);
    return new Management(credentials);
}
