import { describe, expect, it } from "vitest";
import { namesKey } from "../../../reliability/inputs/deployed/names-key.ts";
import { shrunk } from "../../../reliability/inputs/deployed/shrunk.ts";
import { waadSettings } from "../../stacks/settings/happy-settings.ts";

describe("a shrunk counterexample", () => {
    it("has what the failure needs, and what settings cannot do without", async () => {
        const needsSpa = async (settings: object) => JSON.stringify(settings).includes('"spa"');
        const least = await shrunk(waadSettings(), needsSpa, 200);

        expect(Object.keys(least).sort()).toEqual(["auth0", "clients", "connections", "microsoft"]);
        expect(Object.keys(least["clients"] as object)).toEqual(["planner"]);
        expect(Object.keys(least["auth0"] as object)).toEqual(["domain"]);
    });

    it("is what it was, where nothing less fails", async () => {
        const settings = waadSettings();

        expect(await shrunk(settings, async () => false, 200)).toBe(settings);
    });

    it("tries no more often than it may: each try deploys a stack", async () => {
        let tries = 0;
        await shrunk(waadSettings(), async () => ++tries < 0, 5);

        expect(tries).toBe(5);
    });
});

describe("a message that names a key", () => {
    it.each([
        ["connections.acme.organizations[0]\n  given: x", true],
        ["error: auth0.domain", true],
        ["error: something failed", false],
        ["credentials for Auth0", false],
    ])("%j: %s", (message, names) => {
        expect(namesKey(message)).toBe(names);
    });
});
