import fc from "fast-check";
import { expect, it } from "vitest";
import { validSettings } from "../../reliability/inputs/settings/valid-settings.ts";
import { deploy } from "../../stacks/deploy.ts";
import { runProgram } from "./program.ts";
import { leastRaw } from "./settings-fixture.ts";

it("any good settings become a program's resources and outputs", async () => {
    let composed = 0;
    for (const raw of fc.sample(validSettings, 8)) {
        const { error, outputs, resources } = await runProgram(() => deploy(), inTheMocks(raw));
        expect(error).toBeUndefined();
        composed += 1;
        expect(Object.keys(outputs)).toContain("connections");
        const connections = resources.filter(({ type }) => type === "auth0:index/connection:Connection");
        expect(connections).toHaveLength(Object.keys(raw["connections"] as object).length);
    }
    expect(composed).toBe(8);
});

/** The same in the one directory and on the one custom domain that the mocks know, with nothing that is there already. */
function inTheMocks(raw: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
    const { cutOverDomains: _, myAccountApi: __, ...auth0 } = raw["auth0"] as Record<string, unknown>;
    const { keyVault: ___, ...rest } = raw;
    return { ...rest, auth0, microsoft: { ...(raw["microsoft"] as object), ...leastRaw.microsoft } };
}
