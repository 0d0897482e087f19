import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { PersonError } from "../person-error.ts";
import type { Looked, LookRequest } from "./look.ts";

/** Looks at a stack in a process that lives in the sandbox's environment. */
export async function lookInSandbox(
    request: LookRequest,
    environment: Readonly<Record<string, string>>,
): Promise<Looked[]> {
    const child = fork(fileURLToPath(new URL("doctor-process.ts", import.meta.url)), [], {
        env: { ...environment },
        execArgv: ["--no-warnings"],
    });
    child.send(request);
    const [answer] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [
        { looked?: Looked[]; problem?: string } | number | null,
    ];
    if (typeof answer === "object" && answer?.looked !== undefined) return answer.looked;
    throw new PersonError(
        typeof answer === "object" && answer?.problem !== undefined
            ? answer.problem
            : "The doctor's process ended early.",
    );
}
