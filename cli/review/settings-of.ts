import { existsSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { policyPacks } from "../policy-packs.ts";

/** What a fingerprint binds as settings: the stack's configuration with the project's defaults, what is encrypted as it stands, and the policies'. */
export interface BoundSettings {
    readonly config: Readonly<Record<string, unknown>>;

    /** Environments of Pulumi ESC that the stack takes values from, by name. */
    readonly environment: unknown;
    readonly policies: readonly unknown[];
}

/** Reads them from the files; nothing is decrypted. */
export function settingsOf(projectFolder: string, stack: string): BoundSettings {
    const project = yamlOf(`${projectFolder}/Pulumi.yaml`);
    const file = yamlOf(`${projectFolder}/Pulumi.${stack}.yaml`);
    const own = (key: string) => (key.includes(":") ? key : `${project["name"]}:${key}`);
    const defaults = Object.entries(mapping(project["config"])).flatMap(([key, declared]) => {
        const value = mapping(declared)["default"] ?? mapping(declared)["value"];
        return value === undefined ? [] : [[own(key), value]];
    });
    const given = Object.entries(mapping(file["config"])).map(([key, value]) => [own(key), value]);
    return {
        config: Object.fromEntries([...defaults, ...given]),
        environment: file["environment"] ?? null,
        policies: policyPacks(projectFolder).map(({ settingsFile }) =>
            settingsFile === undefined || !existsSync(settingsFile) ? null : parse(readFileSync(settingsFile, "utf8")),
        ),
    };
}

function yamlOf(file: string): Record<string, unknown> {
    return mapping(parse(readFileSync(file, "utf8")));
}

function mapping(value: unknown): Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value)
        ? (value as Record<string, unknown>)
        : {};
}
