// Plain JavaScript, so that an older Node gets as far as the message.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

// The SDK formats a stack trace for every promise of a resource; with many clients that is a tenth of a preview. Two frames still
// say where something went wrong.
Error.stackTraceLimit = Math.min(Error.stackTraceLimit, 2);

/** Node that the programs need: it runs TypeScript as it is. */
const neededNode = 24;

/** The program of the selected stack. */
export default async function program() {
    const pulumi = await import("@pulumi/pulumi");
    if (Number.parseInt(process.versions.node, 10) < neededNode) {
        throw new pulumi.RunError(
            `This program needs Node ${neededNode} or newer and runs on ${process.versions.node}. Install it, or put node_modules/.bin first on PATH after npm ci.`,
        );
    }

    const stack = pulumi.getStack();
    const programs = programNames();
    if (!programs.includes(stack)) {
        throw new pulumi.RunError(
            `There is no program for stack "${stack}": no file stacks/${stack}.ts. Programs: ${programs.join(", ")}. Make one: npm run new -- --stack ${stack} --like ${programs[0] ?? "dev"}`,
        );
    }

    // Keeps what Node makes of the TypeScript files for the next run; a cache that the environment asks for goes first.
    const { enableCompileCache } = await import("node:module");
    enableCompileCache(fileURLToPath(new URL("../node_modules/.cache/program", import.meta.url)));
    const { default: run } = await import(new URL(`${stack}.ts`, import.meta.url).href);
    return run();
}

/** A program and a stack file of the same name make a stack. */
function programNames() {
    const files = (folder, pattern) =>
        readdirSync(new URL(folder, import.meta.url)).flatMap((name) => pattern.exec(name)?.[1] ?? []);
    const stackFiles = files("..", /^Pulumi\.(.+)\.yaml$/);
    return files(".", /^(.+)\.ts$/).filter((name) => stackFiles.includes(name));
}
