import { existsSync, readFileSync } from "node:fs";
import { outcomeSchema } from "./kept-outcome.ts";
import { type Repository, repository } from "./repository.ts";
import { script, variable } from "./runner.ts";

export interface Issue {
    readonly number: number;
    readonly body: string;

    /** Who opened it. */
    readonly login: string;
}

export type IssueAction =
    | { readonly kind: "open"; readonly title: string; readonly body: string }
    | { readonly kind: "update"; readonly number: number; readonly body: string }
    | { readonly kind: "close"; readonly number: number }
    | { readonly kind: "none"; readonly why: string };

/** Whose issues are ours: those of the workflow's own token. Anybody else could write the marker too. */
const own = "github-actions[bot]";

/** Below GitHub's limit of 65,536 characters, with room for the words around. */
const limit = 60_000;

if (import.meta.main) {
    await script(async () => {
        const [folder, , stack = ""] = process.argv.slice(2);
        const { exitCode } = outcomeSchema.parse(JSON.parse(readFileSync(`${folder}/outcome.json`, "utf8")));
        const report = existsSync(`${folder}/drift.md`) ? readFileSync(`${folder}/drift.md`, "utf8") : "";
        const runUrl = `${variable("GITHUB_SERVER_URL")}/${variable("GITHUB_REPOSITORY")}/actions/runs/${variable("GITHUB_RUN_ID")}`;
        const there = repository();
        await perform(there, issueAction(stack, { exitCode, report }, await openIssues(there), runUrl), runUrl);
    });
}

/** What a look ended with. */
export interface Look {
    readonly exitCode: number;

    /** Markdown that `npm run drift` made: what comes from outside is escaped there. */
    readonly report: string;
}

/** What is to become of a stack's one issue. @param open those that are open, of everybody */
export function issueAction(
    stack: string,
    { exitCode, report }: Look,
    open: readonly Issue[],
    runUrl: string,
): IssueAction {
    const issue = open.find(({ body, login }) => login === own && body.startsWith(marker(stack)));
    if (exitCode === 0) {
        return issue === undefined ? { kind: "none", why: "clean" } : { kind: "close", number: issue.number };
    }
    if (exitCode !== 2) return { kind: "none", why: "the look failed, which says nothing of the issue" };
    const body = bodyOf(stack, report, runUrl);
    if (issue === undefined) return { kind: "open", title: `Stack ${stack} has drifted`, body };
    return { kind: "update", number: issue.number, body };
}

function bodyOf(stack: string, report: string, runUrl: string): string {
    return [
        marker(stack),
        `What is at Auth0 or Microsoft is not what stack \`${stack}\` declares. Found by [this run](${runUrl}); to look yourself: \`npm run drift -- --real --stack ${stack}\`. This issue closes itself once the stack is clean.`,
        cut(report.trim()),
    ].join("\n\n");
}

/** Between two lines: within one, an escape could be cut in half. */
function cut(report: string): string {
    if (report.length <= limit) return report;
    const whole = report.slice(0, limit);
    return `${whole.slice(0, whole.lastIndexOf("\n") + 1)}\n… and more: the run has all of it.`;
}

function marker(stack: string): string {
    return `<!-- microsoft-connection drift of ${stack} -->`;
}

async function openIssues({ client, of }: Repository): Promise<Issue[]> {
    const issues = await client.paginate("GET /repos/{owner}/{repo}/issues", { ...of, state: "open", per_page: 100 });
    return issues
        .filter(({ pull_request }) => pull_request === undefined)
        .map(({ number, body, user }) => ({ number, body: body ?? "", login: user?.login ?? "" }));
}

async function perform({ client, of }: Repository, action: IssueAction, runUrl: string): Promise<void> {
    switch (action.kind) {
        case "open":
            await client.request("POST /repos/{owner}/{repo}/issues", {
                ...of,
                title: action.title,
                body: action.body,
            });
            break;
        case "update":
            await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
                ...of,
                issue_number: action.number,
                body: action.body,
            });
            break;
        case "close":
            await client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
                ...of,
                issue_number: action.number,
                body: `Clean again, as [this run](${runUrl}) saw it.`,
            });
            await client.request("PATCH /repos/{owner}/{repo}/issues/{issue_number}", {
                ...of,
                issue_number: action.number,
                state: "closed",
                state_reason: "completed",
            });
            break;
        case "none":
            break;
    }
    console.log(action.kind === "none" ? `Nothing to do: ${action.why}.` : `Issue: ${action.kind}.`);
}
