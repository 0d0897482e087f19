import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { findEngine } from "../../engine/find-engine.ts";
import { type PrivateMachine, privateMachine } from "./private-machine.ts";

let machine: PrivateMachine;
let lines: string[];
beforeEach(() => {
    machine = privateMachine();
    lines = [];
});
afterEach(() => machine.remove());

const find = (signal = new AbortController().signal) =>
    findEngine({
        cacheFolder: machine.cacheFolder,
        environment: machine.environment,
        platform: "linux-x64",
        download: () => Promise.reject(new Error("curl: (6) Could not resolve host")),
        report: (line) => lines.push(line),
        signal,
    });

/** A `go` whose build is the given script; `$output` is where the engine goes. */
function installGo(build: string, version = "go1.26.8"): void {
    machine.command(
        "go",
        `case "$1" in
env) echo '{"GOVERSION": "${version}", "GOTOOLCHAIN": "local"}' ;;
build)
  while [ "$1" != "-o" ]; do shift; done
  output=$2
  echo "$PWD|$CGO_ENABLED|$GOFLAGS|$GOWORK|$GOOS" > "${machine.folder}/build-environment"
  ${build} ;;
esac`,
    );
}

const writeEngine = `printf '#!/bin/sh\\necho v3.259.0\\n' > "$output"; chmod +x "$output"`;

it("is built from our module with its sums, stamped with its version, and kept for later runs", async () => {
    installGo(writeEngine);
    machine.environment["GOFLAGS"] = "-mod=mod";
    machine.environment["GOOS"] = "plan9";
    const folder = join(machine.cacheFolder, "engine", "3.259.0-linux-x64");
    const found = {
        command: join(folder, "bin", "pulumi"),
        version: "3.259.0",
        source: "go",
        why: `built from the Go module, its sums pinned, and kept in ${folder}; on PATH: none found`,
    };

    expect(await find()).toEqual(found);
    expect(machine.runsOf("go")).toEqual([
        "env -json GOVERSION GOTOOLCHAIN",
        expect.stringMatching(
            /^build -v -mod=readonly -buildvcs=false -trimpath -gcflags=all=-dwarf=false -ldflags=-s -w -X github\.com\/pulumi\/pulumi\/sdk\/v3\/go\/common\/version\.Version=3\.259\.0 -o \S+\/bin\/pulumi github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi$/,
        ),
    ]);
    const moduleFolder = fileURLToPath(new URL("../../engine/go", import.meta.url));
    expect(readFileSync(join(machine.folder, "build-environment"), "utf8")).toBe(`${moduleFolder}|0||off|\n`);

    lines = [];
    expect(await find()).toEqual(found);
    expect(machine.runsOf("go")).toHaveLength(2);
    expect(lines).toEqual([]);
});

it("says why it is built and how long that usually takes", async () => {
    installGo(writeEngine);
    await find();

    expect(lines).toEqual([
        "No engine from pulumi on PATH: none found.",
        "Downloading the engine from the vendor. Usually less than a minute, and seconds where that is not possible.",
        "No engine from the vendor's release: github.com: curl: (6) Could not resolve host; get.pulumi.com: curl: (6) Could not resolve host.",
        "Building the engine from its Go module, once. Usually half a minute for the download and 3 to 6 minutes for the build on two cores; less where Go has built parts of it before.",
    ]);
});

it("tells how many modules and packages are done while it is built", async () => {
    vi.useFakeTimers({ toFake: ["setInterval"] });
    const [printed, go] = [join(machine.folder, "printed"), join(machine.folder, "go-on")];
    installGo(
        `echo "go: downloading example.com/a v1" >&2; echo example.com/a >&2; echo example.com/b >&2
         echo > "${printed}"; while [ ! -e "${go}" ]; do sleep 0.05; done; ${writeEngine}`,
    );
    const search = find();
    while (!existsSync(printed)) await sleep(20);
    await sleep(100);
    vi.advanceTimersByTime(5000);
    vi.useRealTimers();
    writeFileSync(go, "");
    await search;

    expect(lines.at(-1)).toMatch(
        /^ {2}building the engine: 1 modules downloaded, 2 packages compiled \(about 1700 in a first build\), \d s$/,
    );
});

it("is one message with every reason where none can be had", async () => {
    const old = machine.command("pulumi", "echo v3.100.0");
    installGo("exit 1", "go1.22.3");

    await expect(find()).rejects.toMatchObject({
        name: "NoEngineError",
        message: [
            "No Pulumi engine can be had. Tried in this order:",
            `  - pulumi on PATH: ${old}: its version 3.100.0 is older than 3.259.0`,
            "  - the vendor's release: github.com: curl: (6) Could not resolve host; get.pulumi.com: curl: (6) Could not resolve host",
            "  - the Go module: go1.22.3 is older than 1.26, and GOTOOLCHAIN=local keeps it from fetching a newer one",
            "Any one of these helps; then run the same command again:",
            "  - install Pulumi 3.259.0 or newer (https://www.pulumi.com/docs/install) and put it on PATH",
            "  - let this machine reach github.com or get.pulumi.com; behind a proxy, set HTTPS_PROXY",
            "  - install Go 1.26 or newer (https://go.dev/doc/install) and put it on PATH: the engine is then built here",
        ].join("\n"),
    });
});

it("gives the compiler's last words where the build fails, and leaves nothing behind", async () => {
    installGo("echo 'no space left on device' >&2; exit 1");

    await expect(find()).rejects.toThrow("  - the Go module: go ended with 1\n      no space left on device\n");
    expect(readdirSync(join(machine.cacheFolder, "engine"))).toEqual([]);
});

it("is built once where two runs start together, and the other says that it waits", async () => {
    installGo(`sleep 0.3; ${writeEngine}`);
    const [one, other] = await Promise.all([find(), find()]);

    expect(one).toEqual(other);
    expect(machine.runsOf("go").filter((run) => run.startsWith("build"))).toHaveLength(1);
    expect(lines).toContain("Another run is getting the engine: waiting for it, usually less than 6 minutes.");
});

it("stops with everything it started, and the next run builds it", async () => {
    const alive = join(machine.folder, "alive");
    installGo(`(while :; do echo x > "${alive}"; sleep 0.1; done) & wait`);
    const stop = new AbortController();
    const search = find(stop.signal);
    while (!existsSync(alive)) await sleep(20);
    stop.abort(new Error("stopped by a person"));

    await expect(search).rejects.toThrow("stopped by a person");
    await sleep(300);
    rmSync(alive);
    await sleep(400);
    expect(existsSync(alive)).toBe(false);
    expect(readdirSync(join(machine.cacheFolder, "engine"))).toEqual([]);

    installGo(writeEngine);
    expect((await find()).source).toBe("go");
});
