import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { withLock } from "../../../engine/lock.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const lockfileHash = createHash("sha256")
    .update(readFileSync(`${folder}package-lock.json`))
    .digest("hex");
const stamp = `${folder}node_modules/.installed`;

/**
 * Azurite's blob service, installed by its own lockfile: 380 packages that nothing but one test needs. The first call takes a minute.
 * @returns the file to run with Node
 * @throws where npm cannot reach its registry
 */
export async function installedAzurite(): Promise<string> {
    if (!isInstalled()) await withLock(`${folder}.install.lock`, { staleAfterMs: 60_000 }, async () => install());
    return `${folder}node_modules/azurite/dist/src/blob/main.js`;
}

function install(): void {
    if (isInstalled()) return;
    console.log("Installing Azurite for the tests of a state on Azure Blob, once. Usually 30 to 60 seconds.");
    const [command, ...first] = npm();
    const { status, stderr } = spawnSync(command, [...first, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
        cwd: folder,
        encoding: "utf8",
        stdio: ["ignore", "ignore", "pipe"],
    });
    if (status !== 0) throw new Error(failure(stderr));
    writeFileSync(stamp, lockfileHash);
}

function failure(said: string): string {
    return [
        "Azurite cannot be installed, so a state on Azure Blob was not tested. npm says:",
        said.trim(),
        `Once npm reaches its registry, run the same again; or by hand: npm ci --ignore-scripts --prefix ${folder}`,
    ].join("\n");
}

function isInstalled(): boolean {
    return existsSync(stamp) && readFileSync(stamp, "utf8") === lockfileHash;
}

/** The npm that runs these tests, or the machine's, on the Node that runs them: npm leaves out what asks for a newer Node than its own. */
function npm(): [string, ...string[]] {
    const path = process.env["npm_execpath"] ?? "";
    const besideNode = join(dirname(process.execPath), "../lib/node_modules/npm/bin/npm-cli.js");
    const script = [path, besideNode].find((file) => file.endsWith("npm-cli.js") && existsSync(file));
    return script === undefined ? ["npm"] : [process.execPath, script];
}
