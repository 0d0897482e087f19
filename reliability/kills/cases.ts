import type { LoggedRequest } from "../../sandbox/service/request-log.ts";
import type { KillCase } from "./kill-case.ts";

/**
 * The kills of one operation, by what it asks of the services undisturbed.
 *
 * At every request: TERM as it arrives, and KILL when its answer is lost. Of a request that only reads nothing but the answer can be
 * lost, so that the two moments leave the same world. Of one that writes each signal comes at both.
 */
export function killsOf(
    operation: Pick<KillCase, "stack" | "providers" | "operation">,
    requests: readonly Pick<LoggedRequest, "method" | "path">[],
): KillCase[] {
    return requests.flatMap((request, index) =>
        (writes(request) ? [...always, ...whereItWrites] : always).map((kill) => ({
            ...operation,
            ...kill,
            request: index + 1,
        })),
    );
}

type Kill = Pick<KillCase, "signal" | "moment">;

const always: readonly Kill[] = [
    { signal: "SIGTERM", moment: "arrival" },
    { signal: "SIGKILL", moment: "answer lost" },
];

const whereItWrites: readonly Kill[] = [
    { signal: "SIGTERM", moment: "answer lost" },
    { signal: "SIGKILL", moment: "arrival" },
];

/** Whether a request changes something; to get a token does not. */
export function writes({ method, path }: Pick<LoggedRequest, "method" | "path">): boolean {
    return method !== "GET" && !path.endsWith("/token");
}
