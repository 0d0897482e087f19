import { saysNotFound } from "../infra/not-there-yet.ts";
import { type Cloud, providerText, refusalProblem } from "./provider-refusals.ts";
import type { Problem } from "./settings/problem.ts";

/** What a data source answered: a value, or the problem that there is none. */
export type Answer<T> =
    | { readonly value: T; readonly problem?: undefined }
    | { readonly value?: undefined; readonly problem: Problem };

/** The answer of a data source; `notFound` is the problem that it is when there is no such thing. */
export async function answer<T>(cloud: Cloud, asked: Promise<T>, notFound?: Problem): Promise<Answer<T>> {
    try {
        return { value: await asked };
    } catch (error) {
        const missing = notFound !== undefined && saysNotFound(providerText(error));
        return { problem: missing ? notFound : refusalProblem(cloud, error) };
    }
}

/** The problems among answers, each once: a scope that is missing is missing for every question. */
export function problemsIn(answers: readonly Answer<unknown>[]): Problem[] {
    const problems = answers.flatMap(({ problem }) => problem ?? []);
    return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
