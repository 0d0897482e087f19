import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

export const repository = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** What the API of GitHub answers, by method and path without the query. */
export type Answers = Readonly<Record<string, unknown>>;

export interface ApiCall {
    readonly call: string;
    readonly query: Readonly<Record<string, string>>;
    readonly body: unknown;
    readonly authorization: string | undefined;
}

export interface FakeGithub {
    readonly url: string;
    readonly calls: readonly ApiCall[];

    /** The calls that change something. */
    changes(): readonly ApiCall[];
}

/** An API of GitHub on loopback that ends with the test. What has no answer is a 404. */
export async function fakeGithub(answers: Answers): Promise<FakeGithub> {
    const calls: ApiCall[] = [];
    const server = createServer(async (request, response) => {
        const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
        let text = "";
        for await (const part of request) text += part;
        const call = `${request.method} ${decodeURIComponent(pathname)}`;
        const body = text === "" ? undefined : JSON.parse(text);
        calls.push({
            call,
            query: Object.fromEntries(searchParams),
            body,
            authorization: request.headers.authorization,
        });
        response.writeHead(call in answers ? 200 : 404, { "content-type": "application/json; charset=utf-8" });
        response.end(JSON.stringify(answers[call] ?? { message: "Not Found" }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(async () => {
        const closed = once(server.close(), "close");
        server.closeAllConnections();
        await closed;
    });
    return {
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
        calls,
        changes: () => calls.filter(({ call }) => !call.startsWith("GET ")),
    };
}

export interface StepResult {
    readonly exitCode: number;
    readonly printed: string;
    readonly outputs: Readonly<Record<string, string>>;
    readonly variables: Readonly<Record<string, string>>;
    readonly summary: string;
    readonly folder: string;
}

export interface StepOptions {
    readonly env?: Readonly<Record<string, string>>;
    readonly event?: unknown;

    /** @default the repository */
    readonly cwd?: string;
}

/** Runs a step's shell as GitHub's runner does (`bash -e`), with the files that a step is told of things in. */
export async function runStep(shell: string, { cwd, env = {}, event = {} }: StepOptions = {}): Promise<StepResult> {
    const folder = mkdtempSync(`${tmpdir()}/step-`);
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = (name: string, text = "") => {
        writeFileSync(`${folder}/${name}`, text);
        return `${folder}/${name}`;
    };
    const child = spawn("bash", ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", shell], {
        cwd: cwd ?? repository,
        env: {
            PATH: `${repository}/node_modules/.bin:${process.env["PATH"]}`,
            HOME: process.env["HOME"],
            GITHUB_ACTIONS: "true",
            GITHUB_REPOSITORY: "acme/identity",
            GITHUB_SERVER_URL: "https://github.com",
            GITHUB_RUN_ID: "77",
            GITHUB_SHA: "c0ffee",
            GITHUB_REF_NAME: "main",
            GITHUB_TOKEN: "token-of-the-step",
            RUNNER_TEMP: folder,
            GITHUB_OUTPUT: file("output"),
            GITHUB_ENV: file("env"),
            GITHUB_PATH: file("path"),
            GITHUB_STEP_SUMMARY: file("summary"),
            GITHUB_EVENT_PATH: file("event.json", JSON.stringify(event)),
            ...env,
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (text) => (printed += text));
    const [exitCode] = await once(child, "close");
    const told = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
    return {
        exitCode,
        printed,
        outputs: pairs(told("output")),
        variables: pairs(told("env")),
        summary: told("summary"),
        folder,
    };
}

function pairs(text: string): Record<string, string> {
    return Object.fromEntries(
        text.split("\n").flatMap((line) => {
            const at = line.indexOf("=");
            return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]];
        }),
    );
}
