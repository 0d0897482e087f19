import { readdirSync } from "node:fs";
import { environmentNames, type Repository, repository } from "./repository.ts";
import { runner, script } from "./runner.ts";

if (import.meta.main) {
    await script(async () => runner.output("stacks", JSON.stringify(await previewedStacksOf(repository()))));
}

/** Names of the stacks here that have a preview environment. Naming an environment that is not there would make it. */
export async function previewedStacksOf(repository: Repository): Promise<string[]> {
    return previewedStacks(stackNames(), await environmentNames(repository));
}

export function previewedStacks(stacks: readonly string[], environments: readonly string[]): string[] {
    // GitHub does not tell the names of environments apart by case.
    const there = new Set(environments.map((name) => name.toLowerCase()));
    return stacks.filter((stack) => there.has(`${stack}-preview`.toLowerCase()));
}

/** Names of the stacks that have a file here. */
export function stackNames(): string[] {
    return readdirSync(".")
        .flatMap((name) => /^Pulumi\.([A-Za-z0-9][A-Za-z0-9_-]*)\.yaml$/.exec(name)?.[1] ?? [])
        .sort();
}
