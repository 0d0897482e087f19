export interface MergedPullRequest {
    readonly number: number;
    readonly merged_at: string | null;
    readonly merge_commit_sha: string | null;
    readonly base: { readonly ref: string };
    readonly head: { readonly sha: string; readonly repo: { readonly id: number | bigint } | null };
}

export interface Run {
    readonly id: number | bigint;
    readonly head_sha: string;
    readonly event: string;
    readonly conclusion: string | null;
    readonly run_number: number;
    readonly head_repository: { readonly id: number | bigint } | null;
}

export interface Artefact {
    readonly name: string;
    readonly expired: boolean;
    readonly created_at: string | null;
}

export interface Approval {
    readonly state: string;
    readonly commit_id: string | null;
    readonly submitted_at?: string;

    /** What its author is to the repository: `OWNER`, `MEMBER`, `COLLABORATOR`, or less. */
    readonly author_association: string;
}

/** Why there is nothing to go by. */
export class NotReviewed extends Error {}

/** What a person does where this workflow finds nothing that was reviewed. */
export const wayOn =
    "Review what would be deployed now, on the main branch: `npm run review -- --real --stack STACK`. Its last line is the fingerprint. Then run this workflow by hand with the stack and that fingerprint; the environment's approval stands for the review.";

/** The pull request whose merge a commit is. @throws `NotReviewed` */
export function mergedPullRequest(
    pulls: readonly MergedPullRequest[],
    sha: string,
    { default_branch, id }: { readonly default_branch: string; readonly id: number | bigint },
): MergedPullRequest {
    const pull = pulls.find(
        ({ base, merge_commit_sha, merged_at }) =>
            merged_at !== null && base.ref === default_branch && merge_commit_sha === sha,
    );
    if (pull === undefined) throw new NotReviewed(`${sha} came to ${default_branch} by no pull request`);
    if (pull.head.repo?.id === id) return pull;
    throw new NotReviewed(`#${pull.number} came from a fork, whose previews get no credentials`);
}

/** The run that made the reports of what was merged: by its commit, which nobody can choose freely. @throws `NotReviewed` */
export function reviewedRun(runs: readonly Run[], { head, number }: MergedPullRequest, repositoryId: number): Run {
    const [last] = runs
        .filter(
            (run) =>
                run.head_sha === head.sha && run.event === "pull_request" && run.head_repository?.id === repositoryId,
        )
        .sort((one, other) => other.run_number - one.run_number);
    if (last === undefined)
        throw new NotReviewed(`the checks of #${number} did not run on ${head.sha}, which was merged`);
    if (last.conclusion === "success") return last;
    throw new NotReviewed(`the checks of #${number} on ${head.sha} ended with ${last.conclusion ?? "nothing yet"}`);
}

/** A report that came after the approval is not what was approved: reports are made anew when a run is repeated. @throws `NotReviewed` */
export function refuseLateReports(
    artefacts: readonly Artefact[],
    stacks: readonly string[],
    { head, merged_at, number }: MergedPullRequest,
    reviews: readonly Approval[],
): void {
    const approved = timesOfApprovals(reviews, head.sha);
    const until = approved.at(-1) ?? merged_at ?? "";
    for (const stack of stacks) {
        const report = newest(artefacts.filter(({ name }) => name === `report-real-${stack}`));
        if (report === undefined) throw new NotReviewed(`the checks of #${number} made no report on ${stack}`);
        if (report.expired) throw new NotReviewed(`the report on ${stack} is no longer kept`);
        if (Date.parse(report.created_at ?? "") <= Date.parse(until)) continue;
        throw new NotReviewed(
            `the report on ${stack} is of ${report.created_at}, and #${number} was ${approved.length > 0 ? "approved" : "merged"} at ${until}, before it`,
        );
    }
}

const insiders = ["OWNER", "MEMBER", "COLLABORATOR"];

/**
 * When a commit was approved, the last time last. Anybody may approve what they can read, so approvals of others do not count beside
 * one of somebody who belongs to the repository; alone they do, because GitHub does not tell every token who belongs to it.
 */
function timesOfApprovals(reviews: readonly Approval[], sha: string): string[] {
    const all = reviews.filter(({ commit_id, state }) => state === "APPROVED" && commit_id === sha);
    const own = all.filter(({ author_association }) => insiders.includes(author_association));
    return (own.length > 0 ? own : all).map(({ submitted_at }) => submitted_at ?? "").sort();
}

/** A run that is repeated may leave one of each attempt; the newest is downloaded. */
function newest(artefacts: readonly Artefact[]): Artefact | undefined {
    return artefacts.toSorted((one, other) => ((one.created_at ?? "") < (other.created_at ?? "") ? 1 : -1))[0];
}

/** What a stack is made from, and what deploys it. */
const sources = /^(Pulumi[^/]*\.yaml|package(-lock)?\.json|(catalogue|infra|stacks|policies|engine|clouds)\/.*)$/;

/** Whether a changed file could change what is deployed. */
export function isSource(file: string): boolean {
    return sources.test(file);
}

export interface ChangedFile {
    readonly filename: string;
    readonly previous_filename?: string;
}

/** GitHub lists no more files of a pull request. */
const mostListed = 3000;

/** Whether a pull request could change what is deployed; what GitHub does not list may be anything. */
export function touchesStacks(files: readonly ChangedFile[]): boolean {
    if (files.length >= mostListed) return true;
    return files.some(({ filename, previous_filename }) => [filename, previous_filename ?? ""].some(isSource));
}
