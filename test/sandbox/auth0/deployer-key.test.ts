import { generateKeyPairSync } from "node:crypto";
import { ManagementClient } from "auth0";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Auth0, deployer, domain, startAuth0 } from "./auth0-fixture.ts";

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const others = generateKeyPairSync("rsa", { modulusLength: 2048 });
const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
let auth0: Auth0;

beforeAll(async () => {
    auth0 = await startAuth0({ deployer: { ...deployer, publicKey } });
});
afterAll(() => auth0.close());

describe("a deployer with a key", () => {
    it("signs in with an assertion, by Auth0's own library", async () => {
        const { data } = await managementClient(keys).clients.list();

        expect(data.map(({ name }) => name)).toEqual(["Deployments"]);
    });

    it("is refused with another key", async () => {
        await expect(managementClient(others).clients.list()).rejects.toThrow(/token request failed/);
    });

    it("is refused with its secret, which is good for nothing then", async () => {
        const { body, status } = await auth0.send(`https://${domain}/oauth/token`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({
                grant_type: "client_credentials",
                client_id: deployer.clientId,
                client_secret: deployer.clientSecret,
                audience: `https://${domain}/api/v2/`,
            }),
        });

        expect([status, body.error]).toEqual([401, "access_denied"]);
    });
});

function managementClient({ privateKey }: typeof keys): ManagementClient {
    return new ManagementClient({
        domain,
        clientId: deployer.clientId,
        clientAssertionSigningKey: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
        fetch: auth0.fetch,
        maxRetries: 0,
    });
}
