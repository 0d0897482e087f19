import { mkdirSync, writeFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fakeGithub, repository, runStep, type StepOptions } from "../github-of-test.ts";
import { steps } from "../workflow-files.ts";

/** The shell of the step that runs a script, from the workflow's own file. */
function shellOf(script: string): string {
    const found = steps.find(({ step }) => step.run?.includes(`.github/scripts/${script}.ts`))?.step.run;
    if (found === undefined) throw new Error(`no step runs ${script}`);
    return found;
}

const environments = {
    "GET /repos/acme/identity/environments": {
        total_count: 4,
        environments: ["dev", "dev-preview", "prod", "prod-preview"].map((name) => ({ name })),
    },
};

const push = { after: "merge", repository: { id: 1, default_branch: "main" } };
const merged = {
    number: 7,
    merged_at: "2026-11-02T10:00:00Z",
    merge_commit_sha: "merge",
    base: { ref: "main" },
    head: { sha: "head", repo: { id: 1 } },
};
const artefact = (name: string) => ({ name, expired: false, created_at: "2026-11-02T09:00:00Z" });
const reviewed = {
    ...environments,
    "GET /repos/acme/identity/commits/merge/pulls": [merged],
    "GET /repos/acme/identity/pulls/7/files": [{ filename: "Pulumi.prod.yaml" }],
    "GET /repos/acme/identity/actions/workflows/pull-request.yml/runs": {
        total_count: 1,
        workflow_runs: [
            {
                id: 70,
                head_sha: "head",
                event: "pull_request",
                conclusion: "success",
                run_number: 3,
                head_repository: { id: 1 },
            },
        ],
    },
    "GET /repos/acme/identity/actions/runs/70/artifacts": {
        total_count: 2,
        artifacts: [artefact("report-real-dev"), artefact("report-real-prod")],
    },
    "GET /repos/acme/identity/pulls/7/reviews": [
        { state: "APPROVED", commit_id: "head", submitted_at: "2026-11-02T09:30:00Z" },
    ],
};

async function stepWith(answers: Record<string, unknown>, shell: string, options: StepOptions = {}) {
    const github = await fakeGithub(answers);
    const result = await runStep(shell, { ...options, env: { GITHUB_API_URL: github.url, ...options.env } });
    return { ...result, github };
}

describe("the steps of the workflows, as the runner runs them", () => {
    it("list the stacks that have a preview environment", async () => {
        const { github, outputs } = await stepWith(environments, shellOf("previewed-stacks"));

        expect(outputs).toEqual({ stacks: '["dev","prod"]' });
        expect(github.calls.map(({ authorization }) => authorization)).toEqual(["token token-of-the-step"]);
    });

    it("find the pull request of a run, and what is expected of it", async () => {
        const event = {
            workflow_run: {
                id: 70,
                html_url: "https://github.com/acme/identity/actions/runs/70",
                head_sha: "head",
                head_branch: "scopes",
                head_repository: { id: 1, owner: { login: "acme" } },
                actor: { login: "someone" },
            },
            repository: { id: 1, default_branch: "main" },
        };
        const answers = { ...environments, "GET /repos/acme/identity/pulls": [{ number: 7, head: merged.head }] };
        const { github, outputs } = await stepWith(answers, shellOf("pull-request-of-run"), { event });

        expect(outputs).toEqual({
            "pull-request": "7",
            expected: '["dev","prod"]',
            "run-url": "https://github.com/acme/identity/actions/runs/70",
        });
        expect(github.calls[0]?.query).toMatchObject({ head: "acme:scopes", base: "main", state: "open" });
    });

    it("find the run that made the reports of what was merged", async () => {
        const { exitCode, github, outputs } = await stepWith(reviewed, shellOf("reviewed-run"), { event: push });

        expect(exitCode).toBe(0);
        expect(outputs).toEqual({ "run-id": "70", expected: '["dev","prod"]' });
        expect(github.changes()).toEqual([]);
    });

    it("deploy nothing where a pull request changes nothing that a stack is made from", async () => {
        const docsOnly = { ...reviewed, "GET /repos/acme/identity/pulls/7/files": [{ filename: "docs/changes.md" }] };
        const { exitCode, outputs, summary } = await stepWith(docsOnly, shellOf("reviewed-run"), { event: push });

        expect([exitCode, outputs]).toEqual([0, { "run-id": "", expected: "[]" }]);
        expect(summary).toBe("Nothing to deploy: #7 changes nothing that a stack is made from.\n\n");
    });

    it("refuse what came by no pull request, and say how to go on", async () => {
        const direct = { ...reviewed, "GET /repos/acme/identity/commits/merge/pulls": [] };
        const { exitCode, outputs, printed, summary } = await stepWith(direct, shellOf("reviewed-run"), {
            event: push,
        });

        expect([exitCode, outputs]).toEqual([1, {}]);
        expect(printed).toContain("::error::merge came to main by no pull request. Review what would be deployed now");
        expect(summary.split("\n")[0]).toBe("### Refused: merge came to main by no pull request");
    });

    it("take a fingerprint that a person gives by hand", async () => {
        const env = { STACK: "prod", FINGERPRINT: "a.b.c", EXPECTED: "" };
        const { outputs } = await runStep(shellOf("reviewed-stacks"), { env });

        expect(JSON.parse(outputs["stacks"] ?? "")).toEqual({ prod: { deploy: true, fingerprint: "a.b.c" } });
    });

    it("refuse a fingerprint that would set another output", async () => {
        const env = { STACK: "prod\nother", FINGERPRINT: "a.b.c", EXPECTED: "" };
        const { outputs } = await runStep(shellOf("reviewed-stacks"), { env });

        expect(Object.keys(outputs)).toEqual(["stacks"]);
    });

    it("write the federated token to a file for the back end, readable by nobody else, and hide it in the log", async () => {
        const { github, printed, variables, folder } = await stepWith(
            { "GET /token": { value: "ey.j.wt" } },
            `ACTIONS_ID_TOKEN_REQUEST_URL="$GITHUB_API_URL/token" ${shellOf("federated-token")} && stat -c %a "$RUNNER_TEMP/federated-token" && cat "$RUNNER_TEMP/federated-token"`,
            { env: { AZURE_CLIENT_ID: "client", ACTIONS_ID_TOKEN_REQUEST_TOKEN: "bearer" } },
        );

        expect(variables).toEqual({ AZURE_FEDERATED_TOKEN_FILE: `${folder}/federated-token` });
        expect(printed).toBe("::add-mask::ey.j.wt\n600\ney.j.wt");
        expect(github.calls[0]).toMatchObject({
            query: { audience: "api://AzureADTokenExchange" },
            authorization: "Bearer bearer",
        });
    });
});

describe("the issue of drift", () => {
    const shell = shellOf("drift-issue");
    const list = "GET /repos/acme/identity/issues";
    const ours = {
        number: 5,
        user: { login: "github-actions[bot]" },
        body: "<!-- microsoft-connection drift of prod -->\n\nold",
    };

    async function issueStep(outcome: object, answers: Record<string, unknown>) {
        const where = await runStep('mkdir "$RUNNER_TEMP/drift"; echo made');
        writeFileSync(`${where.folder}/drift/outcome.json`, JSON.stringify(outcome));
        writeFileSync(`${where.folder}/drift/drift.md`, "## Drift of `prod`\n");
        return await stepWith(answers, shell.replace(" drift ", ` ${where.folder}/drift `), { env: { STACK: "prod" } });
    }

    it("is opened", async () => {
        const { github } = await issueStep(
            { exitCode: 2, text: "by hand" },
            { [list]: [], "POST /repos/acme/identity/issues": { number: 6 } },
        );

        const [opened, ...others] = github.changes();
        expect(others).toEqual([]);
        expect(opened?.body).toMatchObject({
            title: "Stack prod has drifted",
            body: expect.stringContaining("\n\n## Drift of `prod`"),
        });
    });

    it("is found by its marker among all that are open, and written anew", async () => {
        const other = { ...ours, number: 4, user: { login: "someone" } };
        const { github } = await issueStep(
            { exitCode: 2, text: "more" },
            { [list]: [other, ours], "PATCH /repos/acme/identity/issues/5": {} },
        );

        expect(github.changes().map(({ call }) => call)).toEqual(["PATCH /repos/acme/identity/issues/5"]);
    });

    it("is closed once the stack is clean", async () => {
        const { github } = await issueStep(
            { exitCode: 0, text: "clean" },
            {
                [list]: [ours],
                "POST /repos/acme/identity/issues/5/comments": {},
                "PATCH /repos/acme/identity/issues/5": {},
            },
        );

        expect(github.changes().map(({ call, body }) => [call, body])).toEqual([
            [
                "POST /repos/acme/identity/issues/5/comments",
                { body: "Clean again, as [this run](https://github.com/acme/identity/actions/runs/77) saw it." },
            ],
            ["PATCH /repos/acme/identity/issues/5", { state: "closed", state_reason: "completed" }],
        ]);
    });

    it("is not touched by an outcome that is not of the form it is kept in", async () => {
        const { exitCode, github } = await issueStep({ exitCode: 2, text: "x", more: true }, { [list]: [] });

        expect([exitCode, github.changes()]).toEqual([1, []]);
    });
});

describe("the pull request of a rotation", () => {
    const api = "/repos/acme/identity";
    const git = {
        [`GET ${api}/git/commits/c0ffee`]: { tree: { sha: "tree-of-main" } },
        [`POST ${api}/git/trees`]: { sha: "tree-of-rotation" },
        [`POST ${api}/git/commits`]: { sha: "commit-of-rotation" },
    };

    async function proposeStep(answers: Record<string, unknown>) {
        const { folder } = await runStep("true");
        mkdirSync(`${folder}/rotation`);
        writeFileSync(`${folder}/Pulumi.prod.yaml`, "config: rotated\n");
        writeFileSync(`${folder}/rotation/outcome.json`, JSON.stringify({ exitCode: 0, text: "slot a: new" }));
        const shell = shellOf("propose-rotation").replace(".github/", `${repository}/.github/`);
        return await stepWith(answers, shell, { cwd: folder, env: { STACK: "prod" } });
    }

    it("is opened from a branch of the stack's own, with one changed file", async () => {
        const { exitCode, github, printed } = await proposeStep({
            ...git,
            [`GET ${api}/git/matching-refs/heads/rotation/prod`]: [],
            [`POST ${api}/git/refs`]: {},
            [`GET ${api}/pulls`]: [],
            [`POST ${api}/pulls`]: { number: 8 },
        });

        expect([exitCode, printed]).toEqual([0, "Pull request: opened.\n"]);
        expect(github.changes().map(({ call }) => call)).toEqual([
            `POST ${api}/git/trees`,
            `POST ${api}/git/commits`,
            `POST ${api}/git/refs`,
            `POST ${api}/pulls`,
        ]);
        expect(github.changes().map(({ body }) => body)).toMatchObject([
            {
                base_tree: "tree-of-main",
                tree: [{ path: "Pulumi.prod.yaml", mode: "100644", type: "blob", content: "config: rotated\n" }],
            },
            { tree: "tree-of-rotation", parents: ["c0ffee"] },
            { ref: "refs/heads/rotation/prod", sha: "commit-of-rotation" },
            { title: "Rotate the client secrets of prod", head: "rotation/prod", base: "main" },
        ]);
    });

    it("is updated in place where it is open", async () => {
        const { github, printed } = await proposeStep({
            ...git,
            [`GET ${api}/git/matching-refs/heads/rotation/prod`]: [{ ref: "refs/heads/rotation/prod" }],
            [`PATCH ${api}/git/refs/heads/rotation/prod`]: {},
            [`GET ${api}/pulls`]: [{ number: 8 }],
            [`PATCH ${api}/pulls/8`]: {},
        });

        expect(printed).toBe("Pull request: #8 updated.\n");
        expect(github.changes().map(({ body }) => body)[2]).toEqual({ sha: "commit-of-rotation", force: true });
    });

    it("is not opened where nothing changed", async () => {
        const unchanged = { ...git, [`POST ${api}/git/trees`]: { sha: "tree-of-main" } };
        const { exitCode, printed } = await proposeStep(unchanged);

        expect([exitCode, printed]).toEqual([1, "::error::npm run rotate changed nothing in Pulumi.prod.yaml\n"]);
    });
});
