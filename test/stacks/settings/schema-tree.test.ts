import { describe, expect, it } from "vitest";
import { stackSettingsSchema } from "../../../stacks/settings/schema.ts";
import { schemaAt } from "../../../stacks/settings/schema-tree.ts";

const settings = { clients: { portal: { kind: "web" }, board: { kind: "spi" } } };

describe("the schema of a setting", () => {
    it.each([
        [["connections", "acme", "clientSecret", "slots", "a", "issued"]],
        [["connections", "acme", "scopes", 3]],
        [["clients", "portal", "authentication"]],
        [["clients", "board", "kind"]],
    ])("is found at %j", (path) => {
        expect(schemaAt(stackSettingsSchema, path, settings)).toBeDefined();
    });

    it.each([
        [["auth0", "constructor"]],
        [["clients", "portal", "api"]],
        [["clients", "board", "api"]],
        [["protect", "deeper"]],
    ])("is none at %j", (path) => {
        expect(schemaAt(stackSettingsSchema, path, settings)).toBeUndefined();
    });
});
