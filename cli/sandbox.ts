import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { chooseProviders } from "../sandbox/providers.ts";
import { type Rehearsal, startRehearsal } from "../sandbox/rehearsal.ts";
import { warningsAt } from "../stacks/settings/warnings.ts";
import { engineForPerson } from "./engine-for-person.ts";
import { PersonError } from "./person-error.ts";
import { runCommand } from "./run-command.ts";
import { sandboxArguments } from "./sandbox/arguments.ts";
import { environmentFile } from "./sandbox/environment-file.ts";
import { once } from "./sandbox/once.ts";
import { removeRunFile, runningSandbox, writeRunFile } from "./sandbox/run-file.ts";
import { succeed } from "./sandbox/steps.ts";
import { summary } from "./sandbox/summary.ts";
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
        const stopped = stopOnSignal(() => driver?.interrupt());

        try {
            say(`Local Auth0 and Microsoft are up (${seconds(start)} s), reached through ${world.proxyUrl}.`);
            if (driver === undefined) {
                serve(folder, rehearsal);
            } else {
                await stopped.unless(succeed(driver, "preview", `The preview of ${args.stack}`));
                say(`The preview of ${args.stack} passed (${seconds(start)} s); now the engine deploys it:\n`);
                const up = await stopped.unless(succeed(driver, "up", `Deploying ${args.stack}`));
                const { outputs = {} } = await stopped.unless(succeed(driver, "outputs", "Reading the outputs"));
                say(
                    summary({
                        stack: args.stack,
                        seconds: (performance.now() - start) / 1000,
                        providers: `${providers.kind} providers (${providers.why})`,
                        engine: `engine ${engine.version} (${engine.why})`,
                        changes: up.changes,
                        tenantDomain: settings.auth0.domain,
                        auth0: world.tenant.inventory(),
                        tenantId: settings.microsoft.tenantId,
                        microsoft: world.directory.inventory(),
                        calls: { auth0: world.requests.count("auth0"), microsoft: world.requests.count("microsoft") },
                        outputs,
                        notes: [...seed.assumptions, ...rehearsal.changes],
                        warnings: warningsAt(settings, new Date()),
                    }),
                );
            }
            if (args.once && driver !== undefined) {
                say("");
                await stopped.unless(once(driver, world, args.stack, say));
                return;
            }
            say("\nUp until Ctrl-C.");
            await stopped.signal;
        } finally {
            await rehearsal.close();
            removeRunFile(folder);
        }
    },
});

await runCommand(sandbox, process.argv.slice(2));

function serve(folder: string, rehearsal: Rehearsal): void {
    const file = `${folder}/env`;
    writeFileSync(file, environmentFile(rehearsal.environment), { mode: 0o600 });
    say(`In another terminal:  source ${file}`);
    say(`A copy of the stack's settings to run your own pulumi on:  cd ${rehearsal.workFolder}`);
    say(`Host names served: ${rehearsal.world.hostNames.join(", ")}`);
}

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

function stopOnSignal(interrupt: () => void) {
    const { promise: signal, resolve, reject } = Promise.withResolvers<never>();
    signal.catch(() => {});
    void resolve;
    for (const [name, exitCode] of [
        ["SIGINT", 130],
        ["SIGTERM", 143],
    ] as const) {
        process.once(name, () => {
            interrupt();
            say("\nStopping the engine and the services.");
            reject(new PersonError("", exitCode));
        });
    }
    return { signal, unless: <T>(work: Promise<T>): Promise<T> => Promise.race([work, signal]) };
}

function seconds(start: number): string {
    return ((performance.now() - start) / 1000).toFixed(1);
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}
