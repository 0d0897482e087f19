import { z } from "zod";
import { event } from "./event.ts";
import { previewedStacksOf } from "./previewed-stacks.ts";
import { type Repository, repository } from "./repository.ts";
import { runner, script } from "./runner.ts";

/** What is read of a run that has completed, and all of it is GitHub's word, none the pull request's. */
const runSchema = z.object({
    id: z.int(),
    html_url: z.string(),
    head_sha: z.string(),
    head_branch: z.string(),
    head_repository: z.object({ id: z.int(), owner: z.object({ login: z.string() }) }).nullable(),
    actor: z.object({ login: z.string() }),
});
export type CompletedRun = z.infer<typeof runSchema>;

export interface OpenPullRequest {
    readonly number: number;
    readonly head: { readonly sha: string; readonly repo: { readonly id: number | bigint } | null };
}

const eventSchema = z.object({
    workflow_run: runSchema,
    repository: z.object({ id: z.int(), default_branch: z.string() }),
});

if (import.meta.main) await script(find);

/** Tells the steps that follow where the report belongs, and of which stacks there has to be one. */
async function find(): Promise<void> {
    const { workflow_run: run, repository: own } = event(eventSchema);
    const there = repository();
    const number = pullRequestOf(run, await openPullRequests(there, run, own.default_branch));
    if (number === undefined) {
        console.log(
            `No open pull request has ${run.head_sha} at its head: the report is of an earlier one, or it is closed.`,
        );
        return;
    }
    const stacks = hasCredentials(run, own.id) ? await previewedStacksOf(there) : [];
    runner.output("pull-request", String(number));
    runner.output("expected", JSON.stringify(stacks));
    runner.output("run-url", run.html_url);
}

/** The pull request that a run was for: what the run itself says could be any number. */
export function pullRequestOf(run: CompletedRun, open: readonly OpenPullRequest[]): number | undefined {
    return open.find(({ head }) => head.sha === run.head_sha && head.repo?.id === run.head_repository?.id)?.number;
}

/** Whether a run could look at the clouds: as `pull-request.yml` decides. */
export function hasCredentials({ actor, head_repository }: CompletedRun, repositoryId: number): boolean {
    return head_repository?.id === repositoryId && actor.login !== "dependabot[bot]";
}

async function openPullRequests(
    { client, of }: Repository,
    run: CompletedRun,
    base: string,
): Promise<OpenPullRequest[]> {
    if (run.head_repository === null) return [];
    return await client.paginate("GET /repos/{owner}/{repo}/pulls", {
        ...of,
        state: "open",
        base,
        head: `${run.head_repository.owner.login}:${run.head_branch}`,
        per_page: 100,
    });
}
