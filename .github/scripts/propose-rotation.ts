import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { fenced } from "./fenced.ts";
import { outcomeSchema } from "./kept-outcome.ts";
import { type Repository, repository } from "./repository.ts";
import { script, variable } from "./runner.ts";

/** What is to be proposed. */
export interface Proposal {
    readonly branch: string;
    readonly file: string;
    readonly title: string;
    readonly body: string;
}

if (import.meta.main) {
    await script(async () => {
        const [folder, , stack = ""] = process.argv.slice(2);
        const { text } = outcomeSchema.parse(JSON.parse(readFileSync(`${folder}/outcome.json`, "utf8")));
        await propose(repository(), proposal(stack, text), variable("GITHUB_SHA"));
    });
}

/** @param printed by `npm run rotate` */
export function proposal(stack: string, printed: string): Proposal {
    return {
        branch: `rotation/${stack}`,
        file: `Pulumi.${stack}.yaml`,
        title: `Rotate the client secrets of ${stack}`,
        body: [
            `A client secret of stack \`${stack}\` ends soon. This renews the idle slot and makes it the active one; the other stays valid until its own end.`,
            fenced(stripVTControlCharacters(printed).slice(0, 50_000)),
            "The report of this pull request says what will happen. The branch is written anew every week for as long as the rotation is due.",
        ].join("\n\n"),
    };
}

/** The commit is made by GitHub itself, so it is signed, and no credential comes near git. The branch is made anew from the main one. */
async function propose({ client, of }: Repository, proposal: Proposal, parent: string): Promise<void> {
    const { branch, file, title, body } = proposal;
    const content = readFileSync(file, "utf8");
    const { data: base } = await client.request("GET /repos/{owner}/{repo}/git/commits/{commit_sha}", {
        ...of,
        commit_sha: parent,
    });
    const { data: tree } = await client.request("POST /repos/{owner}/{repo}/git/trees", {
        ...of,
        base_tree: base.tree.sha,
        tree: [{ path: file, mode: "100644", type: "blob", content }],
    });
    if (tree.sha === base.tree.sha) throw new Error(`npm run rotate changed nothing in ${file}`);
    const { data: commit } = await client.request("POST /repos/{owner}/{repo}/git/commits", {
        ...of,
        message: title,
        tree: tree.sha,
        parents: [parent],
    });
    await pointTo({ client, of }, branch, commit.sha);
    const { data: open } = await client.request("GET /repos/{owner}/{repo}/pulls", {
        ...of,
        state: "open",
        head: `${of.owner}:${branch}`,
    });
    const [pull] = open;
    if (pull === undefined) {
        await client.request("POST /repos/{owner}/{repo}/pulls", {
            ...of,
            title,
            body,
            head: branch,
            base: variable("GITHUB_REF_NAME"),
        });
    } else {
        await client.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
            ...of,
            pull_number: pull.number,
            title,
            body,
        });
    }
    console.log(pull === undefined ? "Pull request: opened." : `Pull request: #${pull.number} updated.`);
}

async function pointTo({ client, of }: Repository, branch: string, sha: string): Promise<void> {
    const { data: existing } = await client.request("GET /repos/{owner}/{repo}/git/matching-refs/{ref}", {
        ...of,
        ref: `heads/${branch}`,
    });
    if (existing.some(({ ref }) => ref === `refs/heads/${branch}`)) {
        await client.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
            ...of,
            ref: `heads/${branch}`,
            sha,
            force: true,
        });
    } else {
        await client.request("POST /repos/{owner}/{repo}/git/refs", { ...of, ref: `refs/heads/${branch}`, sha });
    }
}
