import { PersonError } from "../person-error.ts";
import { git } from "./git.ts";

/** The version that a change is compared with. */
export interface Base {
    /** Full hash of the commit; absent where there is none before, so that every stack is new. */
    readonly commit: string | undefined;

    /** A clause for the person: which version it is, and why that one. */
    readonly why: string;
}

export interface BaseRequest {
    readonly projectFolder: string;
    readonly stacks: readonly string[];

    /** What the person named with `--base`. */
    readonly asked: string | undefined;

    /** Branch that the pull request goes into, as `GITHUB_BASE_REF` names it. */
    readonly target: string | undefined;
}

/** What a stack is made from, beside its own file. */
const sources = ["Pulumi.yaml", "stacks", "infra", "catalogue"];

/**
 * Which version is deployed before the one in the work tree is previewed: the one asked for; the last commit, where the work tree
 * differs from it; else the one that this branch has left the main branch at; else the commit before.
 */
export function baseOf({ projectFolder, stacks, asked, target }: BaseRequest): Base {
    const commitOf = (ref: string) => {
        const { succeeded, text } = git(projectFolder, [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            `${ref}^{commit}`,
        ]);
        return succeeded ? text : undefined;
    };
    if (asked !== undefined) return namedBase(asked, commitOf(asked));

    const head = commitOf("HEAD");
    if (head === undefined) throw new PersonError(noRepository(projectFolder));
    const paths = [...sources, ...stacks.map((stack) => `Pulumi.${stack}.yaml`)];
    const edited = git(projectFolder, ["status", "--porcelain", "--untracked-files=all", "--", ...paths]).text;
    if (edited !== "") return { commit: head, why: `HEAD (${short(head)}), from which the work tree differs` };

    for (const branch of mainBranches(target)) {
        const { succeeded, text } = git(projectFolder, ["merge-base", "HEAD", branch]);
        if (succeeded && text !== head)
            return { commit: text, why: `${short(text)}, where this branch left ${branch}` };
    }
    const parent = commitOf("HEAD~1");
    if (parent !== undefined) return { commit: parent, why: `HEAD~1 (${short(parent)})` };
    if (git(projectFolder, ["rev-parse", "--is-shallow-repository"]).text === "true") throw new PersonError(shallow);
    return { commit: undefined, why: "nothing: no commit is older than HEAD" };
}

function mainBranches(target: string | undefined): string[] {
    const own = target === undefined || target === "" ? [] : [`refs/remotes/origin/${target}`];
    return [...own, "upstream/main", "origin/HEAD", "origin/main", "main", "@{upstream}"];
}

function namedBase(asked: string, commit: string | undefined): Base {
    if (commit !== undefined) return { commit, why: `${asked} (${short(commit)})` };
    throw new PersonError(
        `--base ${asked} is no commit of this repository. Get it first:  git fetch origin ${asked}\nOr name another: a branch, a tag, a hash.`,
    );
}

function noRepository(folder: string): string {
    const { error } = git(folder, ["rev-parse", "HEAD"]);
    return [
        `A review in a sandbox compares with a version in git, and ${folder} has none: ${error.split("\n")[0]}`,
        "Review against what is deployed instead:  npm run review -- --real",
    ].join("\n");
}

const shallow =
    "The repository is cloned without its history, so there is no version to compare with. Get it:  git fetch --unshallow  (in a workflow: fetch-depth: 0), or name one with --base.";

function short(commit: string): string {
    return commit.slice(0, 8);
}
