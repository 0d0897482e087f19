import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, rmSync } from "node:fs";

/** A file system of four megabytes. */
export interface TinyDisk {
    readonly folder: string;

    /** Leaves no byte free, and takes what becomes free, until it is emptied. */
    fill(): void;

    /** Makes room again. */
    empty(): void;

    /** Takes it away with what is on it. */
    remove(): void;
}

/** Mounts one, as root or through `sudo` that asks for no password. @returns undefined where nobody may */
export function tinyDisk(folder: string): TinyDisk | undefined {
    mkdirSync(folder, { recursive: true });
    const root = [[], ["sudo", "-n"]].find(
        (prefix) => run([...prefix, "mount", "-t", "tmpfs", "-o", `size=4m,mode=0777`, "tmpfs", folder]) === 0,
    );
    if (root === undefined) return undefined;
    const filler = `${folder}/filler`;
    const takeAll = () => {
        for (let size = 64 * 1024; size >= 1; size /= 2) {
            while (isWritten(filler, size));
        }
    };
    let again: NodeJS.Timeout | undefined;
    return {
        folder,
        fill: () => {
            takeAll();
            again = setInterval(takeAll, 10);
        },
        empty: () => {
            clearInterval(again);
            rmSync(filler, { force: true });
        },
        remove: () => {
            clearInterval(again);
            run([...root, "umount", folder]);
        },
    };
}

function isWritten(file: string, size: number): boolean {
    try {
        appendFileSync(file, Buffer.alloc(size));
        return true;
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOSPC") return false;
        throw error;
    }
}

function run([command = "", ...options]: readonly string[]): number | null {
    return spawnSync(command, options, { stdio: "ignore" }).status;
}
