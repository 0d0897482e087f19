import { appendFileSync, chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { commandsOn, engineOnPath } from "../../engine/engine-on-path.ts";
import { engineScript, type PrivateMachine, privateMachine } from "./private-machine.ts";

let machine: PrivateMachine;
beforeEach(() => {
    machine = privateMachine();
});
afterEach(() => machine.remove());

const search = () => engineOnPath(machine.environment, join(machine.cacheFolder, "on-path.json"));

it("takes a pulumi that is new enough", async () => {
    const command = machine.command("pulumi", engineScript("3.260.1"));

    expect(await search()).toEqual({
        engine: { command, version: "3.260.1", source: "PATH", why: "it is on PATH and not older than 3.259.0" },
        refusals: [],
    });
});

it("passes over one that is too old, with the reason, and takes a later one", async () => {
    const old = machine.command("pulumi", engineScript("3.100.0"));
    const folder = join(machine.folder, "newer");
    const command = machine.command("pulumi", engineScript("3.259.0"), folder);
    machine.environment["PATH"] += `${delimiter}${folder}`;

    const { engine, refusals } = await search();
    expect(engine?.command).toBe(command);
    expect(refusals).toEqual([`${old}: its version 3.100.0 is older than 3.259.0`]);
});

it("says so where there is none", async () => {
    expect(await search()).toEqual({ refusals: ["none found"] });
});

it("passes over one that does not answer", async () => {
    const broken = machine.command("pulumi", "echo broken >&2; exit 3");

    expect(await search()).toEqual({ refusals: [`${broken}: it does not answer \`pulumi version\``] });
});

it("finds executable files only, in the order of the path, and none that an npm package put there", () => {
    const folder = (name: string) => join(machine.folder, name);
    const first = machine.command("pulumi", "", folder("first"));
    const second = machine.command("pulumi", "", folder("second"));
    machine.command("pulumi", "", folder("project/node_modules/.bin"));
    mkdirSync(folder("directory/pulumi"), { recursive: true });
    mkdirSync(folder("text"));
    writeFileSync(folder("text/pulumi"), "not executable");
    const path = [
        "project/node_modules/.bin",
        "project/node_modules/.bin/",
        "text",
        "directory",
        "nowhere",
        "second",
        "first",
        "second",
    ];

    expect(commandsOn(["", ...path.map(folder)].join(delimiter))).toEqual([second, first]);
});

it("asks an engine for its version once, until the engine changes", async () => {
    const command = machine.command("pulumi", `${engineScript("3.260.0")}\nexit\n${"#".repeat(1_100_000)}`);
    await search();
    expect((await search()).engine?.version).toBe("3.260.0");
    expect(machine.runsOf("pulumi")).toEqual(["version"]);

    appendFileSync(command, "#");
    await search();
    expect(machine.runsOf("pulumi")).toEqual(["version", "version"]);
});

it("asks a version manager's shim each time", async () => {
    const shim = machine.command("pulumi-shim", engineScript("3.260.0"), join(machine.folder, "shims"));
    symlinkSync(shim, join(machine.folder, "bin", "pulumi"));
    chmodSync(shim, 0o755);
    await search();
    await search();

    expect(machine.runsOf("pulumi-shim")).toEqual(["version", "version"]);
});

it("asks again where its memory is damaged", async () => {
    machine.command("pulumi", `${engineScript("3.260.0")}\nexit\n${"#".repeat(1_100_000)}`);
    await search();
    writeFileSync(join(machine.cacheFolder, "on-path.json"), "{");

    expect((await search()).engine?.version).toBe("3.260.0");
    expect(machine.runsOf("pulumi")).toHaveLength(2);
});

it("finds an engine although nothing can be remembered", async () => {
    machine.command("pulumi", `${engineScript("3.260.0")}\nexit\n${"#".repeat(1_100_000)}`);
    writeFileSync(machine.cacheFolder, "a file where a folder would be");

    expect((await search()).engine?.version).toBe("3.260.0");
});
