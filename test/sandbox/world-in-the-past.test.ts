import { expect, it, onTestFinished } from "vitest";
import { startWorld } from "../../sandbox/world.ts";

it("a deployer signs in on the day to which a sandbox is set back for a secret that has ended", async () => {
    const tenantId = "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90";
    const deployer = { clientId: "33333333-3333-4333-8333-333333333333", clientSecret: "deployer-secret" };
    const world = await startWorld({
        tenant: { domain: "acme.eu.auth0.com", customDomains: [], deployer },
        directory: {
            tenantId,
            domain: "acme.example",
            deployer: { ...deployer, objectId: "a0b1c2d3-0000-4000-8000-000000000002" },
        },
    });
    onTestFinished(() => world.close());
    world.clock.set(new Date("2024-02-03T04:05:06Z"));

    const response = await world.services.microsoft.request(
        new Request(`https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`, {
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({
                grant_type: "client_credentials",
                client_id: deployer.clientId,
                client_secret: deployer.clientSecret,
                scope: "https://graph.microsoft.com/.default",
            }),
        }),
    );

    expect([response.status, Object.keys((await response.json()) as object)]).toEqual([
        200,
        ["token_type", "expires_in", "ext_expires_in", "access_token"],
    ]);
});
