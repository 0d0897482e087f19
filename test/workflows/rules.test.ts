import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { files, type Job, jobs, type Step, steps, stepsOf, workflows } from "./workflow-files.ts";

/** Jobs that can sign in to a cloud: by a token about themselves, or by a secret. */
const withCredentials = jobs.filter(
    ({ job }) =>
        job.permissions?.["id-token"] === "write" || stepsOf(job).some(usesSecret) || job.steps.some(usesSecret),
);

function usesSecret(step: Step): boolean {
    return JSON.stringify([step.env, step.with]).includes("secrets.");
}

function writesOf(job: Job): string[] {
    return Object.entries(job.permissions ?? {})
        .filter(([name, access]) => access === "write" && name !== "id-token")
        .map(([name]) => name);
}

const where = (found: readonly { where: string }[]) => found.map((one) => one.where);

describe("every workflow", () => {
    it("pins every action by a commit's digest, with the version beside it", () => {
        const lines = Object.entries(files).flatMap(([path, text]) =>
            text
                .split("\n")
                .filter((line) => line.includes("uses:") && !line.includes("uses: ./"))
                .map((line) => ({ where: `${path}: ${line.trim()}`, line })),
        );

        expect(lines.length).toBeGreaterThan(10);
        expect(
            where(lines.filter(({ line }) => !/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))),
        ).toEqual([]);
    });

    it("pins an action to one digest everywhere", () => {
        const pins = new Set(steps.map(({ step }) => step.uses).filter((uses) => uses?.includes("@")));

        expect([...pins].map((pin) => pin?.split("@")[0]).sort()).toEqual([
            "actions/checkout",
            "actions/create-github-app-token",
            "actions/download-artifact",
            "actions/setup-node",
            "actions/upload-artifact",
        ]);
    });

    it("gives no permission to all of its jobs", () => {
        expect(Object.values(workflows).map(({ permissions }) => permissions)).toEqual(
            Object.values(workflows).map(() => ({})),
        );
    });

    it("says the permissions of each job, and a time after which it is stopped", () => {
        expect(
            where(jobs.filter(({ job }) => job.permissions === undefined || !(Number(job["timeout-minutes"]) <= 60))),
            // Tries everything there is, with no account and no secret; GitHub itself stops a job after six hours.
        ).toEqual(["nightly.yml reliability"]);
        expect(workflows["nightly.yml"]?.jobs["reliability"]?.["timeout-minutes"]).toBe(350);
    });

    it("leaves no credential of a checkout behind", () => {
        const checkouts = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));

        expect(checkouts.length).toBeGreaterThan(5);
        expect(where(checkouts.filter(({ step }) => step.with?.["persist-credentials"] !== false))).toEqual([]);
    });

    it("has no expression in a script: what comes from outside comes by the environment", () => {
        expect(where(steps.filter(({ step }) => /\$\{\{/.test(step.run ?? "")))).toEqual([]);
    });

    it("has scripts of one line; what is longer is TypeScript, and tested", () => {
        expect(where(steps.filter(({ step }) => (step.run ?? "").trim().includes("\n")))).toEqual([]);
    });

    it("prepares before anything is given a secret", () => {
        const early = jobs.filter(({ job }) => {
            const prepared = job.steps.findIndex(({ uses }) => uses === "./.github/actions/prepare");
            return prepared < 0 || job.steps.slice(0, prepared + 1).some(usesSecret);
        });

        expect(where(early)).toEqual([]);
    });

    it("gives a secret to the steps that need it, never to a whole job", () => {
        expect(where(jobs.filter(({ job }) => JSON.stringify(job.env ?? {}).includes("secrets.")))).toEqual([]);
    });

    it("never starts with the rights of the main branch on code of a pull request", () => {
        const events = Object.entries(workflows).map(([file, { on }]) => [file, Object.keys(on)]);

        expect(Object.fromEntries(events)).toEqual({
            "comment.yml": ["workflow_run"],
            "deploy.yml": ["push", "workflow_dispatch"],
            "drift.yml": ["schedule", "workflow_dispatch"],
            "nightly.yml": ["schedule", "workflow_dispatch"],
            "pull-request.yml": ["pull_request"],
            "rotation.yml": ["schedule", "workflow_dispatch"],
        });
        expect(where(steps.filter(({ step }) => step.with?.["ref"] !== undefined))).toEqual([]);
    });
});

describe("jobs with credentials", () => {
    it("are these", () => {
        expect(where(withCredentials)).toEqual([
            "deploy.yml dev",
            "deploy.yml prod",
            "drift.yml look",
            "pull-request.yml preview",
            "rotation.yml propose",
        ]);
    });

    it("have no token that writes to the repository", () => {
        expect(where(withCredentials.filter(({ job }) => writesOf(job).length > 0))).toEqual([]);
    });

    it("are behind an environment", () => {
        expect(withCredentials.map(({ job }) => job.environment?.replaceAll(/[${}\s]/g, ""))).toEqual([
            "dev",
            "prod",
            "matrix.stack-preview",
            "matrix.stack-preview",
            "rotation",
        ]);
    });

    it("do not run for a fork's pull request", () => {
        const own = "github.event.pull_request.head.repo.full_name == github.repository";
        const { preview, stacks } = workflows["pull-request.yml"]?.jobs ?? {};

        expect(preview?.if).toContain(own);
        expect(stacks?.if).toContain(own);
        expect(preview?.needs).toBe("stacks");
    });

    it("look at the clouds with other identities than they deploy with", () => {
        const preview = jobs.filter(({ job }) => job.environment?.endsWith("-preview"));

        expect(preview.flatMap(({ job }) => stepsOf(job).filter(({ run }) => run?.includes("pulumi up")))).toEqual([]);
    });
});

describe("jobs that write to the repository", () => {
    it("are these, each with the one right that it needs", () => {
        const writers = jobs.filter(({ job }) => writesOf(job).length > 0);

        expect(Object.fromEntries(writers.map(({ job, where: place }) => [place, writesOf(job)]))).toEqual({
            "comment.yml comment": ["pull-requests"],
            "drift.yml issues": ["issues"],
        });
    });

    it("never run the code of a pull request", () => {
        expect(
            jobs.filter(({ where: place }) => place.startsWith("pull-request.yml")).flatMap(({ job }) => writesOf(job)),
        ).toEqual([]);
    });
});

describe("a pull request", () => {
    it("has its checks and its rehearsal also where it comes from a fork", () => {
        const { checks, rehearsal } = workflows["pull-request.yml"]?.jobs ?? {};

        expect([checks?.if, rehearsal?.if]).toEqual([undefined, undefined]);
        expect([checks?.environment, rehearsal?.environment]).toEqual([undefined, undefined]);
    });
});

describe("a deployment", () => {
    const { dev, prod, reviewed } = workflows["deploy.yml"]?.jobs ?? {};
    const deployments = [dev, prod].filter((job) => job !== undefined);

    it("checks the fingerprint, deploys, and proves, in this order", () => {
        for (const job of deployments) {
            const commands = stepsOf(job).flatMap(({ run }) => /^(npm run \w+|pulumi \w+)/.exec(run ?? "")?.[0] ?? []);
            expect(commands).toEqual(["npm run review", "pulumi up", "npm run prove"]);
        }
        expect(stepsOf(prod as Job).find(({ run }) => run?.startsWith("npm run review"))?.run).toContain(
            '--check "$FINGERPRINT"',
        );
    });

    it("signs in to the back end before each of them: the token for it ends after minutes", () => {
        const order = stepsOf(prod as Job).flatMap(
            ({ run }) => /federated-token|npm run review|pulumi up|npm run prove/.exec(run ?? "")?.[0] ?? [],
        );

        expect(order).toEqual(
            ["npm run review", "pulumi up", "npm run prove"].flatMap((command) => ["federated-token", command]),
        );
    });

    it("never leaves out the preview, and takes the policy pack along", () => {
        const settings = existsSync("stacks/policies.json") ? " --policy-pack-config stacks/policies.json" : "";
        const ups = steps.filter(({ step }) => step.run?.includes("pulumi up")).map(({ step }) => step.run);

        expect(ups).toEqual([`pulumi up --stack "$STACK" --yes --non-interactive --policy-pack policies${settings}`]);
        expect(Object.values(files).join("\n")).not.toContain("skip-preview");
    });

    it("goes to one environment after the other, and stops at the first that fails", () => {
        expect(dev?.needs).toBe("reviewed");
        expect(prod?.needs).toEqual(["reviewed", "dev"]);
        expect(prod?.if).toContain(`contains(fromJSON('["success", "skipped"]'), needs.dev.result)`);
    });

    it("is alone at its stack, waits for its turn, and is never cancelled in the middle", () => {
        expect(deployments.map(({ concurrency }) => concurrency)).toEqual([
            { group: "deploy-dev", "cancel-in-progress": false, queue: "max" },
            { group: "deploy-prod", "cancel-in-progress": false, queue: "max" },
        ]);
        expect(workflows["deploy.yml"]?.concurrency).toBeUndefined();
    });

    it("takes the fingerprint from what GitHub knows of the merge, with rights to read only", () => {
        expect(reviewed?.permissions).toEqual({ contents: "read", "pull-requests": "read", actions: "read" });
        expect(reviewed?.if).toContain("github.ref_name == github.event.repository.default_branch");
    });
});

describe("the pull request of a rotation", () => {
    it("comes from an App's token, whose pull requests start workflows, with no more rights than it needs", () => {
        const app = workflows["rotation.yml"]?.jobs["propose"]?.steps.find(({ uses }) =>
            uses?.startsWith("actions/create-github-app-token@"),
        );

        expect(Object.keys(app?.with ?? {}).filter((name) => name.startsWith("permission-"))).toEqual([
            "permission-contents",
            "permission-pull-requests",
        ]);
    });
});
