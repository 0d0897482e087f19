import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { doctorArguments } from "./doctor/arguments.ts";
import { doctorText } from "./doctor/doctor-text.ts";
import { exitCodeOf } from "./doctor/exit-code.ts";
import { type Looked, type LookRequest, look } from "./doctor/look.ts";
import { engineForPerson } from "./engine-for-person.ts";
import { PersonError } from "./person-error.ts";
import { runCommand } from "./run-command.ts";
import { askProcess } from "./sandbox/asked-process.ts";
import { runningSandbox } from "./sandbox/run-file.ts";
import { sandboxFolder } from "./sandbox/start-sandbox.ts";
import { surroundingsOf } from "./sandbox/surroundings.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

/** Node that the programs need, as package.json says. */
const neededNode = 24;

const doctor = defineCommand({
    meta: {
        name: "npm run doctor --",
        description:
            "Looks for what will break a stack, before it does: tools, state, credentials, both clouds. It only reads",
    },
    args: doctorArguments,
    run: async ({ args: { json, real, stack } }) => {
        const found = real ? await reality(stack) : await runningOne(stack);
        console.log(
            json
                ? JSON.stringify({ stack, world: real ? "real" : "sandbox", checks: found }, undefined, 2)
                : doctorText(found),
        );
        const exitCode = exitCodeOf(found.map(({ outcome }) => outcome));
        if (exitCode !== 0) throw new PersonError("", exitCode);
    },
});

await runCommand(doctor, process.argv.slice(2));

async function reality(stack: string): Promise<Looked[]> {
    say(`Looking at ${stack} at Auth0 and Microsoft themselves.`);
    const engine = await engineForPerson(say);
    const environment = { ...process.env, PATH: `${dirname(engine.command)}:${process.env["PATH"]}` };
    const folders = { projectFolder, stateFolder: projectFolder };
    return look({ stack, ...folders, engine: engine.version, neededNode }, environment);
}

async function runningOne(stack: string): Promise<Looked[]> {
    const running = runningSandbox(sandboxFolder(projectFolder));
    if (running === undefined) {
        throw new PersonError(
            [
                "No sandbox runs, so there is nothing to look at. Start one, or look at your own tenants:",
                `  npm run sandbox -- --stack ${stack}`,
                `  npm run doctor -- --stack ${stack} --real`,
            ].join("\n"),
        );
    }
    const { environment, workFolder } = await surroundingsOf(running, { stack, command: "doctor" });
    say(`Looking at ${stack} in the running sandbox (process ${running.pid}).`);
    const engine = await engineForPerson(say);
    const request: LookRequest = {
        stack,
        projectFolder,
        stateFolder: workFolder,
        engine: engine.version,
        neededNode,
    };
    return askProcess(environment, new URL("doctor/doctor-process.ts", import.meta.url), request);
}

/** Beside the result: on standard error, so that the result alone can be piped. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
