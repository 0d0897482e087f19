import { existsSync, mkdirSync, mkdtempSync, readFileSync, readlinkSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, it, onTestFinished } from "vitest";
import { baseOf } from "../../../cli/review/base.ts";
import { projectAt } from "../../../cli/review/project-at.ts";
import { type TestRepository, testRepository } from "./repository.ts";

function base({ folder }: TestRepository, more: { asked?: string; target?: string } = {}) {
    return baseOf({ projectFolder: folder, stacks: ["dev"], asked: more.asked, target: more.target });
}

const one = { "Pulumi.dev.yaml": "config: {}\n", "stacks/dev.ts": "1", "docs/a.md": "a" };

describe("the version that is deployed first", () => {
    it.each(["Pulumi.dev.yaml", "Pulumi.yaml", "stacks/new.ts", "infra/a.ts", "catalogue/a.ts"])(
        "is the last commit where %s differs from it",
        (file) => {
            const repository = testRepository();
            const head = repository.commit(one);
            repository.write({ [file]: "changed" });

            expect(base(repository)).toEqual({
                commit: head,
                why: `HEAD (${head.slice(0, 8)}), from which the work tree differs`,
            });
        },
    );

    it("is the commit before where only something else differs", () => {
        const repository = testRepository();
        const before = repository.commit(one);
        repository.commit({ "stacks/dev.ts": "2" });
        repository.write({ "docs/a.md": "b", "Pulumi.prod.yaml": "config: {}" });

        expect(base(repository)).toEqual({ commit: before, why: `HEAD~1 (${before.slice(0, 8)})` });
    });

    it("is where a branch left main, however many commits it has", () => {
        const repository = testRepository();
        const left = repository.commit(one);
        repository.git("checkout", "--quiet", "-b", "change");
        repository.commit({ "stacks/dev.ts": "2" });
        repository.commit({ "stacks/dev.ts": "3" });
        repository.git("checkout", "--quiet", "main");
        repository.commit({ "docs/a.md": "later" });
        repository.git("checkout", "--quiet", "change");

        expect(base(repository)).toEqual({ commit: left, why: `${left.slice(0, 8)}, where this branch left main` });
    });

    it("is where a pull request's branch left the branch it goes into", () => {
        const repository = testRepository();
        repository.commit(one);
        const release = repository.commit({ "stacks/dev.ts": "released" });
        repository.git("update-ref", "refs/remotes/origin/release", release);
        repository.commit({ "stacks/dev.ts": "2" });
        repository.commit({ "stacks/dev.ts": "3" });

        expect(base(repository, { target: "release" })).toEqual({
            commit: release,
            why: `${release.slice(0, 8)}, where this branch left refs/remotes/origin/release`,
        });
    });

    it("is the one asked for, whatever differs", () => {
        const repository = testRepository();
        const first = repository.commit(one);
        repository.git("tag", "v1");
        repository.commit({ "stacks/dev.ts": "2" });
        repository.write({ "stacks/dev.ts": "3" });

        expect(base(repository, { asked: "v1" })).toEqual({ commit: first, why: `v1 (${first.slice(0, 8)})` });
    });

    it("is none where there is but one commit", () => {
        const repository = testRepository();
        repository.commit(one);

        expect(base(repository)).toEqual({ commit: undefined, why: "nothing: no commit is older than HEAD" });
    });

    it.each(["nowhere", "--help"])("is not %s, which git does not know", (asked) => {
        const repository = testRepository();
        repository.commit(one);

        expect(() => base(repository, { asked })).toThrow(
            `--base ${asked} is no commit of this repository. Get it first:  git fetch origin ${asked}\nOr name another: a branch, a tag, a hash.`,
        );
    });

    it("is missing in a clone without history, which is told with what gets it", () => {
        const whole = testRepository();
        whole.commit(one);
        whole.commit({ "stacks/dev.ts": "2" });
        const clone = testRepository();
        rmSync(`${clone.folder}/.git`, { recursive: true });
        clone.git("clone", "--quiet", "--depth=1", `file://${whole.folder}`, "shallow");
        const shallow = { ...clone, folder: `${clone.folder}/shallow` };

        expect(() => base(shallow)).toThrow(
            "The repository is cloned without its history, so there is no version to compare with. Get it:  git fetch --unshallow  (in a workflow: fetch-depth: 0), or name one with --base.",
        );
    });

    it("cannot be without a repository, which is told with what needs none", () => {
        const repository = testRepository();
        rmSync(`${repository.folder}/.git`, { recursive: true });

        expect(() => base(repository)).toThrow(
            `A review in a sandbox compares with a version in git, and ${repository.folder} has none: fatal: not a git repository (or any of the parent directories): .git\nReview against what is deployed instead:  npm run review -- --real`,
        );
    });
});

describe("a project laid out as it was", () => {
    it("has that version's files and the dependencies of now, also below the repository's top, and changes neither index nor work tree", () => {
        const repository = testRepository();
        const before = repository.commit({ "identity/Pulumi.yaml": "name: old\n", "identity/stacks/dev.ts": "1" });
        repository.commit({ "identity/Pulumi.yaml": "name: new\n" });
        repository.write({ "identity/stacks/dev.ts": "edited" });
        mkdirSync(`${repository.folder}/identity/node_modules`);
        const status = repository.git("status", "--porcelain");
        const projectFolder = `${repository.folder}/identity`;
        const project = projectAt(before, projectFolder, emptyFolder());

        expect(readFileSync(`${project}/Pulumi.yaml`, "utf8")).toBe("name: old\n");
        expect(readFileSync(`${project}/stacks/dev.ts`, "utf8")).toBe("1");
        expect(readlinkSync(`${project}/node_modules`)).toBe(`${projectFolder}/node_modules`);
        expect(repository.git("status", "--porcelain")).toBe(status);
        expect(readFileSync(`${projectFolder}/stacks/dev.ts`, "utf8")).toBe("edited");
    });

    it("is empty where that version had no such folder", () => {
        const repository = testRepository();
        const before = repository.commit({ "README.md": "nothing here" });
        repository.commit({ "identity/Pulumi.yaml": "name: new\n" });
        const project = projectAt(before, `${repository.folder}/identity`, emptyFolder());

        expect(existsSync(`${project}/Pulumi.yaml`)).toBe(false);
    });
});

function emptyFolder(): string {
    const folder = mkdtempSync(`${tmpdir()}/layout-`);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
}
