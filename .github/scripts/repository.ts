import { Octokit } from "@octokit/core";
import { paginateRest } from "@octokit/plugin-paginate-rest";
import { variable } from "./runner.ts";

const Client = Octokit.plugin(paginateRest);

/** The workflow's repository at GitHub, with the token that the step was given. */
export function repository() {
    const [owner = "", repo = ""] = variable("GITHUB_REPOSITORY").split("/");
    const baseUrl = process.env["GITHUB_API_URL"] ?? "https://api.github.com";
    return { client: new Client({ auth: variable("GITHUB_TOKEN"), baseUrl }), of: { owner, repo } };
}

export type Repository = ReturnType<typeof repository>;

/** Names of all environments. */
export async function environmentNames({ client, of }: Repository): Promise<string[]> {
    const environments = await client.paginate("GET /repos/{owner}/{repo}/environments", { ...of, per_page: 100 });
    return environments.map(({ name }) => name);
}
