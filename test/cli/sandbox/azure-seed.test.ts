import { describe, expect, it } from "vitest";
import { azureSeed } from "../../../cli/sandbox/azure-seed.ts";
import { leastRaw, settingsOf } from "../../stacks/settings-fixture.ts";

const app = "9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f";
const team = "4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6";
const keyVault = {
    subscriptionId: "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64",
    resourceGroup: "rg-identity",
    name: "kv-acme",
    location: "northeurope",
    allowedIps: ["198.51.100.0/24"],
    issued: "2026-11-02",
    readers: { portal: [{ objectId: app }, { objectId: team, type: "Group" }] },
};

describe("the subscription before a stack", () => {
    it("is none where there is no key vault", () => {
        expect(azureSeed(settingsOf(leastRaw))).toEqual({ people: [], assumptions: [] });
    });

    it("has the resource group, the readers, and this machine at an address that is let in", () => {
        expect(azureSeed(settingsOf({ ...leastRaw, keyVault }))).toEqual({
            seed: {
                subscriptionId: "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64",
                resourceGroups: [{ name: "rg-identity", location: "northeurope" }],
                vaults: [],
                identities: [app],
                callerAddress: "198.51.100.0",
            },
            people: [{ id: team, type: "group", displayName: "Reader 1" }],
            assumptions: [
                "subscription 3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64 has resource group rg-identity, where the deployer may make vaults and give roles",
                `reader ${app} exists in the directory`,
                `reader ${team} exists in the directory`,
                "this machine has the public address 198.51.100.0, which the vault lets in",
            ],
        });
    });

    it("has an existing vault", () => {
        const { location: _location, allowedIps: _allowedIps, ...rest } = keyVault;
        const { seed, assumptions } = azureSeed(settingsOf({ ...leastRaw, keyVault: { ...rest, mode: "existing" } }));

        expect(seed?.vaults).toEqual([{ name: "kv-acme", resourceGroup: "rg-identity" }]);
        expect(assumptions).toContain("key vault kv-acme exists and is decided on by roles");
    });
});
