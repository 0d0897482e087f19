import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** A search path and a cache of a test's own: nothing installed here is found, but for a few basic tools. */
export interface PrivateMachine {
    readonly folder: string;
    readonly cacheFolder: string;
    readonly environment: Record<string, string>;

    /** Puts a shell script on the search path. Each of its runs is noted. @returns its path */
    command(name: string, script: string, folder?: string): string;

    /** The arguments of each run of a command so far. */
    runsOf(name: string): string[];

    remove(): void;
}

export function privateMachine(): PrivateMachine {
    const folder = mkdtempSync(join(tmpdir(), "private-machine-"));
    const bin = join(folder, "bin");
    const tools = join(folder, "tools");
    mkdirSync(bin);
    mkdirSync(tools);
    for (const tool of ["sh", "cat", "chmod", "cp", "curl", "gzip", "sleep", "tar"]) {
        symlinkSync(installed(tool), join(tools, tool));
    }
    return {
        folder,
        cacheFolder: join(folder, "cache"),
        environment: { PATH: [bin, tools].join(delimiter) },
        command: (name, script, to = bin) => {
            mkdirSync(to, { recursive: true });
            const file = join(to, name);
            writeFileSync(file, `#!/bin/sh\necho "$@" >> "${folder}/${name}.runs"\n${script}\n`);
            chmodSync(file, 0o755);
            return file;
        },
        runsOf: (name) => {
            const file = join(folder, `${name}.runs`);
            return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
        },
        remove: () => rmSync(folder, { recursive: true, force: true }),
    };
}

/** A script that behaves as `pulumi version` does. */
export function engineScript(version: string): string {
    return `echo v${version}`;
}

function installed(tool: string): string {
    const folders = (process.env["PATH"] ?? "").split(delimiter);
    const found = folders.map((folder) => join(folder, tool)).find((file) => existsSync(file));
    if (found === undefined) throw new Error(`these tests need ${tool}`);
    return found;
}
