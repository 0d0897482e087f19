import type { Driver } from "../../engine/driver/driver.ts";
import type { Operation } from "../../engine/driver/driver-protocol.ts";
import type { World } from "../../sandbox/world.ts";
import type { KillCase } from "./kill-case.ts";

/** How long what a signal does not end at once may go on. */
const patienceMs = 60_000;

/**
 * Performs an operation and kills everything that works on it at one request. A request that is struck on arrival is not served.
 * @returns the request, `POST auth0 /api/v2/clients`; nothing where the operation ended before
 */
export async function killed(
    driver: Driver,
    { faults, requests }: World,
    operation: Operation,
    { moment, request, signal }: Pick<KillCase, "moment" | "request" | "signal">,
): Promise<string | undefined> {
    const mark = requests.mark();
    faults.add({
        path: /^/,
        after: request - 1,
        afterwards: moment === "answer lost",
        answer: () => {
            driver.kill(signal);
            return new Response(null, { status: lostStatus });
        },
    });
    try {
        await driver.perform(operation, { quiet: true });
    } finally {
        faults.clear();
    }
    const struck = requests.since(mark).find(({ status }) => status === lostStatus);
    if (struck === undefined) await driver.stop();
    else await driver.gone(patienceMs);
    return struck && `${struck.method} ${struck.service} ${struck.path}`;
}

/** Nobody reads it. */
const lostStatus = 503;
