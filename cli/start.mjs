// node cli/start.mjs [options of Node] <entry> [arguments]: installs what is missing, then runs the entry on Node 24 or newer.
// Plain JavaScript without dependencies on purpose: it is what runs on any Node from 18 on, before anything is installed.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
    existsSync,
    mkdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    statSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isatty } from "node:tty";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const lockfile = readFileSync(`${root}package-lock.json`, "utf8");
const lockfileHash = createHash("sha256").update(lockfile).digest("hex");
const stamp = `${root}node_modules/.installed`;
const hasTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
const ownIsRecent = Number(process.versions.node.split(".")[0]) >= 24;

let child;
const signalledAt = {};
passSignalsOn();
if (!isInstalled()) await alone(`${root}.cache/install.lock`, install);
const node = ownIsRecent ? process.execPath : pinnedNode(root);
// Compiled code is kept between runs: start-up takes half the time.
const compileCache = { NODE_COMPILE_CACHE: `${root}node_modules/.cache/compiled` };
process.exit(await run(node, process.argv.slice(2), { ...compileCache, ...environmentWith(node) }));

async function install() {
    if (isInstalled()) return;
    const start = Date.now();
    const pinned = ownIsRecent ? undefined : await installPinnedNode();
    say("Installing dependencies from the lockfile (npm ci). Usually 15 to 40 seconds.");
    await npmCi(root, pinned ?? process.execPath);
    if (pinned) rmSync(`${root}.cache/node`, { recursive: true });
    writeFileSync(stamp, lockfileHash);
    say(`Dependencies installed in ${Math.round((Date.now() - start) / 1000)} s; the next run skips this.`);
}

// npm leaves out optional packages that ask for a newer Node than it runs on, bindings of our tools among them. So an older Node
// gets the pinned one alone first, by its hash in the lockfile, and npm then runs on that.
async function installPinnedNode() {
    const [path, entry] = pinnedPackage();
    const folder = `${root}.cache/node/`;
    const optionalDependencies = { [path.replace("node_modules/", "")]: entry.version };
    say(
        `This is Node ${process.versions.node}: getting Node ${entry.version} for this folder only. Usually 5 to 15 seconds.`,
    );
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}package.json`, JSON.stringify({ optionalDependencies }));
    writeFileSync(
        `${folder}package-lock.json`,
        JSON.stringify({ lockfileVersion: 3, packages: { "": { optionalDependencies }, [path]: entry } }),
    );
    await npmCi(folder, process.execPath);
    const pinned = pinnedNode(folder);
    return spawnSync(pinned, ["--version"]).status === 0 ? pinned : stop(noNode());
}

/** The lockfile's entry for the package that carries Node for this machine. */
function pinnedPackage() {
    const fits = (allowed, own) => [allowed].flat().includes(own);
    return (
        Object.entries(JSON.parse(lockfile).packages).find(
            ([, { bin, os, cpu }]) => bin?.node && fits(os, process.platform) && fits(cpu, process.arch),
        ) ?? stop(noNode())
    );
}

function pinnedNode(folder) {
    const [path, { bin }] = pinnedPackage();
    return `${folder}${path}/${bin.node}`;
}

async function npmCi(folder, onNode) {
    const npm = process.env.npm_execpath ?? "";
    const [command, ...first] = npm.endsWith("npm-cli.js") ? [onNode, npm] : ["npm"];
    const options = ["ci", "--prefix", folder, "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    const code = await run(command, [...first, ...options], environmentWith(onNode));
    if (isStopped()) process.exit(code || 130);
    if (code !== 0) stop("Installing dependencies failed: npm says why above. Once mended, run the same again.", code);
}

/** Runs a command to its end. @returns its exit code, or 128 + the number of the signal that ended it */
function run(command, options, env) {
    return new Promise((resolve) => {
        child = spawn(command, options, { cwd: root, env, stdio: "inherit", detached: !hasTerminal });
        child.once("error", (error) => stop(`${command} cannot be started: ${error.message}`));
        child.once("exit", (code, signal) => {
            if (isStopped()) endGroup(child.pid);
            child = undefined;
            resolve(code ?? 128 + constants.signals[signal]);
        });
    });
}

// Each signal reaches the child once. A terminal sends Ctrl-C and its own end to all of its processes, so these two are not sent
// again. Without a terminal the child has a process group of its own, and gets what comes here; npm repeats what its group got.
function passSignalsOn() {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
        process.on(signal, () => {
            if (!child) process.exit(128 + constants.signals[signal]);
            const isRepeated = Date.now() - (signalledAt[signal] ?? 0) < 1000;
            signalledAt[signal] = Date.now();
            if (hasTerminal ? signal === "SIGTERM" : !isRepeated) child.kill(signal);
        });
    }
}

function isStopped() {
    return Object.keys(signalledAt).length > 0;
}

/** Ends what a child that was stopped left running in the process group of its own. */
function endGroup(pid) {
    try {
        if (!hasTerminal) process.kill(-pid, "SIGTERM");
    } catch (error) {
        if (error.code !== "ESRCH") throw error;
    }
}

/** Lets one process at a time do the work. A lock that nobody keeps fresh was left behind by one that was killed. */
async function alone(lock, work) {
    mkdirSync(dirname(lock), { recursive: true });
    const release = () => rmSync(lock, { recursive: true, force: true });
    for (let isTold = false; !taken(lock); isTold = true) {
        const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
        if (age > 15_000) release();
        if (!isTold) say("Another run is installing the dependencies: waiting for it, usually less than a minute.");
        await sleep(250);
    }
    const fresh = setInterval(() => existsSync(lock) && utimesSync(lock, new Date(), new Date()), 2000);
    process.once("exit", release);
    await work();
    clearInterval(fresh);
    process.off("exit", release);
    release();
}

function taken(lock) {
    try {
        mkdirSync(lock);
        return true;
    } catch (error) {
        if (error.code === "EEXIST") return false;
        throw error;
    }
}

function isInstalled() {
    return existsSync(stamp) && readFileSync(stamp, "utf8") === lockfileHash;
}

function environmentWith(node) {
    const path = process.env.PATH ?? "";
    const first = path.split(delimiter).find((folder) => existsSync(`${folder}/node`));
    const isFirst = first !== undefined && realpathSync(`${first}/node`) === realpathSync(node);
    return isFirst ? process.env : { ...process.env, PATH: `${dirname(node)}${delimiter}${path}` };
}

function noNode() {
    return (
        `Node 24 or newer is needed. This is Node ${process.versions.node}, and no package with Node 24 fits ` +
        `${process.platform}-${process.arch}. Install Node 24, put it on PATH, and run the same command again.`
    );
}

function say(line) {
    process.stderr.write(`${line}\n`);
}

function stop(message, code = 1) {
    say(message);
    process.exit(code);
}
