import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { installStandIns } from "../../../sandbox/stand-ins/install.ts";

let home: string;

beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "it's a home "));
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

it("puts a command for each plugin where the engine looks for that version", () => {
    installStandIns(home, process.execPath);

    expect(readdirSync(join(home, "plugins")).sort()).toEqual([
        "resource-auth0-v3.49.0",
        "resource-azure-native-v3.28.0",
        "resource-azuread-v6.9.1",
    ]);
    for (const path of [
        "resource-auth0-v3.49.0/pulumi-resource-auth0",
        "resource-azuread-v6.9.1/pulumi-resource-azuread",
    ])
        expect(statSync(join(home, "plugins", path)).mode & 0o777).toBe(0o755);
});

it("runs the given Node, whatever is in the paths", () => {
    installStandIns(home, "/opt/a node's home/node");

    const command = join(home, "plugins/resource-auth0-v3.49.0/pulumi-resource-auth0");
    const { stderr } = spawnSync("sh", [command], { encoding: "utf8" });
    expect(stderr).toContain("/opt/a node's home/node");
    expect(readFileSync(command, "utf8")).toMatch(/^#!\/bin\/sh\nexec .* --no-warnings .*\/auth0\/main\.ts' "\$@"\n$/);
});

it("can be repeated", () => {
    installStandIns(home, "/first/node");
    installStandIns(home, "/second/node");

    const command = join(home, "plugins/resource-azuread-v6.9.1/pulumi-resource-azuread");
    expect(readFileSync(command, "utf8")).toContain("exec '/second/node'");
});
