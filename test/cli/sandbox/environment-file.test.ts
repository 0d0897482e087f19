import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { environmentFile } from "../../../cli/sandbox/environment-file.ts";

it("gives a shell every value byte for byte, whatever is in it", () => {
    fc.assert(
        fc.property(fc.stringMatching(/^[^\0]*$/), (value) => {
            const script = `${environmentFile({ GIVEN: value })}printf %s "$GIVEN"`;
            expect(execFileSync("/bin/sh", ["-c", script], { encoding: "utf8" })).toBe(Buffer.from(value).toString());
        }),
        { numRuns: 25 },
    );
});

it("leaves a shell its own PATH and home", () => {
    expect(environmentFile({ PATH: "/engine", HOME: "/sandbox", AUTH0_DOMAIN: "acme-dev.eu.auth0.com" })).toBe(
        "export AUTH0_DOMAIN='acme-dev.eu.auth0.com'\n",
    );
});
