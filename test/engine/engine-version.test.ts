import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engineVersion, refusalOfVersion } from "../../engine/engine-version.ts";

describe("the pinned version", () => {
    it("is the one of @pulumi/pulumi", () => {
        expect(JSON.parse(readFileSync("package.json", "utf8")).dependencies["@pulumi/pulumi"]).toBe(engineVersion);
    });

    it("is the one of the Go module", () => {
        expect(/github\.com\/pulumi\/pulumi\/pkg\/v3 v(\S+)/.exec(readFileSync("engine/go/go.mod", "utf8"))?.[1]).toBe(
            engineVersion,
        );
    });
});

describe("an engine's version", () => {
    it.each(["3.259.0", "v3.259.0", "3.259.1", "3.260.0", "3.1000.0", "v3.260.0-alpha.1723553965", "3.259.0+dirty"])(
        "%s is accepted",
        (version) => {
            expect(refusalOfVersion(version)).toBeUndefined();
        },
    );

    it.each([
        ["3.258.9", "its version 3.258.9 is older than 3.259.0"],
        ["3.99.0", "its version 3.99.0 is older than 3.259.0"],
        ["v3.259.0-alpha.1", "its version v3.259.0-alpha.1 is older than 3.259.0"],
        ["2.999.0", "its version 2.999.0 has another major number than 3.259.0"],
        ["v4.0.0", "its version v4.0.0 has another major number than 3.259.0"],
        ["", 'its version "" is not of the form 3.259.0'],
        ["3.259", 'its version "3.259" is not of the form 3.259.0'],
    ])("%s is refused with the reason", (version, reason) => {
        expect(refusalOfVersion(version)).toBe(reason);
    });

    it("is accepted exactly when its numbers are not lower", () => {
        fc.assert(
            fc.property(fc.nat(600), fc.nat(30), (minor, patch) => {
                const isAccepted = refusalOfVersion(`3.${minor}.${patch}`) === undefined;
                expect(isAccepted).toBe(minor >= 259);
            }),
        );
    });
});
