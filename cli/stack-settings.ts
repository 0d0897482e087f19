import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";
import { problemText } from "../stacks/settings/problem.ts";
import { readSettings } from "../stacks/settings/read-settings.ts";
import type { Settings } from "../stacks/settings/settings.ts";
import { PersonError } from "./person-error.ts";

/** Settings of a stack, read from its file and checked as a whole; fails with every problem in one message. */
export function stackSettings(projectFolder: string, stack: string): Settings {
    const { settings, problems } = readSettings(ownKeys(stackFile(projectFolder, stack), projectName(projectFolder)));
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
    try {
        return parse(readFileSync(`${projectFolder}/${file}`, "utf8"));
    } catch (error) {
        throw new PersonError(`${file} is not YAML: ${error instanceof Error ? error.message : error}`);
    }
}

/** The project's own configuration, its namespace taken off. */
function ownKeys(file: unknown, project: string): Record<string, unknown> {
    const config = (file as { config?: Record<string, unknown> } | null)?.config ?? {};
    return Object.fromEntries(
        Object.entries(config).flatMap(([key, value]) => {
            if (!key.includes(":")) return [[key, value]];
            return key.startsWith(`${project}:`) ? [[key.slice(project.length + 1), value]] : [];
        }),
    );
}
