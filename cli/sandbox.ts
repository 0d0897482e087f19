import { mkdirSync } from "node:fs";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { chooseProviders } from "../sandbox/providers.ts";
import { startRehearsal } from "../sandbox/rehearsal.ts";
import { engineForPerson } from "./engine-for-person.ts";
import { PersonError } from "./person-error.ts";
import { runCommand } from "./run-command.ts";
import { sandboxArguments } from "./sandbox/arguments.ts";
import { deploy } from "./sandbox/deploy.ts";
import { once } from "./sandbox/once.ts";
import { removeRunFile, runningSandbox, writeRunFile } from "./sandbox/run-file.ts";
import { serve } from "./sandbox/serve.ts";
import { stopOnSignal } from "./sandbox/stop-on-signal.ts";
import { worldSeed } from "./sandbox/world-seed.ts";
import { projectName, stackSettings } from "./stack-settings.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const sandbox = defineCommand({
    meta: {
        name: "npm run sandbox --",
        description: "Deploys a stack with the real Pulumi engine into a local Auth0 and a local Microsoft",
    },
    args: sandboxArguments,
    run: async ({ args }) => {
        const folder = process.env["MICROSOFT_CONNECTION_SANDBOX"] ?? `${projectFolder}/.sandbox`;
        const port = portNumber(args.port);
        refuseSecondSandbox(folder);
        const settings = stackSettings(projectFolder, args.stack);
        const seed = worldSeed(settings, new Date());
        const pulumiHome = process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`;
        const providers = choice(args.providers, pulumiHome);
        const engine = await engineForPerson(say);

        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const start = performance.now();
        const rehearsal = await startRehearsal({
            ...seed,
            folder,
            projectFolder,
            project: projectName(projectFolder),
            stack: args.stack,
            engine: engine.command,
            providers: providers.kind,
            pulumiHome,
            environment: process.env,
            port,
        }).catch((error) => {
            throw portTaken(error, port) ?? error;
        });
        const { world } = rehearsal;
        writeRunFile(folder, {
            pid: process.pid,
            startedAt: new Date().toISOString(),
            stack: args.stack,
            proxyUrl: world.proxyUrl,
        });
        const driver = args.serve ? undefined : rehearsal.drive(`${projectFolder}/stacks/index.mjs`);
        const stop = stopOnSignal(() => {
            driver?.interrupt();
            say("\nStopping the engine and the services.");
        });

        try {
            say(`Local Auth0 and Microsoft are up, reached through ${world.proxyUrl}.`);
            if (driver === undefined) {
                serve(folder, projectFolder, rehearsal, say);
            } else {
                const named = {
                    stack: args.stack,
                    settings,
                    assumptions: seed.assumptions,
                    providers: `${providers.kind} providers (${providers.why})`,
                    engine: `engine ${engine.version} (${engine.why})`,
                    start,
                };
                await stop.unless(deploy(driver, rehearsal, named, say));
                if (args.once) {
                    say("");
                    await stop.unless(once(driver, world, args.stack, say));
                    return;
                }
            }
            say("\nUp until Ctrl-C.");
            await stop.signal;
        } finally {
            await rehearsal.close();
            removeRunFile(folder);
        }
    },
});

await runCommand(sandbox, process.argv.slice(2));

function refuseSecondSandbox(folder: string): void {
    const running = runningSandbox(folder);
    if (running === undefined) return;
    throw new PersonError(
        [
            `A sandbox runs here already: process ${running.pid}, since ${running.startedAt}, with stack ${running.stack}.`,
            `Stop it with Ctrl-C in its terminal, or:  kill ${running.pid}`,
        ].join("\n"),
    );
}

function portNumber(text: string): number {
    const port = Number(text);
    if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
    throw new PersonError(`--port ${text} is no port: a whole number from 0 (a free one) to 65535 is.`);
}

function portTaken(error: unknown, port: number): PersonError | undefined {
    if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") return undefined;
    return new PersonError(
        `Port ${port} on 127.0.0.1 is taken by another program. Give another with --port, or leave --port out to take a free one.`,
    );
}

function choice(wanted: "auto" | "real" | "stand-in", pulumiHome: string) {
    try {
        return chooseProviders(wanted, process.platform, pulumiHome);
    } catch (error) {
        throw new PersonError((error as Error).message);
    }
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}
