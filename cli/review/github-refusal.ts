import { z } from "zod";
import { PersonError } from "../person-error.ts";

/** What Octokit throws: for an answer, or, without `response`, where there was none. */
const failureSchema = z.object({
    status: z.number(),
    message: z.string(),
    response: z
        .object({
            headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
            data: z.unknown(),
        })
        .optional(),
});

/** What was asked of GitHub when it refused. */
export interface Posting {
    readonly apiUrl: string;

    /** `acme/identity`. */
    readonly repository: string;

    /** `pull request 12`, or the branch it is looked up by. */
    readonly pullRequest: string;

    /** Command that posts the same report again. */
    readonly again: string;
}

interface Answer {
    readonly status: number;

    /** What GitHub says of it, on one line. */
    readonly said: string;

    /** Seconds to wait, where GitHub tells. */
    readonly wait: string | undefined;
    readonly isRateLimit: boolean;
}

interface Kind {
    readonly applies: (answer: Answer) => boolean;
    readonly text: (answer: Answer, posting: Posting) => string;
}

/** The first that applies is told. */
const kinds: readonly Kind[] = [
    {
        applies: ({ status }) => status === 401,
        text: () =>
            "it does not take GITHUB_TOKEN: it has ended or is another server's. Set that of this run, github.token.",
    },
    {
        applies: ({ isRateLimit }) => isRateLimit,
        text: ({ wait }, { again }) =>
            `too much was asked of it. Post again ${wait === undefined ? "later" : `in ${wait} s`}:  ${again}`,
    },
    {
        applies: ({ status, said }) => status === 403 && /locked/i.test(said),
        text: (_, { pullRequest }) =>
            `${pullRequest} is locked. Unlock its conversation, or read the report in the run's artefact.`,
    },
    {
        applies: ({ status }) => status === 403,
        text: (_, { again }) =>
            `the token may not write there. Give the job permissions: pull-requests: write; a fork's pull request gets no such token, so post its report from a workflow_run job:  ${again}`,
    },
    {
        applies: ({ status }) => status === 404 || status === 410,
        text: (_, { pullRequest, repository }) =>
            `it shows the token no ${pullRequest} of ${repository}. Check --pull-request and GITHUB_REPOSITORY, and that the token is of that repository.`,
    },
    {
        applies: ({ status }) => status === 413 || status === 422,
        text: () => "it does not take the comment. Look at what was sent:  npm run review -- --comment-file comment.md",
    },
    {
        applies: ({ status }) => status >= 500,
        text: (_, { again }) => `it is in trouble. The report is made; post it again later:  ${again}`,
    },
    {
        applies: () => true,
        text: (_, { again }) => `that was not expected. Post again:  ${again}`,
    },
];

/** GitHub's refusal in one line, with the next step; what is no answer of GitHub's is passed on as it is. */
export function githubRefusal(error: unknown, posting: Posting): unknown {
    const { data } = failureSchema.safeParse(error);
    if (data === undefined) return error;
    if (data.response === undefined) {
        return new PersonError(
            `GitHub cannot be reached at ${posting.apiUrl}: ${oneLine(data.message)}. Post again:  ${posting.again}`,
        );
    }
    const { headers } = data.response;
    const said = saidBy(data.response.data) ?? data.message;
    const answer: Answer = {
        status: data.status,
        said: oneLine(said),
        wait: headers["retry-after"]?.toString(),
        isRateLimit:
            data.status === 429 ||
            (data.status === 403 && (headers["x-ratelimit-remaining"]?.toString() === "0" || /rate limit/i.test(said))),
    };
    const kind = kinds.find(({ applies }) => applies(answer));
    return new PersonError(`GitHub answers ${answer.status} (${answer.said}): ${kind?.text(answer, posting)}`);
}

function saidBy(data: unknown): string | undefined {
    const parsed = z
        .object({ message: z.string(), errors: z.array(z.object({ message: z.string() })).optional() })
        .safeParse(data);
    return parsed.data === undefined
        ? undefined
        : [parsed.data.message, ...(parsed.data.errors ?? []).map(({ message }) => message)].join(": ");
}

function oneLine(text: string): string {
    return text.replaceAll(/\s+/g, " ").trim().slice(0, 300);
}
