import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { reportMarker } from "../../review/markdown/markdown.ts";
import type { GithubContext, Head } from "./github-context.ts";
import { githubRefusal } from "./github-refusal.ts";

/** What became of a comment. */
export interface Posted {
    readonly done: "created" | "edited" | "not posted";

    /** Address of the comment, or why there is none. */
    readonly text: string;
}

/** How long one answer of GitHub may take. */
const patienceMs = 30_000;

const Client = Octokit.plugin(paginateRest);
type Client = InstanceType<typeof Client>;

/** The comments of a pull request are those of the issue of its number. */
const comments = "/repos/{owner}/{repo}/issues/{issue_number}/comments";

/**
 * Posts a report as the one comment of its pull request: the token's own earlier comment is edited in place, else there is a new one.
 * Somebody else's is never touched, whatever it says, and nothing is deleted.
 * @param body starts with the marker
 * @param again command that posts the same report again, for a person to be told
 */
export async function postComment(context: GithubContext, body: string, again: string): Promise<Posted> {
    const { apiUrl, owner, pullRequest, repository, token } = context;
    const client = new Client({
        auth: token,
        baseUrl: apiUrl,
        userAgent: "microsoft-connection-review",
        request: { fetch: patientFetch },
        // What the client would print of a failure is told by the command, in one line.
        log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    });
    const place = { owner, repo: repository };
    try {
        const number = typeof pullRequest === "number" ? pullRequest : await lookedUp(client, place, pullRequest);
        if (number === undefined) return { done: "not posted", text: superseded(pullRequest as Head) };
        return await posted(client, { ...place, issue_number: number }, body);
    } catch (error) {
        const named = typeof pullRequest === "number" ? `pull request ${pullRequest}` : `branch ${pullRequest.branch}`;
        throw githubRefusal(error, { apiUrl, repository: `${owner}/${repository}`, pullRequest: named, again });
    }
}

interface Place {
    readonly owner: string;
    readonly repo: string;
}

async function posted(client: Client, issue: Place & { readonly issue_number: number }, body: string): Promise<Posted> {
    const own = await ownComment(client, issue);
    if (own !== undefined) {
        const { owner, repo } = issue;
        const edit = client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
            owner,
            repo,
            comment_id: own,
            body,
        });
        const edited = await edit.catch(nothingIfGone);
        if (edited !== undefined) return { done: "edited", text: edited.data.html_url };
    }
    const { data } = await client.request(`POST ${comments}`, { ...issue, body });
    return { done: "created", text: data.html_url };
}

/** Id of the first comment that the token's own user wrote and that starts with the marker, on whatever page. */
async function ownComment(
    client: Client,
    issue: Place & { readonly issue_number: number },
): Promise<number | undefined> {
    // `GET /user` is closed to the token of a workflow; this is not, and names its bot as comments do: `github-actions[bot]`.
    const { viewer } = await client.graphql<{ viewer: { login: string } }>("query { viewer { login } }");
    for await (const { data } of client.paginate.iterator(`GET ${comments}`, { ...issue, per_page: 100 })) {
        const own = data.find(({ body, user }) => user?.login === viewer.login && body?.startsWith(reportMarker));
        if (own !== undefined) return Number(own.id);
    }
    return undefined;
}

/** Somebody deleted it since it was found. */
function nothingIfGone(error: unknown): undefined {
    if ((error as { status?: number }).status !== 404) throw error;
    return undefined;
}

/** The open pull request from a branch whose newest commit is the one that was reviewed. */
async function lookedUp(client: Client, place: Place, { owner, branch, sha }: Head): Promise<number | undefined> {
    const { data } = await client.request("GET /repos/{owner}/{repo}/pulls", {
        ...place,
        state: "open",
        head: `${owner}:${branch}`,
        per_page: 100,
    });
    return data.find(({ head }) => head.sha === sha)?.number;
}

function superseded({ owner, branch, sha }: Head): string {
    return `no open pull request ends with commit ${sha.slice(0, 8)} of ${owner}:${branch}; newer commits have a run of their own`;
}

function patientFetch(url: string, init: RequestInit): Promise<Response> {
    return fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) });
}
