import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { inject } from "vitest";
import type { OperationResult } from "../../../engine/driver/driver-protocol.ts";
import type { Rehearsed } from "../rehearsed.ts";

export interface Moment {
    readonly service: "auth0" | "microsoft";
    readonly method: string;
    readonly path: RegExp;
}

/** An `up` that is killed, engine, program and providers, once a service has done what it was asked for and before anybody hears of it. */
export async function killedUp(
    { rehearsal, world }: Rehearsed,
    program: string,
    moment: Moment,
): Promise<OperationResult> {
    const driver = rehearsal.drive(program);
    world.faults.add({
        ...moment,
        afterwards: true,
        answer: () => {
            killSession(driver.session);
            return new Response(null, { status: 503 });
        },
    });
    const up = await driver.perform("up", { quiet: true });
    // The engine that was killed holds the stack's lock for ever.
    await promisify(execFile)(inject("engine"), ["cancel", "--yes", "--stack", "dev"], {
        cwd: rehearsal.workFolder,
        env: { ...rehearsal.environment },
    });
    return up;
}

/** Kills every process of a session. */
function killSession(session: number): void {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
        if (sessionOf(pid) !== session) continue;
        try {
            process.kill(Number(pid), "SIGKILL");
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
        }
    }
}

function sessionOf(pid: string): number | undefined {
    try {
        // The command before it may have blanks and brackets in it.
        return Number(readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[3]);
    } catch {
        // It has ended meanwhile.
        return undefined;
    }
}
