import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import * as catalogueOfAuth0 from "../../catalogue/auth0.ts";
import { microsoftGraphAppId } from "../../catalogue/microsoft.ts";
import { microsoftGraphScopes } from "../../catalogue/microsoft-graph-scopes.ts";
import * as names from "../../policies/auth0-names.ts";
import * as graph from "../../policies/microsoft-graph-permissions.ts";
import * as types from "../../policies/resource-types.ts";
import { rules } from "../../policies/rules.ts";

const folder = fileURLToPath(new URL("../../policies/", import.meta.url));
const sdk = createRequire(import.meta.url);
const read = (path: string) => readFileSync(`${folder}${path}`, "utf8");

describe("every rule", () => {
    it.each(rules.map((rule) => [rule.name, rule] as const))("says what it is for: %s", (_name, rule) => {
        expect(rule.description).toMatch(/^[A-Z].*\.$/);
        expect(rule.remediationSteps).toMatch(/^[A-Z].*\.$/);
        expect(rule.severity).toBeOneOf(["low", "medium", "high", "critical"]);
        expect(rule.enforcementLevel).toBeOneOf(["advisory", "mandatory"]);
        expect(new URL(rule.url ?? "").hostname).toBeOneOf(["learn.microsoft.com", "auth0.com", "www.pulumi.com"]);
    });

    it.each(rules.map((rule) => [rule.name, rule] as const))("has a default for each setting: %s", (_name, rule) => {
        for (const setting of Object.values(rule.configSchema?.properties ?? {})) {
            expect(setting.default).toBeDefined();
            expect(setting.description).toMatch(/\.$/);
        }
    });

    it("is in the list once, and lives in the file that has its name", () => {
        const files = readdirSync(`${folder}rules`, { recursive: true, encoding: "utf8" })
            .filter((file) => file.endsWith(".ts"))
            .map((file) => file.replace(/^.*\//, "").replace(/\.ts$/, ""));

        expect(rules.map(({ name }) => name).sort()).toEqual(files.sort());
    });

    it("warns those who would ask for rotation", () => {
        const rule = rules.find(({ name }) => name === "token-vault-client-does-not-rotate");

        expect(rule?.description).toContain(
            "A rule that asks for rotation, as good as it is elsewhere, breaks Token Vault",
        );
    });
});

describe("the pack stands alone", () => {
    it("imports nothing of the project, and of packages none but those it lists", () => {
        const { dependencies, devDependencies } = JSON.parse(read("package.json"));
        const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
            /\.(ts|mjs)$/.test(file),
        );
        const imports = sources.flatMap((file) =>
            [...read(file).matchAll(/^import( type)?[^"]*"([^"]+)"/gm)].map(([, type, from = ""]) => ({
                file,
                type,
                from,
            })),
        );

        for (const { file, type, from } of imports) {
            if (from.startsWith(".")) {
                expect(new URL(from, `file:///policies/${file}`).pathname).toMatch(/^\/policies\//);
                continue;
            }
            if (from.startsWith("node:")) continue;
            const name = from.split("/").slice(0, 2).join("/");
            expect(Object.keys(type === undefined ? dependencies : { ...dependencies, ...devDependencies })).toContain(
                name,
            );
        }
        expect(imports.length).toBeGreaterThan(100);
    });

    it("asks for the versions that it is tested with", () => {
        const { dependencies, devDependencies, version } = JSON.parse(read("package.json"));
        const root = JSON.parse(read("../package.json"));

        for (const [name, wanted] of Object.entries({ ...dependencies, ...devDependencies })) {
            expect({ [name]: wanted }).toEqual({ [name]: { ...root.dependencies, ...root.devDependencies }[name] });
        }
        expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    });

    it("runs as it is, without a compiler", () => {
        expect(parse(read("PulumiPolicy.yaml")).runtime).toEqual({ name: "nodejs", options: { typescript: false } });
    });
});

describe("what the pack has of its own agrees", () => {
    it("with the catalogue, on Auth0's names", () => {
        expect(names.tokenVaultGrantType).toBe(catalogueOfAuth0.tokenVaultGrantType);
        expect(names.connectedAccountsScopes).toEqual(catalogueOfAuth0.connectedAccountsScopes);
        expect(Object.keys(names.connectionScopes)).toEqual(catalogueOfAuth0.microsoftStrategies);
        expect(names.connectionScopes["waad"]).toEqual(catalogueOfAuth0.waadAttributes);
        expect(names.connectionScopes["windowslive"]).toEqual(
            [
                catalogueOfAuth0.forcedWindowsliveOption,
                ...Object.values(microsoftGraphScopes).flatMap((scope) =>
                    "windowsliveOption" in scope ? [scope.windowsliveOption] : [],
                ),
            ].sort(),
        );
    });

    it("with the catalogue, on Microsoft Graph's permissions", () => {
        expect(graph.microsoftGraphAppId).toBe(microsoftGraphAppId);
        expect(
            Object.fromEntries(
                [...graph.graphPermissions].map(([id, one]) => [one.name, { id, adminOnly: one.adminOnly }]),
            ),
        ).toEqual(
            Object.fromEntries(
                Object.entries(microsoftGraphScopes).map(([name, { id, adminOnly }]) => [name, { id, adminOnly }]),
            ),
        );
    });

    it("with the providers' SDKs, on the tokens of resource types", () => {
        for (const { token } of Object.values(types)) {
            const [, provider, file, name = ""] = /^(\w+):index\/(\w+):(\w+)$/.exec(token) ?? [];
            if (provider === undefined) continue;
            expect(sdk(`@pulumi/${provider}/${file}.js`)[name].__pulumiType).toBe(token);
        }
    });

    it("with Azure's versioned tokens", () => {
        for (const token of [
            "azure-native:keyvault:Vault",
            "azure-native:keyvault/v20240401preview:Vault",
            "azure-native_keyvault_v20230701:keyvault:Vault",
        ]) {
            expect(types.Vault.otherTokens?.test(token)).toBe(true);
        }
        expect(types.Vault.otherTokens?.test("azure-native:keyvault:ManagedHsm")).toBe(false);
    });
});

it("has every rule in its README, with its duty and its settings", () => {
    const rows = read("README.md").split("\n");

    for (const { name, description, enforcementLevel, configSchema } of rules) {
        const settings = Object.keys(configSchema?.properties ?? {}).map((setting) => `\`${setting}\``);
        const level = enforcementLevel === "advisory" ? " (advisory)" : "";
        expect(rows).toContain(`| \`${name}\`${level} | ${description} | ${settings.join(", ")} |`);
    }
});
