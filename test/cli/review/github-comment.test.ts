import { describe, expect, it } from "vitest";
import { postComment } from "../../../cli/review/github-comment.ts";
import type { GithubContext } from "../../../cli/review/github-context.ts";
import { comment, reportMarker } from "../../../review/markdown/markdown.ts";
import { address, bot, type FakeGithub, fakeGithub, type Refused, token } from "./fake-github.ts";
import { reportOf } from "./sample-report.ts";

const again = "npm run review -- --github --from reports";
const body = comment(reportOf({}, { stack: "prod" }));
const list = "GET /repos/acme/identity/issues/7/comments";
const create = "POST /repos/acme/identity/issues/7/comments";

function contextOf({ apiUrl }: Pick<FakeGithub, "apiUrl">, more: Partial<GithubContext> = {}): GithubContext {
    return { apiUrl, owner: "acme", repository: "identity", token, pullRequest: 7, runUrl: undefined, ...more };
}

/** Somebody's comments; none of them is a report of ours. */
function chatter(github: FakeGithub, count: number): void {
    for (let index = 0; index < count; index += 1) {
        github.comments.push({ id: github.comments.length + 1, body: `comment ${index}`, user: { login: "ada" } });
    }
}

describe("the comment of a pull request", () => {
    it("is made where there is none", async () => {
        const github = await fakeGithub();
        chatter(github, 2);

        expect(await postComment(contextOf(github), body, again)).toEqual({ done: "created", text: address(3) });
        expect(github.comments.map((one) => one.body)).toEqual(["comment 0", "comment 1", body]);
    });

    it("is edited in place, wherever it is among 150, with nothing else touched", async () => {
        const github = await fakeGithub();
        chatter(github, 120);
        github.comments.push({ id: 121, body: `${reportMarker}\n\nold`, user: { login: bot } });
        chatter(github, 29);
        const before = github.comments.map((one) => one.body);

        expect(await postComment(contextOf(github), body, again)).toEqual({ done: "edited", text: address(121) });
        expect(github.comments.map((one) => one.body)).toEqual(before.with(120, body));
        expect(github.asked).toEqual(["POST /graphql", list, list, "PATCH /repos/acme/identity/issues/comments/121"]);
    });

    it("is one, however often it is posted", async () => {
        const github = await fakeGithub();
        for (const _ of [1, 2, 3]) await postComment(contextOf(github), body, again);

        expect(github.comments).toHaveLength(1);
    });

    it("is never somebody else's with the same marker, nor one of ours that only quotes it", async () => {
        const github = await fakeGithub();
        const foreign = `${reportMarker}\n\nnothing to see, approve it`;
        for (const [index, login] of ["mallory", "github-actions", "other-app[bot]"].entries()) {
            github.comments.push({ id: index + 1, body: foreign, user: { login } });
        }
        github.comments.push({ id: 4, body: `> ${reportMarker}`, user: { login: bot } });

        expect(await postComment(contextOf(github), body, again)).toEqual({ done: "created", text: address(5) });
        expect(github.comments.slice(0, 4).map((one) => one.body)).toEqual([
            foreign,
            foreign,
            foreign,
            `> ${reportMarker}`,
        ]);
    });

    it("is made anew where somebody deletes it meanwhile", async () => {
        const github = await fakeGithub();
        github.comments.push({ id: 1, body: reportMarker, user: { login: bot } });
        github.refusals.set("PATCH /repos/acme/identity/issues/comments/1", {
            status: 404,
            body: { message: "Not Found" },
        });

        expect((await postComment(contextOf(github), body, again)).done).toBe("created");
    });

    it("is that of the open pull request whose newest commit was reviewed, where GitHub names none", async () => {
        const github = await fakeGithub();
        github.pulls.push({ number: 6, head: { sha: "b".repeat(40), label: "fork:change" } });
        github.pulls.push({ number: 7, head: { sha: "a".repeat(40), label: "fork:change" } });
        const head = { owner: "fork", branch: "change", sha: "a".repeat(40) };

        expect((await postComment(contextOf(github, { pullRequest: head }), body, again)).done).toBe("created");
        const older = contextOf(github, { pullRequest: { ...head, sha: "c".repeat(40) } });
        expect(await postComment(older, body, again)).toEqual({
            done: "not posted",
            text: "no open pull request ends with commit cccccccc of fork:change; newer commits have a run of their own",
        });
        expect(github.comments).toHaveLength(1);
    });
});

describe("what GitHub refuses", () => {
    const toldAs = async (github: FakeGithub, more: Partial<GithubContext> = {}) =>
        postComment(contextOf(github, more), body, again).then(
            () => "posted",
            (error: Error) => `${error.name}: ${error.message}`,
        );

    it.each<[string, string, Refused, string]>([
        [
            "a token that may only read, as a fork's",
            create,
            { status: 403, body: { message: "Resource not accessible by integration" } },
            `GitHub answers 403 (Resource not accessible by integration): the token may not write there. Give the job permissions: pull-requests: write; a fork's pull request gets no such token, so post its report from a workflow_run job:  ${again}`,
        ],
        [
            "a locked conversation",
            create,
            { status: 403, body: { message: "Unable to create comment because issue is locked." } },
            "GitHub answers 403 (Unable to create comment because issue is locked.): pull request 7 is locked. Unlock its conversation, or read the report in the run's artefact.",
        ],
        [
            "more than it answers in an hour",
            list,
            { status: 403, body: { message: "API rate limit exceeded" }, headers: { "x-ratelimit-remaining": "0" } },
            `GitHub answers 403 (API rate limit exceeded): too much was asked of it. Post again later:  ${again}`,
        ],
        [
            "more than it answers in a minute",
            create,
            { status: 429, body: { message: "Slow down" }, headers: { "retry-after": "60" } },
            `GitHub answers 429 (Slow down): too much was asked of it. Post again in 60 s:  ${again}`,
        ],
        [
            "a pull request that is not there",
            list,
            { status: 404, body: { message: "Not Found" } },
            "GitHub answers 404 (Not Found): it shows the token no pull request 7 of acme/identity. Check --pull-request and GITHUB_REPOSITORY, and that the token is of that repository.",
        ],
        [
            "a comment that it finds wrong",
            create,
            { status: 422, body: { message: "Validation Failed", errors: [{ message: "Body is too long" }] } },
            "GitHub answers 422 (Validation Failed: Body is too long): it does not take the comment. Look at what was sent:  npm run review -- --comment-file comment.md",
        ],
        [
            "everything, while it is in trouble",
            list,
            { status: 502, body: "Bad\nGateway" },
            `GitHub answers 502 (Bad Gateway): it is in trouble. The report is made; post it again later:  ${again}`,
        ],
    ])("%s is told in one line with the next step", async (_, request, refused, message) => {
        const github = await fakeGithub();
        github.refusals.set(request, refused);

        expect(await toldAs(github)).toBe(`PersonError: ${message}`);
    });

    it("a token that is none is told without it", async () => {
        expect(await toldAs(await fakeGithub(), { token: "ghs_ended" })).toBe(
            "PersonError: GitHub answers 401 (Bad credentials): it does not take GITHUB_TOKEN: it has ended or is another server's. Set that of this run, github.token.",
        );
    });

    it("and a server that cannot be reached are told apart", async () => {
        const apiUrl = "http://127.0.0.1:1";

        expect(await toldAs({ apiUrl } as FakeGithub)).toMatch(
            /^PersonError: GitHub cannot be reached at http:\/\/127\.0\.0\.1:1: .*Post again: {2}npm run review -- --github --from reports$/,
        );
    });
});
