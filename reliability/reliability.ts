import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { defineCommand } from "citty";
import { engineForPerson } from "../cli/engine-for-person.ts";
import { PersonError } from "../cli/person-error.ts";
import { runCommand } from "../cli/run-command.ts";
import { withSection } from "../contract/page-section.ts";
import { reliabilityArguments } from "./arguments.ts";
import { measuredText } from "./measured-text.ts";
import type { PartRun } from "./part.ts";
import { parts } from "./parts.ts";
import { readResults, withResult, writeResults } from "./results.ts";
import { figuresText, verdictText } from "./results-text.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const reliability = defineCommand({
    meta: {
        name: "npm run reliability --",
        description:
            "Tries what a deployment survives, and prints and stores the figures: recordings, faults, kills at every request, generated input, a soak",
    },
    args: reliabilityArguments,
    run: async ({ args }) => {
        const asked = args.only === undefined ? parts.map(({ name }) => name) : args.only.split(",");
        refuseUnknown(asked);
        const resultsFile = args.results ?? `${projectFolder}/reliability/results.json`;
        const folder = args.folder ?? `${projectFolder}/.reliability`;
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        const { command: engine } = await engineForPerson(say);
        const run: Omit<PartRun, "folder" | "say"> = {
            size: args.full ? "full" : "quick",
            withOtherCode: args["other-code"],
            engine,
            environment: process.env,
            pulumiHome: process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`,
        };

        const failuresOf: Record<string, number> = {};
        for (const { figures, name, title } of parts.filter(({ name }) => asked.includes(name))) {
            const own = `${folder}/${name}`;
            mkdirSync(own, { recursive: true });
            const start = performance.now();
            const found = await figures({ ...run, folder: own, say: (line) => say(`${name}: ${line}`) });
            const seconds = (performance.now() - start) / 1000;
            failuresOf[name] = found.failures.length;
            console.log(`${figuresText(title, found, seconds)}\n`);
            writeResults(
                resultsFile,
                withResult(readResults(resultsFile), name, run.size, {
                    ...about(),
                    seconds: Math.round(seconds),
                    ...found,
                }),
            );
            if (args.results === undefined) renewPage(resultsFile);
        }
        console.log(verdictText(failuresOf));
        if (Object.values(failuresOf).some((failures) => failures > 0)) throw new PersonError("", 1);
    },
});

await runCommand(reliability, process.argv.slice(2));

function refuseUnknown(asked: readonly string[]): void {
    const known = parts.map(({ name }) => name);
    const unknown = asked.filter((name) => !known.includes(name));
    if (unknown.length === 0) return;
    throw new PersonError(`--only ${unknown.join(",")} names no part. The parts are: ${known.join(", ")}.`);
}

/** Brings docs/reliability.md after the stored figures. */
function renewPage(resultsFile: string): void {
    const page = `${projectFolder}/docs/reliability.md`;
    const text = measuredText(readResults(resultsFile));
    writeFileSync(page, withSection(readFileSync(page, "utf8"), "measured", text));
}

function about() {
    return {
        date: new Date().toISOString(),
        commit: commit(),
        cpu: cpus()[0]?.model ?? "unknown",
        cores: cpus().length,
        node: process.version,
    };
}

/** Without git, as in an unpacked archive, there is no commit to name. */
function commit(): string {
    const git = (...args: string[]) => execFileSync("git", args, { cwd: projectFolder, encoding: "utf8" }).trim();
    try {
        const isClean =
            git("status", "--porcelain", "--", ".", ":!reliability/results.json", ":!docs/reliability.md") === "";
        return `${git("rev-parse", "--short", "HEAD")}${isClean ? "" : "+"}`;
    } catch {
        return "unknown";
    }
}

/** Beside the figures: on standard error. */
function say(line: string): void {
    console.error(line);
}
