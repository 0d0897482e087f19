import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import type { StackPlace } from "./drift/drift-in.ts";
import { PersonError } from "./person-error.ts";
import { policyPacks } from "./policy-packs.ts";
import { proveInSandbox } from "./prove/prove-in-sandbox.ts";
import { counted, verdictText } from "./prove/verdict-text.ts";
import { runCommand } from "./run-command.ts";
import { sandboxArguments } from "./sandbox/arguments.ts";
import { askedFaults } from "./sandbox/asked-faults.ts";
import { deploy } from "./sandbox/deploy.ts";
import { once } from "./sandbox/once.ts";
import { serve } from "./sandbox/serve.ts";
import { type StartedSandbox, sandboxFolder, startSandbox } from "./sandbox/start-sandbox.ts";
import { stopOnSignal } from "./sandbox/stop-on-signal.ts";
import { startTrouble } from "./sandbox/trouble.ts";
import { projectName } from "./stack-settings.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const program = `${projectFolder}/stacks/index.mjs`;

const sandbox = defineCommand({
    meta: {
        name: "npm run sandbox --",
        description:
            "Deploys a stack with the real Pulumi engine into a local Auth0 and a local Microsoft, and proves that people can sign in",
    },
    args: sandboxArguments,
    run: async ({ args }) => {
        const port = portNumber(args.port);
        const asked = askedFaults(args);
        const start = performance.now();
        const started = await startSandbox({ projectFolder, stack: args.stack, providers: args.providers, port }, say);
        const { rehearsal, desk, named } = started;
        const driver = args.serve ? undefined : rehearsal.drive(program, { policyPacks: policyPacks(projectFolder) });
        const stop = stopOnSignal(() => {
            driver?.interrupt();
            say("\nStopping the engine and the services.");
        });

        try {
            say(`Local Auth0 and Microsoft are up, reached through ${rehearsal.world.proxyUrl}.`);
            const trouble = asked && startTrouble(rehearsal.world, asked, placeOf(started), say);
            if (driver === undefined) {
                serve(sandboxFolder(projectFolder), projectFolder, rehearsal, say);
            } else {
                const outputs = await stop.unless(deploy(driver, rehearsal, { ...named, start, trouble }, say));
                await stop.unless(Promise.resolve(trouble?.end()));
                desk.showOutputs(outputs);
                const isProven = await stop.unless(prove(started, outputs));
                if (args.once) {
                    say("");
                    await stop.unless(once(driver, rehearsal.world, args.stack, say));
                    if (!isProven) throw new PersonError("", 1);
                    return;
                }
            }
            say(`\nLook at it, and sign in:  ${desk.origin}`);
            say("Up until Ctrl-C.");
            await stop.signal;
        } finally {
            await started.close();
        }
    },
});

await runCommand(sandbox, process.argv.slice(2));

/** Where the engine finds the stack. */
function placeOf({ named, rehearsal }: StartedSandbox): StackPlace {
    const { environment, workFolder: folder } = rehearsal;
    return { stack: named.stack, project: projectName(projectFolder), folder, program, environment };
}

/** Proves what was deployed, and shows what came of it. @returns whether every claim is held */
async function prove(
    { desk, named, rehearsal }: StartedSandbox,
    outputs: Readonly<Record<string, unknown>>,
): Promise<boolean> {
    say(`\nProof of ${named.stack}, by the vendors' own SDKs:`);
    const { environment } = rehearsal;
    const verdict = await proveInSandbox({ stack: named.stack, outputs, control: desk, environment });
    desk.showProof(verdict.rows);
    say(verdictText(verdict));
    const isProven = verdict.rows.every(({ outcome }) => outcome !== "broken");
    if (!isProven) say(`\n${named.stack} is deployed, and does not work: ${counted(verdict.rows)}.`);
    return isProven;
}

function portNumber(text: string): number {
    const port = Number(text);
    if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
    throw new PersonError(`--port ${text} is no port: a whole number from 0 (a free one) to 65535 is.`);
}

function say(line: string): void {
    process.stdout.write(`${line}\n`);
}
