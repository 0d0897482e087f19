import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { deployerManagementScopes } from "../../catalogue/auth0.ts";
import { deployerGraphPermissions } from "../../catalogue/microsoft.ts";
import { withSection } from "../../contract/page-section.ts";
import { measuredText } from "../../reliability/measured-text.ts";
import { readResults } from "../../reliability/results.ts";
import { settingsReference } from "../../stacks/settings/settings-reference.ts";
import { stackFileSchema } from "../../stacks/settings/stack-file-schema.ts";

const page = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), "utf8");

describe("the documents", () => {
    it("list exactly the Management API scopes that the sandbox gives the deployer", () => {
        const listed = [...page("credentials.md").matchAll(/^- `(.+)`$/gm)].map(([, scope]) => scope);

        expect(listed).toEqual([...deployerManagementScopes]);
    });

    it("list exactly the application permissions that the sandbox gives the deployer", () => {
        const listed = [...page("credentials.md").matchAll(/^\| (\w+\.[\w.]+) \|/gm)].map(
            ([, permission]) => permission,
        );

        expect(listed.sort()).toEqual([...deployerGraphPermissions].sort());
    });

    it("have the figures of the last full reliability runs: npm run reliability writes them", () => {
        const measured = measuredText(
            readResults(fileURLToPath(new URL("../../reliability/results.json", import.meta.url))),
        );
        expect(page("reliability.md")).toBe(withSection(page("reliability.md"), "measured", measured));
    });

    it("have a reference of the settings that is made from the schema: npm run schema makes it", () => {
        expect(page("settings.md")).toBe(settingsReference(stackFileSchema()));
    });
});
