import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { problemText } from "../stacks/settings/problem.ts";
import { readSettings } from "../stacks/settings/read-settings.ts";
import { isMapping } from "../stacks/settings/schema-tree.ts";
import type { Settings } from "../stacks/settings/settings.ts";
import { shown } from "../stacks/settings/shown.ts";
import { PersonError } from "./person-error.ts";
import { readYaml } from "./read-yaml.ts";

/** Settings of a stack, read from its file and checked as a whole; fails with every problem in one message. */
export function stackSettings(projectFolder: string, stack: string): Settings {
    const file = `Pulumi.${stack}.yaml`;
    const { settings, problems } = readSettings(
        ownKeys(file, stackFile(projectFolder, stack), projectName(projectFolder)),
    );
    if (settings === undefined) throw new PersonError(problemText(stack, problems));
    return settings;
}

/** Name of the Pulumi project in a folder. */
export function projectName(projectFolder: string): string {
    return parse(readFileSync(`${projectFolder}/Pulumi.yaml`, "utf8")).name;
}

/** Names of the stacks that have a file. */
export function stackNames(projectFolder: string): string[] {
    return readdirSync(projectFolder)
        .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
        .sort();
}

function stackFile(projectFolder: string, stack: string): unknown {
    const names = stackNames(projectFolder);
    if (!names.includes(stack)) {
        throw new PersonError(
            [
                `There is no stack "${stack}": no file Pulumi.${stack}.yaml. Stacks here: ${names.join(", ")}.`,
                `To make it:  npm run new -- --stack ${stack} --like ${names[0] ?? "dev"}`,
            ].join("\n"),
        );
    }
    const file = `Pulumi.${stack}.yaml`;
    return readYaml(file, readFileSync(`${projectFolder}/${file}`, "utf8"));
}

/** The project's own configuration, its namespace taken off. */
function ownKeys(file: string, content: unknown, project: string): Record<string, unknown> {
    const whole = content ?? {};
    const config = (isMapping(whole) ? whole["config"] : whole) ?? {};
    if (!isMapping(whole) || !isMapping(config)) {
        const where = isMapping(whole) ? "config in it" : "it";
        throw new PersonError(
            `${file} has no settings: ${where} is ${shown([], config)}, and not a mapping. Expected config: with the keys of the settings below it; docs/settings.md lists them.`,
        );
    }
    return Object.fromEntries(
        Object.entries(config).flatMap(([key, value]) => {
            if (!key.includes(":")) return [[key, value]];
            return key.startsWith(`${project}:`) ? [[key.slice(project.length + 1), value]] : [];
        }),
    );
}
