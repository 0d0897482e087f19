import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { formats, hasFormat, repaired } from "../stacks/settings/formats.ts";
import { nearest } from "../stacks/settings/nearest.ts";
import { newStack } from "./new-stack.ts";
import { PersonError } from "./person-error.ts";
import { yamlProblem } from "./read-yaml.ts";
import { stackNames } from "./stack-settings.ts";

/** Writes the files of a new stack after the example of another, and says what is left to do. Nothing is overwritten. */
export function makeStack(folder: string, stack: string, like: string): string {
    const problem = nameProblem(stack) ?? likeProblem(folder, stack, like) ?? takenProblem(folder, stack);
    if (problem !== undefined) throw new PersonError(`${problem} Nothing was written.`);

    const stackFile = readFileSync(stackFilePath(folder, like), "utf8");
    const [error] = parseDocument(stackFile).errors;
    if (error !== undefined) throw new PersonError(`Pulumi.${like}.yaml is not YAML: ${yamlProblem(error)}`);

    const program = readFileSync(programPath(folder, like), "utf8");
    const { files, message } = newStack({ stack, like, stackFile, program });
    writeAll(files.map(({ path, text }) => ({ path: `${folder}/${path}`, text })));
    return message;
}

function nameProblem(stack: string): string | undefined {
    if (hasFormat(formats.logicalName, stack)) return undefined;
    const near = repaired(formats.logicalName, stack);
    const advice = near === undefined ? "" : ` For example: --stack ${near}.`;
    return `"${stack}" is no name for a stack: ${formats.logicalName.allowed}.${advice}`;
}

function likeProblem(folder: string, stack: string, like: string): string | undefined {
    const stacks = stackNames(folder).filter((name) => existsSync(programPath(folder, name)));
    if (stacks.includes(like)) return undefined;
    const near = nearest(like, stacks) ?? stacks[0] ?? "dev";
    return `There is no stack "${like}" to copy. Stacks here: ${stacks.join(", ")}. For example: npm run new -- --stack ${stack} --like ${near}.`;
}

function takenProblem(folder: string, stack: string): string | undefined {
    const taken = [stackFilePath(folder, stack), programPath(folder, stack)].filter((path) => existsSync(path));
    if (taken.length === 0) return undefined;
    const names = taken.map((path) => path.slice(folder.length + 1)).join(" and ");
    return `There is ${names} already; choose another name, or remove it first.`;
}

/** All files or none. */
function writeAll(files: readonly { readonly path: string; readonly text: string }[]): void {
    const written: string[] = [];
    try {
        for (const { path, text } of files) {
            writeFileSync(path, text, { flag: "wx" });
            written.push(path);
        }
    } catch (error) {
        for (const path of written) rmSync(path);
        throw new PersonError(`The new stack could not be written: ${(error as Error).message}`);
    }
}

function stackFilePath(folder: string, stack: string): string {
    return `${folder}/Pulumi.${stack}.yaml`;
}

function programPath(folder: string, stack: string): string {
    return `${folder}/stacks/${stack}.ts`;
}
