import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { engineForPerson } from "./engine-for-person.ts";
import { appSettings } from "./env/app-settings.ts";
import { envArguments } from "./env/arguments.ts";
import { forms } from "./env/forms.ts";
import { PersonError } from "./person-error.ts";
import { runCommand } from "./run-command.ts";
import { runningSandbox } from "./sandbox/run-file.ts";
import { sandboxFolder } from "./sandbox/start-sandbox.ts";
import { surroundingsOf } from "./sandbox/surroundings.ts";
import { stackOutputs } from "./stack-outputs.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const env = defineCommand({
    meta: { name: "npm run env --", description: "Prints what an app of a deployed stack has to be told" },
    args: envArguments,
    run: async ({ args }) => {
        const { client, form, pipe, real, stack } = args;
        const showSecrets = args["show-secrets"];
        refuseAccidents(showSecrets, pipe);
        const outputs = real ? await realOutputs(stack) : await sandboxOutputs(stack);
        console.log(forms[form].text(appSettings({ stack, outputs, client, showSecrets })));
    },
});

await runCommand(env, process.argv.slice(2));

/** A secret goes to a terminal; into a file or another program only when that is said too. */
function refuseAccidents(showSecrets: boolean, pipe: boolean): void {
    if (!showSecrets || pipe || process.stdout.isTTY) return;
    throw new PersonError(
        "--show-secrets prints a client secret, and standard output is no terminal but a pipe or a file. Where that is what you want, add --pipe.",
    );
}

async function realOutputs(stack: string): Promise<unknown> {
    const engine = await engineForPerson(say);
    const environment = { ...process.env, PATH: `${dirname(engine.command)}:${process.env["PATH"]}` };
    say(`${stack} as it is deployed at Auth0 and Microsoft.`);
    return stackOutputs({ stack, folder: projectFolder, environment, deploy: `pulumi up --stack ${stack}` });
}

async function sandboxOutputs(stack: string): Promise<unknown> {
    const running = runningSandbox(sandboxFolder(projectFolder));
    if (running === undefined) {
        throw new PersonError(
            [
                "No sandbox runs, so nothing is deployed there. Start one, or take your own tenants:",
                `  npm run sandbox -- --stack ${stack}`,
                `  npm run env -- --stack ${stack} --real`,
            ].join("\n"),
        );
    }
    const { environment, workFolder } = await surroundingsOf(running, { stack, command: "env" });
    say(`${stack} in the running sandbox (process ${running.pid}).`);
    const deploy = `cd ${workFolder} && pulumi up --stack ${stack}`;
    return stackOutputs({ stack, folder: workFolder, environment, deploy });
}

/** Beside the result: on standard error, so that the result alone can be piped. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
