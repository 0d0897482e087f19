import { describe, expect, it } from "vitest";
import { sketchOf } from "../../../operate/adopt/sketch.ts";
import { project, sketchText } from "./fixture.ts";

describe("the sketch of a stack", () => {
    it("is a tenant, a directory, and names", () => {
        expect(sketchOf(sketchText, project)).toEqual({
            sketch: {
                auth0: { domain: "acme.eu.auth0.com", cutOverDomains: [] },
                microsoft: { tenantId: "0f7e2c4a-3b5d-4e8f-9a1c-6d2b8e4f7a90" },
                linking: "additive",
                connections: { microsoft: { name: "contoso" } },
                clients: { portal: { kind: "web", name: "Portal" } },
            },
            problems: [],
        });
    });

    it("says everything that is missing at once", () => {
        const { problems, sketch } = sketchOf(
            "config:\n  auth0:clientSecret:\n    secure: v1:abc\n  microsoft-connection:connections: {}\n  microsoft-connection:auth0: {}\n",
            project,
        );
        expect(sketch).toBeUndefined();
        expect(problems).toEqual([
            "auth0:clientSecret is encrypted for the stack's own back end: take it out, and give it in the environment",
            "auth0.domain: Invalid input: expected string, received undefined",
            "microsoft: Invalid input: expected object, received undefined",
        ]);
    });

    it("is none without a connection, and no YAML is told as such", () => {
        const empty = sketchText.replace("    microsoft:\n      name: contoso # made in 2021\n", "    {}\n");
        expect(sketchOf(empty, project).problems).toEqual([
            "connections: name the connection to adopt, by a key of your own",
        ]);
        expect(sketchOf("config: [", project).problems[0]).toMatch(/^it is no YAML: /);
    });
});
