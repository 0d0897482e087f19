import type { Operation } from "../../../engine/driver/driver-protocol.ts";
import { signalSession } from "../../../engine/driver/session.ts";
import { type Rehearsed, repository } from "../rehearsed.ts";

/** A request of one of the services. */
export interface Moment {
    readonly service: "auth0" | "microsoft";
    readonly method: string;
    readonly path: RegExp;
}

/** An operation that is killed, engine, program and providers, once a service has done what it was asked for and before anybody hears. */
export async function killedAt(
    { rehearsal, world }: Pick<Rehearsed, "rehearsal" | "world">,
    operation: Operation,
    moment: Moment,
): Promise<void> {
    const driver = rehearsal.drive(`${repository}/stacks/index.mjs`);
    world.faults.add({
        ...moment,
        afterwards: true,
        answer: () => {
            signalSession(driver.session, "SIGKILL");
            return new Response(null, { status: 503 });
        },
    });
    await driver.perform(operation, { quiet: true });
}
