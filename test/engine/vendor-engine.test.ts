import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Download } from "../../engine/download.ts";
import { type EngineOptions, findEngine } from "../../engine/find-engine.ts";
import { vendorAddresses, vendorArchives } from "../../engine/vendor-archives.ts";
import { engineScript, type PrivateMachine, privateMachine } from "./private-machine.ts";

const github = "https://github.com/pulumi/pulumi/releases/download/v3.259.0/pulumi-v3.259.0-linux-x64.tar.gz";
const site = "https://get.pulumi.com/releases/sdk/pulumi-v3.259.0-linux-x64.tar.gz";

let machine: PrivateMachine;
let asked: string[];
beforeEach(() => {
    machine = privateMachine();
    asked = [];
});
afterEach(() => machine.remove());

/** An archive laid out as the vendor's, with an engine in it that says it has this version. */
function archive(version: string): { file: string; hash: string } {
    const folder = join(machine.folder, "archive", "pulumi");
    machine.command("pulumi", engineScript(version), folder);
    machine.command("pulumi-language-nodejs", "", folder);
    const file = join(machine.folder, "archive.tar.gz");
    execFileSync("tar", ["-czf", file, "-C", join(folder, ".."), "pulumi"]);
    return { file, hash: createHash("sha256").update(readFileSync(file)).digest("hex") };
}

function find(options: Partial<EngineOptions>) {
    const { cacheFolder, environment } = machine;
    return findEngine({ cacheFolder, environment, platform: "linux-x64", ...options });
}

const serving =
    (file: string, ...unreachable: string[]): Download =>
    async (address, to) => {
        asked.push(address);
        if (unreachable.includes(address)) throw new Error("curl: (6) Could not resolve host");
        copyFileSync(file, to);
    };

it("is unpacked with everything beside it, and kept for later runs", async () => {
    const { file, hash } = archive("3.259.0");
    const folder = join(machine.cacheFolder, "engine", "3.259.0-linux-x64");
    const found = {
        command: join(folder, "bin", "pulumi"),
        version: "3.259.0",
        source: "vendor",
        why: `the vendor's release, its SHA-256 compared with the pinned one, and kept in ${folder}; on PATH: none found`,
    };

    expect(await find({ download: serving(file), archives: { "linux-x64": hash } })).toEqual(found);
    expect(readdirSync(join(folder, "bin"))).toEqual(["pulumi", "pulumi-language-nodejs"]);
    expect(machine.runsOf("pulumi")).toEqual(["version"]);

    expect(await find({ download: serving("nothing") })).toEqual(found);
    expect(asked).toEqual([github]);
    expect(machine.runsOf("pulumi")).toEqual(["version"]);
});

it("comes from the vendor's other address where the first cannot be reached", async () => {
    const { file, hash } = archive("3.259.0");

    const engine = await find({ download: serving(file, github), archives: { "linux-x64": hash } });
    expect(engine.source).toBe("vendor");
    expect(asked).toEqual([github, site]);
});

it("is not run, nor unpacked, where its SHA-256 is another", async () => {
    const { file, hash } = archive("3.259.0");
    const expected = "0".repeat(64);

    await expect(find({ download: serving(file), archives: { "linux-x64": expected } })).rejects.toThrow(
        [
            `  - the vendor's release: ${github} has the SHA-256 ${hash} in place of ${expected}, and is not used; ` +
                `${site} has the SHA-256 ${hash} in place of ${expected}, and is not used`,
            "  - the Go module: go is not on PATH",
        ].join("\n"),
    );
    expect(machine.runsOf("pulumi")).toEqual([]);
    expect(readdirSync(join(machine.cacheFolder, "engine"))).toEqual([]);
});

it("is refused where the engine in it has another version", async () => {
    const { file, hash } = archive("3.258.0");

    await expect(find({ download: serving(file), archives: { "linux-x64": hash } })).rejects.toThrow(
        "  - the vendor's release: it says that its version is 3.258.0, not 3.259.0\n",
    );
    expect(readdirSync(join(machine.cacheFolder, "engine"))).toEqual([]);
});

it("is not asked for on a platform that has none", async () => {
    await expect(find({ download: serving("nothing"), platform: "sunos-sparc" })).rejects.toThrow(
        "  - the vendor's release: there is none for sunos-sparc\n",
    );
    expect(asked).toEqual([]);
});

it("is got again where the kept one is damaged, and half-ready ones of killed runs are removed", async () => {
    const { file, hash } = archive("3.259.0");
    const options = { download: serving(file), archives: { "linux-x64": hash } };
    const { command } = await find(options);
    writeFileSync(command, "cut off");
    const leftOver = join(machine.cacheFolder, "engine", "3.259.0-linux-x64.partial-abc123");
    mkdirSync(leftOver);

    await find(options);
    expect(asked).toEqual([github, github]);
    expect(readFileSync(command, "utf8")).toContain("echo v3.259.0");
    expect(existsSync(leftOver)).toBe(false);
});

it("has a pinned SHA-256 for Linux and macOS, and two addresses", () => {
    expect(Object.keys(vendorArchives)).toEqual(["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64"]);
    for (const hash of Object.values(vendorArchives)) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(vendorAddresses("3.259.0", "linux-x64")).toEqual([github, site]);
});
