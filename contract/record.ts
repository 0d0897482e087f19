import { mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { engineForPerson } from "../cli/engine-for-person.ts";
import { PersonError } from "../cli/person-error.ts";
import { runCommand } from "../cli/run-command.ts";
import { chooseProviders } from "../sandbox/providers.ts";
import { recordScenario, UnexpectedEnd } from "./record-scenario.ts";
import type { Scenario } from "./scenario.ts";
import { scenarios } from "./scenarios.ts";
import { transcriptText } from "./transcript-text.ts";

const transcripts = fileURLToPath(new URL("../test/contract/transcripts", import.meta.url));

const record = defineCommand({
    meta: {
        name: "npm run contract:record",
        description: "Records conversations of the real provider plugins with the engine and with the services",
    },
    args: {
        only: { type: "string", description: "Only scenarios whose name contains one of these, separated by commas" },
        into: { type: "string", description: "Folder for the transcripts", default: transcripts },
        "at-once": { type: "string", description: "How many scenarios are recorded side by side", default: "2" },
    },
    run: async ({ args }) => {
        const pulumiHome = process.env["PULUMI_HOME"] || `${homedir()}/.pulumi`;
        refuseMissingProviders(pulumiHome);
        const { command } = await engineForPerson((line) => console.error(line));
        const wanted = scenarios.filter(({ name }) => (args.only ?? "").split(",").some((part) => name.includes(part)));
        if (wanted.length === 0) throw new PersonError(`No scenario is called "${args.only}": ${names()}.`);
        const left = [...wanted];
        const failures: string[] = [];
        const recordNext = async (): Promise<void> => {
            for (let next = left.shift(); next !== undefined; next = left.shift())
                await recordOne(next, { engine: command, pulumiHome }, args.into, failures);
        };
        await Promise.all(Array.from({ length: Math.max(Number(args["at-once"]) || 1, 1) }, recordNext));
        if (failures.length > 0) throw new PersonError(failures.join("\n"));
        console.log(
            `${wanted.length} scenarios recorded into ${args.into}. Look at what changed: git diff --stat test/contract`,
        );
    },
});

await runCommand(record, process.argv.slice(2));

async function recordOne(
    scenario: Scenario,
    options: { readonly engine: string; readonly pulumiHome: string },
    into: string,
    failures: string[],
): Promise<void> {
    const start = performance.now();
    try {
        const { engine, service } = await recordScenario(scenario, { ...options, environment: process.env });
        const folder = `${into}/${scenario.name}`;
        mkdirSync(folder, { recursive: true });
        writeFileSync(`${folder}/engine.json`, transcriptText(engine));
        writeFileSync(`${folder}/service.json`, transcriptText(service));
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        console.log(
            `${scenario.name}: ${engine.calls.length} calls, ${service.exchanges.length} exchanges, ${seconds} s`,
        );
    } catch (error) {
        if (!(error instanceof UnexpectedEnd)) throw error;
        console.log(error.message);
        failures.push(error.message);
    }
}

function refuseMissingProviders(pulumiHome: string): void {
    try {
        chooseProviders("real", process.platform, pulumiHome);
    } catch (error) {
        const problem = error instanceof Error ? error.message : String(error);
        throw new PersonError(
            `A recording needs the real provider plugins. ${problem.replace(/, or use --providers stand-in/, "")}`,
        );
    }
}

function names(): string {
    return scenarios.map(({ name }) => name).join(", ");
}
