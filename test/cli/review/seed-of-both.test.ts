import { describe, expect, it } from "vitest";
import { seedOfBoth } from "../../../cli/review/seed-of-both.ts";
import { leastRaw, settingsOf } from "../../stacks/settings-fixture.ts";

const at = new Date("2026-11-26T00:00:00Z");
const before = settingsOf(leastRaw);
const withDomain = (auth0: object) => settingsOf({ ...leastRaw, auth0: { ...leastRaw.auth0, ...auth0 } });

describe("a world for a stack before and after a change", () => {
    it("has the custom domains of both, each once", () => {
        const now = withDomain({ customDomain: "login.acme.example", cutOverDomains: ["acme-dev.eu.auth0.com"] });
        const { tenant } = seedOfBoth(withDomain({ customDomain: "old.acme.example" }), now, at);

        expect(tenant.customDomains.map(({ domain }) => domain)).toEqual(["old.acme.example", "login.acme.example"]);
    });

    it("has the clients that either links by id", () => {
        const existing = (clientId: string) => ({ kind: "existing", clientId });
        const clients = { ...leastRaw.clients, reports: existing("Zq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Ga") };
        const also = { ...clients, audit: existing("Aq4Xw8Tn2Lk6Vb0Rj5Yc9Hd3Ms7Pf1Gb") };
        const { tenant } = seedOfBoth(
            settingsOf({ ...leastRaw, clients }),
            settingsOf({ ...leastRaw, clients: also }),
            at,
        );

        expect(tenant.clients?.map(({ name }) => name)).toEqual(["reports", "audit"]);
    });

    it("has the owners of both", () => {
        const owners = ["4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6", "5b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"];
        const withOwners = (some: string[]) =>
            settingsOf({ ...leastRaw, microsoft: { ...leastRaw.microsoft, owners: some } });
        const { directory } = seedOfBoth(withOwners(owners.slice(0, 1)), withOwners(owners), at);

        expect(directory.principals?.map(({ id }) => id)).toEqual(owners);
    });

    it("has a My Account API that is adopted now, unless the stack makes it itself before", () => {
        const adopts = withDomain({ myAccountApi: "adopt", cutOverDomains: ["login.acme.example"] });
        const { tenant } = seedOfBoth(before, adopts, at);

        expect(tenant.myAccountApis).toEqual(["https://login.acme.example/me/"]);
    });

    it("is at the time at which the secrets of both can still be made", () => {
        const ending = (ends: string) => {
            const { microsoft } = leastRaw.connections;
            const clientSecret = { active: "a", slots: { a: { issued: "2026-05-02", ends } } };
            return settingsOf({ ...leastRaw, connections: { microsoft: { ...microsoft, clientSecret } } });
        };

        expect(seedOfBoth(ending("2026-10-20"), ending("2026-09-20"), at).time).toEqual(
            new Date("2026-09-19T00:00:00Z"),
        );
        expect(seedOfBoth(before, before, at).time).toBeUndefined();
    });

    it("has what the key vaults of both need, but no vault that the stack made itself before", () => {
        const reader = (objectId: string) => ({ portal: [{ objectId }] });
        const [one, other] = ["9a1c6d2b-8e4f-4a90-8f7e-2c4a3b5d4e8f", "4b8e6f21-9d37-4c5a-8e12-f3a7b9c0d4e6"];
        const keyVault = {
            subscriptionId: "3d1b8f52-6c40-4a97-9e2d-5b7f0c8a1e64",
            resourceGroup: "rg-identity",
            name: "kv-acme",
            issued: "2026-11-02",
            readers: reader(one),
        };
        const made = settingsOf({ ...leastRaw, keyVault: { ...keyVault, location: "westeurope" } });
        const adopted = settingsOf({
            ...leastRaw,
            keyVault: { ...keyVault, mode: "existing", readers: reader(other) },
        });

        expect(seedOfBoth(before, before, at).azure).toBeUndefined();
        expect(seedOfBoth(before, adopted, at).azure?.vaults?.map(({ name }) => name)).toEqual(["kv-acme"]);
        expect(seedOfBoth(made, adopted, at).azure).toMatchObject({
            vaults: [],
            identities: [one, other],
            resourceGroups: [{ name: "rg-identity" }],
        });
    });

    it("cannot be where the stack moves to another tenant or directory, which is told with what to do", () => {
        const moved = settingsOf({
            ...leastRaw,
            auth0: { domain: "other.eu.auth0.com" },
            microsoft: { tenantId: "1f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90" },
        });

        expect(() => seedOfBoth(before, moved, at)).toThrow(
            [
                "The stack moves from Auth0 tenant acme-dev.eu.auth0.com to other.eu.auth0.com.",
                "The stack moves from Microsoft directory 0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90 to 1f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90.",
                "That is a new stack there, and the end of this one here; a sandbox holds one of both at a time. Make a stack of its own for it (npm run new), or review with --real.",
            ].join("\n"),
        );
    });
});
