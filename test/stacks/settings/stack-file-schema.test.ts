import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { readSettings } from "../../../stacks/settings/read-settings.ts";
import { stackSettingsSchema } from "../../../stacks/settings/schema.ts";
import { stackFileSchema } from "../../../stacks/settings/stack-file-schema.ts";

const folder = fileURLToPath(new URL("../../..", import.meta.url));
const stackFiles = readdirSync(folder).filter((name) => /^Pulumi\..+\.yaml$/.test(name));
const committed = z.fromJSONSchema(JSON.parse(read("stacks/stack-file.schema.json")));

describe("the JSON Schema of stack files", () => {
    it("is the one that npm run schema writes", () => {
        expect(read("stacks/stack-file.schema.json")).toBe(`${JSON.stringify(stackFileSchema(), null, 2)}\n`);
    });

    it("is named in every stack file", () => {
        expect(stackFiles).toEqual(expect.arrayContaining(["Pulumi.dev.yaml", "Pulumi.prod.yaml"]));
        for (const name of stackFiles) {
            expect(read(name)).toMatch(/^# yaml-language-server: \$schema=\.\/stacks\/stack-file\.schema\.json\n/);
        }
    });

    it.each(stackFiles)("accepts %s, as the rules do", (name) => {
        const file = parse(read(name));

        expect(issues(file)).toEqual([]);
        expect(readSettings(ownKeys(file.config)).problems).toEqual([]);
    });

    it("accepts what Pulumi writes, and the settings of providers", () => {
        const file = devFile();
        file.encryptionsalt = "v1:salt";
        file.secretsprovider = "azurekeyvault://acme.vault.azure.net/keys/pulumi";
        file.encryptedkey = "key";
        file.config["microsoft-connection:protect"] = "true";
        file.config["microsoft-connection:secretLifetimeDays"] = "180";
        file.config["auth0:domain"] = "acme-dev.eu.auth0.com";
        file.config["auth0:clientSecret"] = { secure: "v1:secret" };

        expect(issues(file)).toEqual([]);
    });

    it.each<[string, (config: Config) => void]>([
        ["config.microsoft-connection:conections", (config) => (config["microsoft-connection:conections"] = {})],
        ["config.microsoft-connection:auth0", (config) => delete config["microsoft-connection:auth0"]],
        ["config.microsoft-connection:auth0.domain", (config) => (auth0(config).domain = "https://acme.eu.auth0.com")],
        ["config.microsoft-connection:linking", (config) => (config["microsoft-connection:linking"] = "each")],
        [
            "config.microsoft-connection:connections.microsoft.scopes.0",
            (config) => (microsoft(config).scopes[0] = "UserRead"),
        ],
        ["config.microsoft-connection:connections.microsoft", (config) => (microsoft(config).scope = ["openid"])],
        ["config.microsoft-connection:connections.My_Connection", (config) => renamed(config)],
    ])("refuses a wrong %s", (path, change) => {
        const file = devFile();
        change(file.config);

        expect(issues(file)).toEqual([path]);
    });
});

describe("Pulumi.yaml", () => {
    it("declares every setting with the schema's type and default", () => {
        const { properties = {} } = z.toJSONSchema(stackSettingsSchema, { io: "input" });
        const declared = parse(read("Pulumi.yaml")).config;

        expect(
            Object.entries<{ type: string; default: unknown }>(declared).map(([key, setting]) => [
                key,
                setting.type,
                setting.default,
            ]),
        ).toEqual(
            Object.entries(properties).map(([key, property]) => {
                const { type, default: standard = {} } = property as { type: string; default?: unknown };
                return [key, type, standard];
            }),
        );
    });
});

// biome-ignore lint/suspicious/noExplicitAny: tests set what no type allows
type Config = any;

function auth0(config: Config): Config {
    return config["microsoft-connection:auth0"];
}

function microsoft(config: Config): Config {
    return config["microsoft-connection:connections"].microsoft;
}

function renamed(config: Config): void {
    config["microsoft-connection:connections"] = { My_Connection: microsoft(config) };
}

function devFile(): Config {
    return parse(read("Pulumi.dev.yaml"));
}

/** Paths of what a stack file has wrong by the committed schema. */
function issues(file: unknown): string[] {
    return committed.safeParse(file).error?.issues.map(({ path }) => path.join(".")) ?? [];
}

function ownKeys(config: Record<string, unknown>): Record<string, unknown> {
    return Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key.replace(/^microsoft-connection:/, ""), value]),
    );
}

function read(name: string): string {
    return readFileSync(`${folder}/${name}`, "utf8");
}
