import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { publicKeyManagementScopes } from "../../catalogue/auth0.ts";
import { deliveredValues } from "../../infra/client-delivery.ts";
import { deployerRoles } from "../../sandbox/azure/azure.ts";

const page = readFileSync(new URL("../../docs/key-vault.md", import.meta.url), "utf8");

describe("the page on key vaults", () => {
    it("lists exactly the roles that the sandbox gives the deployer", () => {
        const [, section = ""] = page.split("## What the deployer needs");
        const listed = [...section.matchAll(/^\| (Contributor|Role [^|]+|Key Vault [^|]+) \|/gm)].map(
            ([, role]) => role,
        );

        expect(listed).toEqual([...deployerRoles]);
    });

    it("names every secret and every setting, and the scopes that clients with keys of their own take", () => {
        const client = { hasSecret: true };
        const values = [
            ...deliveredValues({ ...client, key: "portal", kind: "web" }),
            ...deliveredValues({ ...client, key: "planner", kind: "spa" }),
        ];

        for (const { secret, setting } of values) {
            expect(page).toContain(secret.replace(/^(portal|planner)-(domain|connections|connect-scopes)$/, "…-$2"));
            expect(page).toContain(`\`${setting}\``);
        }
        for (const scope of publicKeyManagementScopes) expect(page).toContain(`\`${scope}\``);
    });
});
