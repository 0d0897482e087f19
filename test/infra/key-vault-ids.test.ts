import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roleAssignmentName, secretUri, vaultId } from "../../infra/key-vault-ids.ts";

const place = {
    subscriptionId: "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64",
    resourceGroup: "rg-identity",
    name: "kv-Acme",
};

describe("ids of a key vault", () => {
    it("are Azure's own", () => {
        expect(vaultId(place)).toBe(
            "/subscriptions/3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64/resourceGroups/rg-identity/providers/Microsoft.KeyVault/vaults/kv-Acme",
        );
        expect(secretUri("kv-Acme", "portal-client-id")).toBe(
            "https://kv-acme.vault.azure.net/secrets/portal-client-id",
        );
    });

    it("name a role assignment by scope, role and principal, whatever the letters' case", () => {
        const name = roleAssignmentName(
            vaultId(place),
            "Key Vault Secrets User",
            "9A1C6D2B-8E4F-4A90-8F7E-2C4A3B5D4E8F",
        );

        expect(name).toBe("bb287cbf-974e-54d8-ae48-16367bee446b");
        expect(
            roleAssignmentName(
                vaultId(place).toUpperCase(),
                "Key Vault Secrets User",
                "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f",
            ),
        ).toBe(name);
    });

    it("give every scope and principal a GUID of its own", () => {
        const part = fc.string({ unit: fc.constantFrom("a", "b", "/"), maxLength: 6 });
        fc.assert(
            fc.property(part, part, part, part, (scope, principal, otherScope, otherPrincipal) => {
                const name = roleAssignmentName(scope, "Key Vault Secrets User", principal);
                const other = roleAssignmentName(otherScope, "Key Vault Secrets User", otherPrincipal);

                expect(name).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
                expect(name === other).toBe(scope === otherScope && principal === otherPrincipal);
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });
});
