import { readdirSync, readFileSync } from "node:fs";
import { parse } from "yaml";

/** The parts of a workflow or a composite action that the rules look at. */
export interface Step {
    readonly name?: string;
    readonly uses?: string;
    readonly run?: string;
    readonly if?: string;
    readonly with?: Readonly<Record<string, unknown>>;
    readonly env?: Readonly<Record<string, string>>;
}

export interface Concurrency {
    readonly group: string;
    readonly "cancel-in-progress": boolean;
    readonly queue?: string;
}

export interface Job {
    readonly if?: string;
    readonly needs?: string | readonly string[];
    readonly environment?: string;
    readonly permissions?: Readonly<Record<string, string>>;
    readonly "timeout-minutes"?: number;
    readonly "runs-on"?: string;
    readonly concurrency?: Concurrency;
    readonly env?: Readonly<Record<string, string>>;
    readonly steps: readonly Step[];
}

export interface Workflow {
    readonly name: string;
    readonly on: Readonly<Record<string, unknown>>;
    readonly permissions: unknown;
    readonly concurrency?: Concurrency;
    readonly jobs: Readonly<Record<string, Job>>;
}

interface Action {
    readonly runs: { readonly steps: readonly Step[] };
}

const folder = new URL("../../.github/", import.meta.url);

/** Texts of all workflows and composite actions, by path under `.github`. */
export const files: Readonly<Record<string, string>> = Object.fromEntries(
    [
        ...readdirSync(new URL("workflows", folder)).map((name) => `workflows/${name}`),
        ...readdirSync(new URL("actions", folder)).map((name) => `actions/${name}/action.yml`),
    ].map((path) => [path, readFileSync(new URL(path, folder), "utf8")]),
);

export const workflows: Readonly<Record<string, Workflow>> = Object.fromEntries(
    Object.entries(files)
        .filter(([path]) => path.startsWith("workflows/"))
        .map(([path, text]) => [path.slice("workflows/".length), parse(text) as Workflow]),
);

const actions: Readonly<Record<string, Action>> = Object.fromEntries(
    Object.entries(files)
        .filter(([path]) => path.startsWith("actions/"))
        .map(([path, text]) => [`./.github/${path.slice(0, -"/action.yml".length)}`, parse(text) as Action]),
);

/** Every job with where it is, such as `deploy.yml prod`. */
export const jobs = Object.entries(workflows).flatMap(([file, workflow]) =>
    Object.entries(workflow.jobs).map(([key, job]) => ({ where: `${file} ${key}`, workflow, job })),
);

/** A job's steps, with those of the repository's own actions in the place of each. */
export function stepsOf(job: Job): Step[] {
    return job.steps.flatMap((step) => actions[step.uses ?? ""]?.runs.steps ?? [step]);
}

/** Every step there is, with where it is. */
export const steps = [
    ...jobs.flatMap(({ where, job }) => job.steps.map((step) => ({ where, step }))),
    ...Object.entries(actions).flatMap(([where, { runs }]) => runs.steps.map((step) => ({ where, step }))),
];
