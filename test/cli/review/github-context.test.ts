import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { githubContext } from "../../../cli/review/github-context.ts";

const environment = {
    GITHUB_TOKEN: "ghs_token",
    GITHUB_REPOSITORY: "acme/identity",
    GITHUB_API_URL: "https://api.github.com",
    GITHUB_SERVER_URL: "https://github.com",
    GITHUB_RUN_ID: "42",
};

function event(content: unknown): { GITHUB_EVENT_PATH: string } {
    const folder = mkdtempSync(`${tmpdir()}/event-`);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(`${folder}/event.json`, typeof content === "string" ? content : JSON.stringify(content));
    return { GITHUB_EVENT_PATH: `${folder}/event.json` };
}

const run = {
    html_url: "https://github.com/acme/identity/actions/runs/41",
    head_branch: "change",
    head_sha: "a".repeat(40),
    head_repository: { owner: { login: "fork" } },
    pull_requests: [],
};

describe("where a report is posted", () => {
    it("is the pull request of the workflow's event, with the run's page as the full report", () => {
        expect(githubContext({ ...environment, ...event({ pull_request: { number: 7 } }) }, undefined)).toEqual({
            apiUrl: "https://api.github.com",
            owner: "acme",
            repository: "identity",
            token: "ghs_token",
            pullRequest: 7,
            runUrl: "https://github.com/acme/identity/actions/runs/42",
        });
    });

    it("is that of the run that this one was started by, by number, or for a fork by branch and commit", () => {
        const own = event({ workflow_run: { ...run, pull_requests: [{ number: 8 }] } });
        const fork = githubContext({ ...environment, ...event({ workflow_run: run }) }, undefined);

        expect(githubContext({ ...environment, ...own }, undefined).pullRequest).toBe(8);
        expect(fork.pullRequest).toEqual({ owner: "fork", branch: "change", sha: "a".repeat(40) });
        expect(fork.runUrl).toBe("https://github.com/acme/identity/actions/runs/41");
    });

    it("is the one that was named before any other, and without an event", () => {
        expect(githubContext({ ...environment, ...event({ pull_request: { number: 7 } }) }, "9").pullRequest).toBe(9);
        expect(githubContext(environment, "9").pullRequest).toBe(9);
    });

    it("has to be known, with everything that is missing told at once", () => {
        expect(() => githubContext({}, undefined)).toThrow(
            [
                "GITHUB_TOKEN is not set: in a workflow, give the step github.token as GITHUB_TOKEN, and the job permissions: pull-requests: write.",
                "GITHUB_REPOSITORY is not set: owner/name of the repository is needed.",
                "No pull request is known: give --pull-request, or run it in a workflow that a pull request starts.",
            ].join("\n"),
        );
    });

    it.each(["http://api.github.com", "ftp://127.0.0.1", "nowhere"])(
        "is not %s, where the token would be read",
        (url) => {
            expect(() => githubContext({ ...environment, GITHUB_API_URL: url }, "7")).toThrow(
                `GITHUB_API_URL ${url} is no https address.`,
            );
        },
    );

    it.each([
        ["{", /^The workflow's event in GITHUB_EVENT_PATH cannot be read: .* Give --pull-request\.$/],
        [
            { pull_request: { number: "7" } },
            /^The workflow's event in GITHUB_EVENT_PATH cannot be read: its pull request is not as GitHub writes it\. Give --pull-request\.$/,
        ],
    ])("is not guessed from an event like %j", (content, message) => {
        expect(() => githubContext({ ...environment, ...event(content) }, undefined)).toThrow(message);
    });
});
