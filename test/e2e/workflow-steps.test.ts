import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { issueAction } from "../../.github/scripts/drift-issue.ts";
import { wholeReport } from "../../.github/scripts/whole-report.ts";
import { reportSchema } from "../../review/report.ts";
import { runStep } from "../workflows/github-of-test.ts";
import { workflows } from "../workflows/workflow-files.ts";
import { commandsOfTests } from "./commands.ts";
import { repository } from "./rehearsed.ts";

const commands = commandsOfTests("workflow-steps");

/** The shell of a workflow's step that runs a command of the project; what it writes goes to the step's own folder. */
function shellOf(file: string, job: string, command: string): string {
    const found = workflows[file]?.jobs[job]?.steps.find(({ run }) => run?.includes(command))?.run;
    if (found === undefined) throw new Error(`${file} ${job} runs no ${command}`);
    return found.replaceAll(/(--(?:out|to|markdown)) (\w)/g, "$1 $RUNNER_TEMP/$2");
}

function environment(): Record<string, string> {
    const folders = [dirname(inject("engine")), `${repository}/node_modules/.bin`, process.env["PATH"]];
    return { PATH: folders.join(delimiter), MICROSOFT_CONNECTION_SANDBOX: commands.folder(), STACK: "dev" };
}

describe("the steps of the workflows that need no account, as the runner runs them", () => {
    it("rehearse a pull request: its report is written, and shown on the run's page", async () => {
        const head = execFileSync("git", ["rev-parse", "HEAD"], { cwd: repository, encoding: "utf8" }).trim();
        const shell = `${shellOf("pull-request.yml", "rehearsal", "npm run review")} --stack dev`;
        const { exitCode, folder, printed, summary } = await runStep(shell, { env: { ...environment(), BASE: head } });

        expect(exitCode, printed).toBe(0);
        const report = reportSchema.parse(JSON.parse(readFileSync(`${folder}/report/report.json`, "utf8")));
        expect(report.world).toBe("sandbox");
        expect(report.stacks.map(({ outcome, stack }) => [stack, outcome])).toEqual([["dev", "foreseen"]]);
        expect(summary).toContain("dev");
        expect(wholeReport(new Map([["report-sandbox", { report }]]), [], ["dev", "prod"])).toEqual(report);
    });

    it("look for drift: none is told as none, and a look that cannot be made fails the job and leaves the issue alone", async () => {
        const shell = shellOf("drift.yml", "look", "npm run --silent drift").replace("--real ", "");
        const outcomeIn = (folder: string) => JSON.parse(readFileSync(`${folder}/drift/outcome.json`, "utf8"));

        const blind = await runStep(shell, { env: environment() });
        expect([blind.exitCode, outcomeIn(blind.folder).exitCode]).toEqual([1, 1]);

        const sandbox = commands.run("cli/sandbox.ts", "--stack", "dev");
        await sandbox.says("Up until Ctrl-C.");
        const clean = await runStep(shell, { env: environment() });
        sandbox.child.kill("SIGINT");
        await sandbox.exited;

        expect(clean.exitCode, clean.printed).toBe(0);
        expect(outcomeIn(clean.folder).exitCode).toBe(0);
        expect(existsSync(`${clean.folder}/drift/drift.md`)).toBe(true);
        const look = { exitCode: outcomeIn(clean.folder).exitCode, report: "" };
        expect(issueAction("dev", look, [], "https://github.com")).toEqual({ kind: "none", why: "clean" });
    });
});
