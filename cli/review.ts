import { fileURLToPath } from "node:url";
import { defineCommand, renderUsage } from "citty";
import { comment } from "../review/markdown/markdown.ts";
import type { Report } from "../review/report.ts";
import { terminalText } from "../review/terminal/terminal-text.ts";
import { PersonError } from "./person-error.ts";
import { exitCodesText, plainArguments, reviewArguments } from "./review/arguments.ts";
import { type Asked, asked, type GivenArguments } from "./review/asked.ts";
import { check } from "./review/check.ts";
import { exitCodeOf } from "./review/exit-code.ts";
import { type GithubContext, githubContext, runUrl } from "./review/github-context.ts";
import { addToJobSummary } from "./review/job-summary.ts";
import { readReport } from "./review/read-report.ts";
import { withoutWorkflowCommands } from "./review/workflow-commands.ts";
import { reportJson, writeReport } from "./review/write-report.ts";
import { runCommand } from "./run-command.ts";
import { stackNames } from "./stack-settings.ts";

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

const review = defineCommand({
    meta: {
        name: "npm run review --",
        description:
            "Reports what a change of the stacks does to people and apps, before it is made, and checks that it is still what was reviewed",
    },
    args: reviewArguments,
    run: ({ args }) => answer(args),
});

const rawArgs = plainArguments(process.argv.slice(2));
if (rawArgs.includes("--help") || rawArgs.includes("-h"))
    console.log(`${await renderUsage(review)}\n\n${exitCodesText}`);
else {
    // What is told of a failure quotes others too.
    const isWorkflow = process.env["GITHUB_ACTIONS"] === "true";
    await withoutWorkflowCommands(isWorkflow, say, () => runCommand(review, rawArgs));
}

async function answer(given: GivenArguments): Promise<void> {
    const request = asked(given, stackNames(projectFolder));
    // Before the work, so that nobody waits for a report that cannot be posted.
    const github = given.github ? githubContext(process.env, given["pull-request"]) : undefined;
    if (github !== undefined && given.from !== undefined) {
        await post(readReport(given.from), github, given);
        return;
    }
    // What is wrong with the arguments is told without waiting for all that a preview takes.
    const { reviewed } = await import("./review/reviewed.ts");
    const report = await reviewed(request, projectFolder, say);
    publish(report, given);
    if (github !== undefined) await post(report, github, given);
    end(report, request);
}

/** Prints and writes the report, and adds it to the summary of a workflow's step. */
function publish(report: Report, given: GivenArguments): void {
    const toStandardOutput = given.json === "" || given.json === "-";
    const fullReportAt = given["full-report-url"] ?? runUrl(process.env);
    // A terminal that does not know its width says 0; `hasColors` is there on terminals only.
    const width = process.stdout.columns || 120;
    const colour = process.stdout.hasColors?.() ?? false;
    process.stdout.write(toStandardOutput ? reportJson(report) : `${terminalText(report, { width, colour })}\n`);
    writeReport(report, {
        markdown: given.markdown,
        comment: given["comment-file"],
        json: toStandardOutput ? undefined : given.json,
        out: given.out,
        fullReportAt,
    });
    const summary = process.env["GITHUB_STEP_SUMMARY"];
    if (summary !== undefined && summary !== "") addToJobSummary(report, summary, fullReportAt);
}

async function post(report: Report, github: GithubContext, given: GivenArguments): Promise<void> {
    const fullReportAt = given["full-report-url"] ?? github.runUrl;
    const body = comment(report, fullReportAt === undefined ? {} : { fullReportAt });
    const folder = given.from ?? given.out ?? "<folder>";
    // Its client takes time to load, and most reviews do not post.
    const { postComment } = await import("./review/github-comment.ts");
    const { done, text } = await postComment(github, body, `npm run review -- --github --from ${folder}`);
    say(done === "not posted" ? `Not posted: ${text}.` : `The comment is ${done}: ${text}`);
}

/** Says whether it is as reviewed, if that was asked; the exit code tells the rest. */
function end(report: Report, { base, check: fingerprint, operation, real }: Asked): void {
    const [stack] = report.stacks;
    if (fingerprint !== undefined && stack !== undefined) {
        const options = [
            ...(real ? ["--real"] : []),
            ...(base === undefined ? [] : ["--base", base]),
            ...(operation === "destroy" ? ["--destroy"] : []),
        ];
        const again = ["npm run review -- --stack", stack.stack, ...options].join(" ");
        const { asReviewed, text } = check(fingerprint, stack, again);
        if (!asReviewed) throw new PersonError(text, stack.fingerprint === undefined ? 1 : 2);
        say(text);
    }
    const exitCode = exitCodeOf(report);
    if (exitCode !== 0) throw new PersonError("", exitCode);
}

/** Beside the report: on standard error, so that the report alone can be piped. */
function say(line: string): void {
    process.stderr.write(`${line}\n`);
}
