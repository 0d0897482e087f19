import { spawnSync } from "node:child_process";

/** What git answers in a folder. */
export interface GitAnswer {
    readonly succeeded: boolean;

    /** Standard output, without the last line break. */
    readonly text: string;

    /** Why it failed, in git's words. */
    readonly error: string;
}

/** Asks git in a folder; nothing that it may be asked here changes the repository. @param environment added to this process's own */
export function git(
    folder: string,
    options: readonly string[],
    environment: Readonly<Record<string, string>> = {},
): GitAnswer {
    const { error, status, stderr, stdout } = spawnSync("git", options, {
        cwd: folder,
        encoding: "utf8",
        env: { ...process.env, LC_ALL: "C", ...environment },
        maxBuffer: 64 * 1024 ** 2,
    });
    return {
        succeeded: status === 0,
        text: (stdout ?? "").replace(/\n$/, ""),
        error: error === undefined ? (stderr ?? "").trim() : `git cannot be started: ${error.message}`,
    };
}
