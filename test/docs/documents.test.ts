import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { deployerManagementScopes } from "../../catalogue/auth0.ts";
import { deployerGraphPermissions } from "../../catalogue/microsoft.ts";
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

    it("have a reference of the settings that is made from the schema: npm run schema makes it", () => {
        expect(page("settings.md")).toBe(settingsReference(stackFileSchema()));
    });
});
