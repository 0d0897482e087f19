import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
    copyFileSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    realpathSync,
    rmSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let project: string;
let running: ChildProcess[];
beforeEach(() => {
    project = realpathSync(mkdtempSync(join(tmpdir(), "start-")));
    running = [];
    mkdirSync(`${project}/cli`);
    copyFileSync("cli/start.mjs", `${project}/cli/start.mjs`);
    writeFileSync(`${project}/package.json`, JSON.stringify({ type: "module" }));
    writeLockfile("24.21.0");
    writeFileSync(`${project}/npm-cli.js`, fakeNpm);
    writeFileSync(`${project}/old-node.cjs`, oldNode);
    writeFileSync(`${project}/cli/entry.ts`, entry);
});
afterEach(() => {
    for (const child of running) child.kill("SIGKILL");
    rmSync(project, { recursive: true, force: true });
});

const here = { os: process.platform, cpu: process.arch };

function writeLockfile(version: string, fits: object = here): void {
    const node = { version, integrity: "sha512-x", optional: true, bin: { node: "bin/node" }, ...fits };
    const packages = { "": {}, "node_modules/zod": { version: "4.6.7" }, "node_modules/node-here": node };
    writeFileSync(`${project}/package-lock.json`, JSON.stringify({ lockfileVersion: 3, packages }));
}

/** Notes its arguments, the Node it runs on and what it was asked to install; "installs" a pinned Node: a script that runs this one. */
const fakeNpm = `
import fs from "node:fs";
const folder = process.argv[process.argv.indexOf("--prefix") + 1];
const lock = JSON.parse(fs.readFileSync(folder + "/package-lock.json", "utf8"));
const note = { node: process.versions.node, folder, packages: Object.keys(lock.packages), options: process.argv.slice(2) };
fs.appendFileSync(process.env.NPM_RUNS, JSON.stringify(note) + "\\n");
fs.rmSync(folder + "/node_modules", { recursive: true, force: true });
await new Promise((resolve) => setTimeout(resolve, Number(process.env.NPM_MS ?? 0)));
if (process.env.NPM_FAILS) { console.error("npm error the network is gone"); process.exit(7); }
const bin = folder + "/node_modules/node-here/bin";
fs.mkdirSync(bin, { recursive: true });
fs.writeFileSync(bin + "/node", '#!/bin/sh\\nPINNED=1 NODE_OPTIONS= exec "' + process.execPath + '" "$@"\\n', { mode: 0o755 });
`;

const oldNode = `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "20.20.2" } });`;

const entry = `
import { spawn } from "node:child_process";
import { appendFileSync, writeFileSync } from "node:fs";
writeFileSync("parent", String(process.ppid));
const [what, ...rest]: string[] = process.argv.slice(2);
if (what === "tell") {
    const pinned = process.env["PINNED"] === "1";
    console.log(JSON.stringify({ rest, cwd: process.cwd(), pinned, firstOnPath: process.env["PATH"]?.split(":")[0] }));
    process.exit(Number(rest[0] ?? 0));
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
        appendFileSync("signals", signal + "\\n");
        if (what === "linger") setTimeout(() => process.exit(130), 400);
    });
}
if (what === "family") spawn("sh", ["-c", "while :; do echo x > alive; sleep 0.1; done"], { stdio: "ignore" });
if (what === "die") process.kill(process.pid, "SIGKILL");
if (what === "default" || what === "family") process.removeAllListeners("SIGTERM");
setInterval(() => {}, 1000);
console.log("up");
`;

interface Run {
    readonly child: ChildProcess;
    readonly ended: Promise<{ code: number | null; output: string; errors: string }>;
    readonly output: () => string;
}

function start(
    args: string[],
    environment: Record<string, string> = {},
    command = process.execPath,
    first: string[] = [],
): Run {
    const child = spawn(command, [...first, `${project}/cli/start.mjs`, "cli/entry.ts", ...args], {
        cwd: tmpdir(),
        env: {
            PATH: process.env["PATH"],
            NPM_RUNS: `${project}/npm-runs`,
            npm_execpath: `${project}/npm-cli.js`,
            ...environment,
        },
        stdio: ["ignore", "pipe", "pipe"],
    });
    running.push(child);
    let output = "";
    let errors = "";
    child.stdout?.on("data", (text) => {
        output += text;
    });
    child.stderr?.on("data", (text) => {
        errors += text;
    });
    const ended = new Promise<{ code: number | null; output: string; errors: string }>((resolve) =>
        child.once("close", (code) => resolve({ code, output, errors })),
    );
    return { child, ended, output: () => output };
}

const withOldNode = () => ({ NODE_OPTIONS: `--require ${project}/old-node.cjs` });
const lines = (file: string) =>
    existsSync(`${project}/${file}`) ? readFileSync(`${project}/${file}`, "utf8").trimEnd().split("\n") : [];
const npmRuns = () => lines("npm-runs").map((line) => JSON.parse(line));

async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await sleep(20);
}

describe("a fresh clone", () => {
    it("gets its dependencies from the lockfile, then runs the entry in the project's folder with its arguments", async () => {
        const { code, output, errors } = await start(["tell", "5", "--flag"]).ended;

        expect(code).toBe(5);
        expect(JSON.parse(output)).toMatchObject({ rest: ["5", "--flag"], cwd: project, pinned: false });
        expect(npmRuns()).toEqual([
            {
                node: process.versions.node,
                folder: `${project}/`,
                packages: ["", "node_modules/zod", "node_modules/node-here"],
                options: [
                    "ci",
                    "--prefix",
                    `${project}/`,
                    "--include=dev",
                    "--include=optional",
                    "--no-audit",
                    "--no-fund",
                ],
            },
        ]);
        expect(errors).toMatch(
            /^Installing dependencies from the lockfile \(npm ci\)\. Usually 15 to 40 seconds\.\nDependencies installed in \d+ s; the next run skips this\.\n$/,
        );
        expect(existsSync(`${project}/.cache/install.lock`)).toBe(false);
    });

    it("is set up once: the second run says nothing and asks npm for nothing", async () => {
        await start(["tell"]).ended;
        const { errors } = await start(["tell"]).ended;

        expect(errors).toBe("");
        expect(npmRuns()).toHaveLength(1);
    });

    it("is set up again when the lockfile changes", async () => {
        await start(["tell"]).ended;
        writeLockfile("24.22.0");
        await start(["tell"]).ended;

        expect(npmRuns()).toHaveLength(2);
        expect(readFileSync(`${project}/node_modules/.installed`, "utf8")).toBe(
            createHash("sha256")
                .update(readFileSync(`${project}/package-lock.json`))
                .digest("hex"),
        );
    });

    it("is not half set up when npm fails: npm's words, what to do, its exit code, and the next run tries again", async () => {
        const { code, output, errors } = await start(["tell"], { NPM_FAILS: "1" }).ended;
        expect({ code, output }).toEqual({ code: 7, output: "" });
        expect(errors.split("\n").slice(1)).toEqual([
            "npm error the network is gone",
            "Installing dependencies failed: npm says why above. Once mended, run the same again.",
            "",
        ]);

        expect((await start(["tell"]).ended).code).toBe(0);
    });

    it("is set up once by two first runs at the same time; the one that waits says so", async () => {
        const runs = await Promise.all([
            start(["tell"], { NPM_MS: "600" }).ended,
            start(["tell"], { NPM_MS: "600" }).ended,
        ]);

        expect(runs.map(({ code }) => code)).toEqual([0, 0]);
        expect(npmRuns()).toHaveLength(1);
        expect(runs.map(({ errors }) => errors).sort()[0]).toBe(
            "Another run is installing the dependencies: waiting for it, usually less than a minute.\n",
        );
    });

    it("is set up although a run that was killed left its lock", async () => {
        mkdirSync(`${project}/.cache/install.lock`, { recursive: true });
        const longAgo = new Date(Date.now() - 60_000);
        utimesSync(`${project}/.cache/install.lock`, longAgo, longAgo);

        expect((await start(["tell"]).ended).code).toBe(0);
        expect(existsSync(`${project}/.cache/install.lock`)).toBe(false);
    });

    it("is given up on Ctrl-C while npm works, and the next run sets it up", async () => {
        const { child, ended } = start(["tell"], { NPM_MS: "5000" });
        await until(() => npmRuns().length === 1);
        child.kill("SIGINT");

        expect((await ended).code).toBe(130);
        expect(existsSync(`${project}/.cache/install.lock`)).toBe(false);
        expect((await start(["tell"]).ended).code).toBe(0);
    });
});

describe("on a Node that is too old", () => {
    it("gets the pinned Node alone first, runs npm on it, and the entry too", async () => {
        const { code, output, errors } = await start(["tell"], withOldNode()).ended;

        expect(code).toBe(0);
        const pinnedFolder = `${project}/node_modules/node-here/bin`;
        expect(JSON.parse(output)).toMatchObject({ pinned: true, firstOnPath: pinnedFolder });
        expect(npmRuns()).toMatchObject([
            { node: "20.20.2", folder: `${project}/.cache/node/`, packages: ["", "node_modules/node-here"] },
            { node: process.versions.node, folder: `${project}/` },
        ]);
        expect(errors.split("\n")[0]).toBe(
            "This is Node 20.20.2: getting Node 24.21.0 for this folder only. Usually 5 to 15 seconds.",
        );
        expect(existsSync(`${project}/.cache/node`)).toBe(false);

        const second = await start(["tell"], withOldNode()).ended;
        expect(JSON.parse(second.output)).toMatchObject({ pinned: true });
        expect(second.errors).toBe("");
        expect(npmRuns()).toHaveLength(2);
    });

    it("says in one message what to do where no package with Node fits the machine", async () => {
        writeLockfile("24.21.0", { os: ["aix"], cpu: ["ppc64"] });
        const { code, errors } = await start(["tell"], withOldNode()).ended;

        expect(code).toBe(1);
        expect(errors).toBe(
            `Node 24 or newer is needed. This is Node 20.20.2, and no package with Node 24 fits ${process.platform}-${process.arch}. Install Node 24, put it on PATH, and run the same command again.\n`,
        );
        expect(npmRuns()).toEqual([]);
    });
});

describe("the entry's end", () => {
    beforeEach(async () => {
        await start(["tell"]).ended;
    });

    it.each([
        ["SIGINT", 130],
        ["SIGTERM", 130],
        ["SIGHUP", 130],
    ] as const)("is waited for after %s, which it gets once, though npm repeats it", async (signal, code) => {
        const { child, ended, output } = start(["linger"]);
        await until(() => output() === "up\n");
        child.kill(signal);
        await sleep(50);
        child.kill(signal);

        expect((await ended).code).toBe(code);
        expect(lines("signals")).toEqual([signal]);
    });

    it("by a signal becomes 128 and the signal's number", async () => {
        expect((await start(["die"]).ended).code).toBe(137);
        const { child, ended, output } = start(["default"]);
        await until(() => output() === "up\n");
        child.kill("SIGTERM");
        expect((await ended).code).toBe(143);
    });

    it("after a signal takes with it what it started", async () => {
        const { child, ended, output } = start(["family"]);
        await until(() => output() === "up\n" && existsSync(`${project}/alive`));
        child.kill("SIGTERM");
        expect((await ended).code).toBe(143);
        await sleep(200);
        rmSync(`${project}/alive`);
        await sleep(300);

        expect(existsSync(`${project}/alive`)).toBe(false);
    });

    describe.skipIf(process.platform !== "linux")("at a terminal", () => {
        it("is waited for after Ctrl-C, which reaches it once", async () => {
            const { terminal, ended } = await atTerminal();
            terminal.stdin?.write("\x03");

            expect(await ended).toBe(130);
            expect(lines("signals")).toEqual(["SIGINT"]);
        });

        it("comes by SIGTERM; what the terminal sends to all of its processes is not sent again", async () => {
            const { startProcess, ended } = await atTerminal();
            process.kill(startProcess, "SIGINT");
            process.kill(startProcess, "SIGHUP");
            await sleep(300);
            process.kill(startProcess, "SIGTERM");

            expect(await ended).toBe(130);
            expect(lines("signals")).toEqual(["SIGTERM"]);
        });
    });
});

/** Starts the entry with util-linux's script, which gives it a terminal of its own, on which \x03 is Ctrl-C. */
async function atTerminal() {
    const command = `"${process.execPath}" "${project}/cli/start.mjs" cli/entry.ts linger`;
    const terminal = spawn("script", ["-qefc", command, "/dev/null"], { stdio: ["pipe", "pipe", "ignore"] });
    running.push(terminal);
    let output = "";
    terminal.stdout.on("data", (text) => {
        output += text;
    });
    const ended = new Promise((resolve) => terminal.once("close", resolve));
    await until(() => output.includes("up"));
    return { terminal, ended, startProcess: Number(readFileSync(`${project}/parent`, "utf8")) };
}
