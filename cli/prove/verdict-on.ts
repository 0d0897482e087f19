import { dirname } from "node:path";
import type { Verdict } from "../../proof/verdict.ts";
import { engineForPerson } from "../engine-for-person.ts";
import { deploy } from "../sandbox/deploy.ts";
import { type RunningSandbox, runningSandbox } from "../sandbox/run-file.ts";
import { sandboxFolder, startSandbox } from "../sandbox/start-sandbox.ts";
import { stopOnSignal } from "../sandbox/stop-on-signal.ts";
import { surroundingsOf } from "../sandbox/surroundings.ts";
import { stackOutputs } from "../stack-outputs.ts";
import { proveInSandbox } from "./prove-in-sandbox.ts";

/** What a person asks to be proven. */
export interface Asked {
    readonly projectFolder: string;
    readonly stack: string;
    readonly real: boolean;
    readonly unattended: boolean;
    readonly client?: string | undefined;
}

/** The verdict on a stack: at the vendors with `real`, otherwise in the running sandbox, or in one of its own where none runs. */
export async function verdictOn(args: Asked): Promise<Verdict> {
    if (args.real) return reality(args);
    const running = runningSandbox(sandboxFolder(args.projectFolder));
    return running === undefined ? ofOwnSandbox(args.projectFolder, args.stack) : ofRunningSandbox(running, args.stack);
}

/** What is deployed at the vendors, with the person's own engine, back end and credentials. */
async function reality({ client, projectFolder, stack, unattended }: Asked): Promise<Verdict> {
    say(`Proof of ${stack} at Auth0 and Microsoft themselves${unattended ? ", as far as it needs no person" : ""}.`);
    const engine = await engineForPerson(say);
    const environment = { ...process.env, PATH: `${dirname(engine.command)}:${process.env["PATH"]}` };
    const deployCommand = `pulumi up --stack ${stack}`;
    const outputs = stackOutputs({ stack, folder: projectFolder, environment, deploy: deployCommand });
    const { proveReal } = await import("./real.ts");
    const { default: open } = await import("open");
    return proveReal({
        stack,
        outputs,
        unattended,
        client,
        environment: process.env,
        say,
        openBrowser: async (url) => {
            await open(url);
        },
    });
}

/** What is deployed in the sandbox that runs: its state is asked for the outputs, whoever deployed. */
async function ofRunningSandbox(running: RunningSandbox, stack: string): Promise<Verdict> {
    const { environment, workFolder } = await surroundingsOf(running, { stack, command: "prove" });
    const { origin, pid, token } = running;
    say(`Proof of ${stack} in the running sandbox (process ${pid}).`);
    const deployCommand = `cd ${workFolder} && pulumi up --stack ${stack}`;
    const outputs = stackOutputs({ stack, folder: workFolder, environment, deploy: deployCommand });
    const verdict = await proveInSandbox({ stack, outputs, environment, control: { origin, token } });
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    await fetch(`${origin}/control/proof`, { method: "PUT", headers, body: JSON.stringify(verdict.rows) });
    return verdict;
}

/** No sandbox runs: one is started, the stack deployed into it, and it ends with the proof. */
async function ofOwnSandbox(projectFolder: string, stack: string): Promise<Verdict> {
    say(`No sandbox runs: deploying ${stack} into one of its own, which ends with the proof.`);
    const start = performance.now();
    const options = { projectFolder, stack, providers: "auto" as const, port: 0, onOutput: () => {} };
    const started = await startSandbox(options, say);
    const driver = started.rehearsal.drive(`${projectFolder}/stacks/index.mjs`);
    const stop = stopOnSignal(() => driver.interrupt());
    try {
        const outputs = await stop.unless(deploy(driver, started.rehearsal, { ...started.named, start }, () => {}));
        const { environment } = started.rehearsal;
        return await stop.unless(proveInSandbox({ stack, outputs, control: started.desk, environment }));
    } finally {
        await started.close();
    }
}

/** Beside the result: on standard error, so that the result alone can be piped. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
