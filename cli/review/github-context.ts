import { readFileSync } from "node:fs";
import { z } from "zod";
import { PersonError } from "../person-error.ts";

/** The branch that a workflow ran for, where GitHub names no pull request: it names none for forks. */
export interface Head {
    readonly owner: string;
    readonly branch: string;
    readonly sha: string;
}

/** Where to post, and with what right. */
export interface GithubContext {
    readonly apiUrl: string;
    readonly owner: string;
    readonly repository: string;
    readonly token: string;

    /** Number of the pull request, or the branch to look it up by. */
    readonly pullRequest: number | Head;

    /** Page of the run that made the report, with its artefacts. */
    readonly runUrl: string | undefined;
}

const number = z.int().positive();
const eventSchema = z.object({
    pull_request: z.object({ number }).optional(),
    workflow_run: z
        .object({
            html_url: z.httpUrl(),
            head_branch: z.string().nullable(),
            head_sha: z.string(),
            head_repository: z.object({ owner: z.object({ login: z.string() }) }).nullable(),
            pull_requests: z.array(z.object({ number })),
        })
        .optional(),
});
type Event = z.infer<typeof eventSchema>;

/**
 * Reads from the environment of a workflow where to post; fails with everything that is missing. The pull request is never taken from
 * an artefact: whoever makes that may not decide where this posts.
 * @param asked number of the pull request, as the person gave it
 */
export function githubContext(
    environment: Readonly<Record<string, string | undefined>>,
    asked: string | undefined,
): GithubContext {
    const value = (name: string) => environment[name] ?? "";
    const event = eventOf(value("GITHUB_EVENT_PATH"));
    const [owner = "", repository = "", ...more] = value("GITHUB_REPOSITORY").split("/");
    const pullRequest = asked === undefined ? pullRequestOf(event) : Number(asked);
    const apiUrl = (value("GITHUB_API_URL") || "https://api.github.com").replace(/\/$/, "");
    const problems = [
        ...(value("GITHUB_TOKEN") === "" ? [noToken] : []),
        ...(owner === "" || repository === "" || more.length > 0 ? [noRepository(value("GITHUB_REPOSITORY"))] : []),
        ...(pullRequest === undefined ? [noPullRequest] : []),
        ...(isApi(apiUrl) ? [] : [`GITHUB_API_URL ${apiUrl} is no https address.`]),
    ];
    if (pullRequest === undefined || problems.length > 0) throw new PersonError(problems.join("\n"));
    return { apiUrl, owner, repository, token: value("GITHUB_TOKEN"), pullRequest, runUrl: runUrl(environment, event) };
}

function pullRequestOf({ pull_request, workflow_run }: Event): number | Head | undefined {
    const own = pull_request?.number ?? workflow_run?.pull_requests[0]?.number;
    if (own !== undefined) return own;
    if (!workflow_run?.head_branch || !workflow_run.head_repository) return undefined;
    const { head_branch, head_repository, head_sha } = workflow_run;
    return { owner: head_repository.owner.login, branch: head_branch, sha: head_sha };
}

/** The page of the run that this one was started by, or of this one. */
export function runUrl(environment: Readonly<Record<string, string | undefined>>, event?: Event): string | undefined {
    const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = environment;
    const own = server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
    return event?.workflow_run?.html_url ?? own;
}

function eventOf(path: string): Event {
    if (path === "") return {};
    try {
        return eventSchema.parse(JSON.parse(readFileSync(path, "utf8")));
    } catch (error) {
        const reason =
            error instanceof z.ZodError ? "its pull request is not as GitHub writes it" : (error as Error).message;
        throw new PersonError(
            `The workflow's event in GITHUB_EVENT_PATH cannot be read: ${reason}. Give --pull-request.`,
        );
    }
}

/** The token goes there; only a server of this machine may do without TLS. */
function isApi(url: string): boolean {
    if (!URL.canParse(url)) return false;
    const { hostname, protocol } = new URL(url);
    return protocol === "https:" || (protocol === "http:" && hostname === "127.0.0.1");
}

const noToken =
    "GITHUB_TOKEN is not set: in a workflow, give the step github.token as GITHUB_TOKEN, and the job permissions: pull-requests: write.";
const noPullRequest =
    "No pull request is known: give --pull-request, or run it in a workflow that a pull request starts.";

function noRepository(given: string): string {
    return `GITHUB_REPOSITORY is ${given === "" ? "not set" : `"${given}"`}: owner/name of the repository is needed.`;
}
