import { z } from "zod";
import { event } from "./event.ts";
import { previewedStacksOf } from "./previewed-stacks.ts";
import { type Repository, repository } from "./repository.ts";
import {
    type Approval,
    type Artefact,
    type ChangedFile,
    type MergedPullRequest,
    mergedPullRequest,
    NotReviewed,
    type Run,
    refuseLateReports,
    reviewedRun,
    touchesStacks,
    wayOn,
} from "./reviewed.ts";
import { runner, script } from "./runner.ts";

const pushSchema = z.object({
    after: z.string(),
    repository: z.object({ id: z.int(), default_branch: z.string() }),
});

if (import.meta.main) await script(find);

/** Tells the steps that follow which run's artefacts hold the reviewed reports, and of which stacks there has to be one. */
async function find(): Promise<void> {
    const push = event(pushSchema);
    const there = repository();
    try {
        const pull = mergedPullRequest(await pullRequestsOf(there, push.after), push.after, push.repository);
        const stacks = await previewedStacksOf(there);
        if (stacks.length === 0 || !touchesStacks(await filesOf(there, pull.number))) {
            runner.summary(
                `Nothing to deploy: ${stacks.length === 0 ? "no stack has a preview environment" : `#${pull.number} changes nothing that a stack is made from`}.`,
            );
            runner.output("expected", "[]");
            runner.output("run-id", "");
            return;
        }
        const run = reviewedRun(await runsOf(there, pull.head.sha), pull, push.repository.id);
        refuseLateReports(await artefactsOf(there, run.id), stacks, pull, await approvalsOf(there, pull.number));
        runner.output("run-id", String(run.id));
        runner.output("expected", JSON.stringify(stacks));
    } catch (error) {
        if (!(error instanceof NotReviewed)) throw error;
        runner.summary(`### Refused: ${error.message}\n\n${wayOn}`);
        throw new Error(`${error.message}. ${wayOn}`);
    }
}

async function filesOf({ client, of }: Repository, number: number): Promise<ChangedFile[]> {
    return await client.paginate("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", {
        ...of,
        pull_number: number,
        per_page: 100,
    });
}

async function pullRequestsOf({ client, of }: Repository, sha: string): Promise<MergedPullRequest[]> {
    return await client.paginate("GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls", { ...of, commit_sha: sha });
}

async function runsOf({ client, of }: Repository, sha: string): Promise<Run[]> {
    return await client.paginate("GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs", {
        ...of,
        workflow_id: "pull-request.yml",
        event: "pull_request",
        head_sha: sha,
        per_page: 100,
    });
}

async function artefactsOf({ client, of }: Repository, run: number | bigint): Promise<Artefact[]> {
    return await client.paginate("GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
        ...of,
        run_id: Number(run),
        per_page: 100,
    });
}

async function approvalsOf({ client, of }: Repository, number: number): Promise<Approval[]> {
    return await client.paginate("GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews", {
        ...of,
        pull_number: number,
        per_page: 100,
    });
}
