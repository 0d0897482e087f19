import { expect, it } from "vitest";
import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import { Directory } from "../../../sandbox/microsoft/directory.ts";
import { Clock } from "../../../sandbox/service/clock.ts";

function objectIdOfGraph(tenantId: string): string | undefined {
    const deployer = { clientId: "c", clientSecret: "secret", objectId: "d" };
    const directory = new Directory({ tenantId, domain: "acme.onmicrosoft.com", deployer }, new Clock());
    return [...directory.servicePrincipals.values()].find(({ appId }) => appId === microsoftGraphAppId)?.id;
}

it("Microsoft Graph's service principal has one object id in a directory, whatever sandbox it is in, and another in others", () => {
    const [acme, other] = ["11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"] as const;

    expect(objectIdOfGraph(acme)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(objectIdOfGraph(acme)).toBe(objectIdOfGraph(acme));
    expect(objectIdOfGraph(other)).not.toBe(objectIdOfGraph(acme));
});
