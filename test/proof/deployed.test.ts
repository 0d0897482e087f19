import { describe, expect, it } from "vitest";
import { deployedStack } from "../../proof/deployed.ts";
import { connectionWith } from "./proof-fixture.ts";

const { key: _key, ...connection } = connectionWith();
const client = {
    kind: "web",
    clientId: "portal-client-id",
    callbacks: ["https://portal.example.com/callback"],
    connections: ["acme-entra"],
    connectScopes: { "acme-entra": ["User.Read"] },
    settings: { AUTH0_DOMAIN: "login.example.com" },
};
const outputs = {
    redirectUris: ["https://acme.eu.auth0.com/login/callback", "https://login.example.com/login/callback"],
    myAccountAudience: "https://login.example.com/me/",
    auth0Domain: "acme.eu.auth0.com",
    microsoftTenantId: "5d8e3b1c-2f4a-4c6e-9b7d-0a1f2c3d4e5f",
    linking: "exclusive",
    connections: { entra: connection },
    clients: { portal: client, reports: { ...client, kind: "existing", clientId: "reports-client-id" } },
    clientSecrets: { portal: "portal-secret" },
};

describe("a deployed stack", () => {
    it("is read from its outputs, keys beside what they name", () => {
        const { connections, clients, ...rest } = deployedStack("prod", outputs);

        expect(rest).toEqual({
            stack: "prod",
            domain: "login.example.com",
            tenantDomain: "acme.eu.auth0.com",
            domains: ["acme.eu.auth0.com", "login.example.com"],
            redirectUris: outputs.redirectUris,
            microsoftTenantId: "5d8e3b1c-2f4a-4c6e-9b7d-0a1f2c3d4e5f",
            linking: "exclusive",
        });
        expect(connections).toEqual([connectionWith()]);
        expect(clients.map(({ key, clientId, secret }) => [key, clientId, secret])).toEqual([
            ["portal", "portal-client-id", "portal-secret"],
            ["reports", "reports-client-id", undefined],
        ]);
    });

    it("is refused without its outputs, each of which is named", () => {
        const { auth0Domain, clientSecrets, ...some } = outputs;

        expect(() => deployedStack("dev", some)).toThrow(
            new Error(
                [
                    "The outputs of stack dev are not those of a deployed stack of this version:",
                    "✖ Invalid input: expected string, received undefined",
                    "  → at auth0Domain",
                    "✖ Invalid input: expected record, received undefined",
                    "  → at clientSecrets",
                ].join("\n"),
            ),
        );
    });

    it("is refused where it has another shape, and the place is named", () => {
        const odd = { ...outputs, connections: { entra: { ...connection, strategy: "google-oauth2" } } };

        expect(() => deployedStack("dev", odd)).toThrow(/Invalid option.*\n {2}→ at connections\.entra\.strategy$/);
    });
});
