import { describe, expect, it } from "vitest";
import {
    type Approval,
    isSource,
    type MergedPullRequest,
    mergedPullRequest,
    type Run,
    refuseLateReports,
    reviewedRun,
    touchesStacks,
} from "../../../.github/scripts/reviewed.ts";

const own = { id: 1, default_branch: "main" };
const pull: MergedPullRequest = {
    number: 7,
    merged_at: "2026-11-02T10:00:00Z",
    merge_commit_sha: "merge",
    base: { ref: "main" },
    head: { sha: "head", repo: { id: 1 } },
};
const run: Run = {
    id: 70,
    head_sha: "head",
    event: "pull_request",
    conclusion: "success",
    run_number: 3,
    head_repository: { id: 1 },
};

describe("the pull request that was merged", () => {
    it("is the one whose merge made the commit", () => {
        const others = [
            { ...pull, number: 5, merge_commit_sha: "other" },
            { ...pull, number: 6, base: { ref: "release" } },
            { ...pull, number: 8, merged_at: null },
        ];

        expect(mergedPullRequest([...others, pull], "merge", own).number).toBe(7);
    });

    it("refuses a commit that came without one", () => {
        expect(() => mergedPullRequest([], "merge", own)).toThrow("merge came to main by no pull request");
    });

    it("refuses one of a fork: its report was made in the sandbox only", () => {
        const forked = { ...pull, head: { sha: "head", repo: { id: 2 } } };

        expect(() => mergedPullRequest([forked], "merge", own)).toThrow(
            "#7 came from a fork, whose previews get no credentials",
        );
    });
});

describe("the run that made the reviewed reports", () => {
    it("is the last one on the commit that was merged", () => {
        expect(reviewedRun([{ ...run, id: 69, run_number: 2, conclusion: "failure" }, run], pull, 1).id).toBe(70);
    });

    it("is none of another commit, event or repository", () => {
        const others = [
            { ...run, head_sha: "older" },
            { ...run, event: "push" },
            { ...run, head_repository: { id: 2 } },
            { ...run, head_repository: null },
        ];

        expect(() => reviewedRun(others, pull, 1)).toThrow("the checks of #7 did not run on head, which was merged");
    });

    it("refuses one that failed or still runs", () => {
        expect(() => reviewedRun([{ ...run, conclusion: "failure" }], pull, 1)).toThrow(
            "the checks of #7 on head ended with failure",
        );
        expect(() => reviewedRun([{ ...run, conclusion: null }], pull, 1)).toThrow(
            "the checks of #7 on head ended with nothing yet",
        );
    });
});

describe("a report", () => {
    const report = (created_at: string, more = {}) => ({
        name: "report-real-prod",
        expired: false,
        created_at,
        ...more,
    });
    const approval = (submitted_at: string, more = {}): Approval => ({
        state: "APPROVED",
        commit_id: "head",
        submitted_at,
        author_association: "MEMBER",
        ...more,
    });

    it("counts where it was there when the pull request was approved", () => {
        expect(() =>
            refuseLateReports([report("2026-11-02T09:00:00Z")], ["prod"], pull, [approval("2026-11-02T09:30:00Z")]),
        ).not.toThrow();
    });

    it("counts where nobody has to approve and it was there when the pull request was merged", () => {
        expect(() => refuseLateReports([report("2026-11-02T09:59:59Z")], ["prod"], pull, [])).not.toThrow();
    });

    it("is refused where it was made anew after the approval", () => {
        expect(() =>
            refuseLateReports([report("2026-11-02T09:40:00Z")], ["prod"], pull, [approval("2026-11-02T09:30:00Z")]),
        ).toThrow(
            "the report on prod is of 2026-11-02T09:40:00Z, and #7 was approved at 2026-11-02T09:30:00Z, before it",
        );
    });

    it("is refused where it was made anew after the merge", () => {
        expect(() => refuseLateReports([report("2026-11-02T11:00:00Z")], ["prod"], pull, [])).toThrow(
            "was merged at 2026-11-02T10:00:00Z, before it",
        );
    });

    it("is not saved by an approval of an earlier commit, or by a comment", () => {
        const reviews = [
            approval("2026-11-02T12:00:00Z", { commit_id: "older" }),
            approval("2026-11-02T12:00:00Z", { state: "COMMENTED" }),
        ];

        expect(() => refuseLateReports([report("2026-11-02T11:00:00Z")], ["prod"], pull, reviews)).toThrow("before it");
    });

    it("is not saved by an approval of somebody who does not belong to the repository", () => {
        const reviews = [
            approval("2026-11-02T09:30:00Z"),
            approval("2026-11-02T09:50:00Z", { author_association: "NONE" }),
        ];

        expect(() => refuseLateReports([report("2026-11-02T09:40:00Z")], ["prod"], pull, reviews)).toThrow(
            "#7 was approved at 2026-11-02T09:30:00Z, before it",
        );
        expect(() => refuseLateReports([report("2026-11-02T09:55:00Z")], ["prod"], pull, reviews.slice(1))).toThrow(
            "#7 was approved at 2026-11-02T09:50:00Z, before it",
        );
    });

    it("is the newest, where each attempt of a run has left one", () => {
        const reports = [report("2026-11-02T09:00:00Z"), report("2026-11-02T09:40:00Z")];

        expect(() => refuseLateReports(reports, ["prod"], pull, [approval("2026-11-02T09:30:00Z")])).toThrow(
            "the report on prod is of 2026-11-02T09:40:00Z",
        );
    });

    it("is refused where it is missing, of no known time, or no longer kept", () => {
        expect(() => refuseLateReports([], ["prod"], pull, [])).toThrow("the checks of #7 made no report on prod");
        expect(() => refuseLateReports([report("", {})], ["prod"], pull, [])).toThrow("before it");
        expect(() =>
            refuseLateReports([report("2026-11-02T09:00:00Z", { expired: true })], ["prod"], pull, []),
        ).toThrow("the report on prod is no longer kept");
    });
});

describe("a changed file", () => {
    it.each([
        "Pulumi.prod.yaml",
        "Pulumi.yaml",
        "stacks/prod.ts",
        "infra/scopes.ts",
        "package-lock.json",
        "policies/x.ts",
    ])("can change what is deployed: %s", (file) => expect(isSource(file)).toBe(true));

    it.each([
        "README.md",
        "docs/settings.md",
        "test/infra/scopes.test.ts",
        "sandbox/world.ts",
        ".github/workflows/drift.yml",
    ])("changes nothing that is deployed: %s", (file) => expect(isSource(file)).toBe(false));
});

describe("a pull request", () => {
    const docs = (count: number) => Array.from({ length: count }, (_, index) => ({ filename: `docs/${index}.md` }));

    it("touches the stacks by one file that it changes, or moves away", () => {
        expect(touchesStacks([...docs(3), { filename: "infra/scopes.ts" }])).toBe(true);
        expect(touchesStacks([{ filename: "docs/old.ts", previous_filename: "stacks/prod.ts" }])).toBe(true);
        expect(touchesStacks(docs(2999))).toBe(false);
    });

    it("touches them where it changes more files than GitHub lists", () => {
        expect(touchesStacks(docs(3000))).toBe(true);
    });
});
