import { execFile } from "node:child_process";
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
            driver.kill("SIGKILL");
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
