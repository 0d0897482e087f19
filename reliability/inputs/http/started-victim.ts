import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import project from "../../../package.json" with { type: "json" };
import type { VictimAddress } from "./victim-address.ts";

/** A sandbox in a process of its own, seen from outside. */
export interface Victim extends VictimAddress {
    readonly pid: number;

    /** The most memory that it ever held, in bytes; undefined where the system does not tell. */
    mostMemory(): number | undefined;

    /** Why it no longer lives, or what it complained of; undefined while all is well. */
    complaint(): string | undefined;
    close(): Promise<void>;
}

/** Starts a sandbox to be attacked. */
export async function startVictim(): Promise<Victim> {
    const child = fork(fileURLToPath(new URL("victim.ts", import.meta.url)), {
        // A rejection that nobody handles ends it, as it would end the sandbox.
        execArgv: [...sandboxFlags, "--no-warnings", "--unhandled-rejections=strict"],
        stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    let said = "";
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        said += text;
    });
    const [address] = (await Promise.race([once(child, "message"), died(child, () => said)])) as [VictimAddress];
    return {
        ...address,
        pid: child.pid ?? 0,
        mostMemory: () => peak(child.pid),
        complaint: () => {
            if (child.exitCode !== null || child.signalCode !== null) {
                return `it ended with ${child.signalCode ?? child.exitCode}: ${said}`;
            }
            return said === "" ? undefined : `it said: ${said}`;
        },
        close: async () => {
            if (child.exitCode !== null || child.signalCode !== null) return;
            const exited = once(child, "exit");
            child.kill("SIGKILL");
            await exited;
        },
    };
}

/** What Node gets where a person starts a sandbox: how its heap is bounded. */
const sandboxFlags = project.scripts.sandbox.split(" ").filter((word) => word.startsWith("--"));

async function died(child: ChildProcess, said: () => string): Promise<never> {
    await once(child, "exit");
    throw new Error(`the sandbox to be attacked did not start: ${said()}`);
}

/** Linux keeps the high-water mark of a process's resident memory. */
function peak(pid: number | undefined): number | undefined {
    if (process.platform !== "linux" || pid === undefined) return undefined;
    const file = `/proc/${pid}/status`;
    // Gone, where the process is.
    if (!existsSync(file)) return undefined;
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8")) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
