import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deployerManagementScopes } from "../../catalogue/auth0.ts";
import { files, workflows } from "./workflow-files.ts";

const page = readFileSync(new URL("../../docs/workflows.md", import.meta.url), "utf8");

describe("docs/workflows.md", () => {
    it("lists for the read-only application exactly the deployer's scopes that read", () => {
        const listed = [...page.matchAll(/^- `(\w+:\w+)`$/gm)].map(([, scope]) => scope);

        expect(listed).toEqual(deployerManagementScopes.filter((scope) => scope.startsWith("read:")));
    });

    it("names every variable and secret that the workflows take", () => {
        const taken = Object.values(files).flatMap((text) =>
            [...text.matchAll(/(?:vars|secrets)\.(\w+)/g)].map(([, name]) => name ?? ""),
        );

        expect(new Set(taken).size).toBeGreaterThan(10);
        expect([...new Set(taken)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
    });

    it("tells of every workflow", () => {
        expect(Object.keys(workflows).filter((file) => !page.includes(`| \`${file}\` |`))).toEqual([]);
    });
});
