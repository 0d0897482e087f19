import type { TestProject } from "vitest/node";
import { engineForPerson } from "../../cli/engine-for-person.ts";

declare module "vitest" {
    interface ProvidedContext {
        /** The `pulumi` command, by its absolute path. */
        engine: string;
    }
}

/** Gets the engine once for all tests of a project: `inject("engine")`. */
export default async function provideEngine(project: TestProject): Promise<void> {
    const { command } = await engineForPerson(console.log);
    project.provide("engine", command);
}
