import { Hono } from "hono";
import { onTestFinished } from "vitest";
import { startLocalServer } from "../../../sandbox/local-server.ts";

export interface StoredComment {
    readonly id: number;
    body: string;
    readonly user: { readonly login: string };
}

/** A refusal: GitHub's status and what it says. */
export interface Refused {
    readonly status: number;
    readonly body?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
}

/** As much of GitHub as a comment needs: pull request 7 of acme/identity, for holders of the token. */
export interface FakeGithub {
    readonly apiUrl: string;
    readonly comments: StoredComment[];

    /** `POST /repos/acme/identity/issues/7/comments`, in the order in which they came. */
    readonly asked: string[];

    /** Answers with which requests are refused, by the same names. */
    readonly refusals: Map<string, Refused>;
    readonly pulls: { readonly number: number; readonly head: { readonly sha: string; readonly label: string } }[];
}

export const token = "ghs_the-token-of-this-run";
export const bot = "github-actions[bot]";

export async function fakeGithub(): Promise<FakeGithub> {
    const comments: StoredComment[] = [];
    const asked: string[] = [];
    const refusals = new Map<string, Refused>();
    const pulls: FakeGithub["pulls"] = [];
    const server = await startLocalServer((origin) => appOf({ comments, asked, refusals, pulls }, origin));
    onTestFinished(() => server.close());
    return { apiUrl: server.origin, comments, asked, refusals, pulls };
}

function appOf({ comments, asked, refusals, pulls }: Omit<FakeGithub, "apiUrl">, origin: () => string): Hono {
    const app = new Hono();
    app.use(async (c, next) => {
        const request = `${c.req.method} ${c.req.path}`;
        asked.push(request);
        const refused = refusals.get(request);
        if (refused !== undefined) return c.json(refused.body ?? {}, refused.status as 400, { ...refused.headers });
        if (c.req.header("authorization") !== `token ${token}`) return c.json({ message: "Bad credentials" }, 401);
        await next();
        return undefined;
    });
    app.post("/graphql", (c) => c.json({ data: { viewer: { login: bot } } }));
    app.get("/repos/acme/identity/pulls", (c) =>
        c.json(pulls.filter(({ head }) => head.label === c.req.query("head"))),
    );
    const ofPullRequest = "/repos/acme/identity/issues/7/comments";
    app.get(ofPullRequest, (c) => {
        const size = Number(c.req.query("per_page") ?? 30);
        const page = Number(c.req.query("page") ?? 1);
        const next = `<${origin()}${ofPullRequest}?per_page=${size}&page=${page + 1}>; rel="next"`;
        const shown = comments.slice((page - 1) * size, page * size);
        return c.json(shown, 200, { ...(page * size < comments.length ? { link: next } : {}) });
    });
    app.post(ofPullRequest, async (c) => {
        const { body } = await c.req.json();
        const comment = { id: comments.length + 1, body, user: { login: bot } };
        comments.push(comment);
        return c.json({ ...comment, html_url: address(comment.id) }, 201);
    });
    app.patch("/repos/acme/identity/issues/comments/:id", async (c) => {
        const comment = comments.find(({ id }) => id === Number(c.req.param("id")));
        if (comment === undefined) return c.json({ message: "Not Found" }, 404);
        comment.body = (await c.req.json()).body;
        return c.json({ ...comment, html_url: address(comment.id) });
    });
    app.notFound((c) => c.json({ message: "Not Found" }, 404));
    return app;
}

/** Page of a comment. */
export function address(id: number): string {
    return `https://github.example/acme/identity/pull/7#issuecomment-${id}`;
}
