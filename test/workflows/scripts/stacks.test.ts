import { describe, expect, it } from "vitest";
import { dueOf } from "../../../.github/scripts/due-rotations.ts";
import { engineFolder } from "../../../.github/scripts/prepare.ts";
import { previewedStacks } from "../../../.github/scripts/previewed-stacks.ts";
import { hasCredentials, pullRequestOf } from "../../../.github/scripts/pull-request-of-run.ts";
import { runner } from "../../../.github/scripts/runner.ts";

describe("stacks that are looked at with credentials", () => {
    it("are those with a file here and a preview environment there", () => {
        expect(
            previewedStacks(["dev", "prod", "staging"], ["prod", "dev-preview", "Prod-Preview", "other-preview"]),
        ).toEqual(["dev", "prod"]);
    });

    it("are none where there is no such environment", () => {
        expect(previewedStacks(["dev", "prod"], ["dev", "prod", "rotation"])).toEqual([]);
    });
});

describe("rotations", () => {
    it("are due from soon on; what could not be checked is no reason for one, and is told", () => {
        const ended = (exitCode: number) => ({ exitCode });
        const { due, failed, lines } = dueOf([
            ["dev", ended(0)],
            ["late", ended(4)],
            ["soon", ended(3)],
            ["over", ended(5)],
            ["broken", ended(1)],
            ["odd", ended(2)],
        ]);

        expect(due).toEqual(["late", "soon", "over"]);
        expect(failed).toEqual(["broken", "odd"]);
        expect(lines).toEqual([
            "- dev: fine",
            "- late: ends very soon",
            "- soon: ends soon",
            "- over: has ended",
            "- broken: could not be checked",
            "- odd: could not be checked",
        ]);
    });
});

describe("the engine's folder", () => {
    it("is that of the command that npm run engine names first", () => {
        expect(engineFolder("/home/runner/.cache/engine/pulumi\n  version: 3.259.0\n")).toBe(
            "/home/runner/.cache/engine",
        );
    });

    it("is not made up of anything else it prints", () => {
        expect(() => engineFolder("no engine\n")).toThrow('npm run engine named no command, but "no engine"');
    });
});

describe("the pull request of a run", () => {
    const run = {
        id: 9,
        html_url: "https://github.com/acme/identity/actions/runs/9",
        head_sha: "abc",
        head_branch: "scopes",
        head_repository: { id: 2, owner: { login: "someone" } },
        actor: { login: "someone" },
    };
    const pull = (number: number, sha: string, repo: number | null) => ({
        number,
        head: { sha, repo: repo === null ? null : { id: repo } },
    });

    it("is the open one with that commit of that repository at its head", () => {
        expect(pullRequestOf(run, [pull(1, "abc", 3), pull(2, "old", 2), pull(3, "abc", 2)])).toBe(3);
    });

    it("is none once the pull request has moved on, or its repository is gone", () => {
        expect(pullRequestOf(run, [pull(2, "newer", 2), pull(4, "abc", null)])).toBeUndefined();
        expect(pullRequestOf({ ...run, head_repository: null }, [pull(3, "abc", 2)])).toBeUndefined();
    });

    it("could look at the clouds from a branch of the repository, not from a fork and not for Dependabot", () => {
        expect(hasCredentials(run, 2)).toBe(true);
        expect(hasCredentials(run, 1)).toBe(false);
        expect(hasCredentials({ ...run, actor: { login: "dependabot[bot]" } }, 2)).toBe(false);
    });
});

describe("what a step tells the workflow", () => {
    it("is of one line: another would be an output of its own", () => {
        expect(() => runner.output("stacks", "[]\nother=1")).toThrow(
            "a value for the workflow is of more than one line",
        );
    });
});
