import { Prover } from "../../../proof/prover.ts";
import type { Verdict } from "../../../proof/verdict.ts";
import { keptWorld } from "../../../reliability/stack/kept-world.ts";
import { controlApp } from "../../../sandbox/control/control-app.ts";
import { startLocalServer } from "../../../sandbox/local-server.ts";
import type { World } from "../../../sandbox/world.ts";
import { rehearsed } from "../rehearsed.ts";
import type { Damage } from "./damage.ts";

/** A deployed stack that is damaged, judged and made whole, again and again. */
export interface DamagedStack {
    readonly world: World;

    /**
     * The verdict on the world with one damage, or with none; the world is as deployed afterwards.
     * @param look sees the world as the judge has left it
     */
    judged(inflict?: Damage["inflict"], look?: (world: World) => void): Promise<Verdict>;
    close(): Promise<void>;
}

export async function damagedStack(stack: string, edit?: (stackFile: string) => string): Promise<DamagedStack> {
    const run = await rehearsed({ stack, ...(edit === undefined ? {} : { edit }) });
    const { rehearsal, world } = run;
    const up = await run.driver.perform("up");
    if (!up.succeeded) throw new Error(run.printed());
    const { outputs = {} } = await run.driver.perform("outputs");
    const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    const token = "damages";
    const server = await startLocalServer(() =>
        controlApp({
            world,
            token,
            existingClients: [],
            environment: rehearsal.environment,
            workFolder: rehearsal.workFolder,
            onProof: () => {},
        }),
    );
    const prover = new Prover(rehearsal.environment);
    return {
        world,
        judged: async (inflict = () => {}, look = () => {}) => {
            const restore = keptWorld(world);
            try {
                inflict(world);
                const control = { origin: server.origin, token };
                const verdict = await prover.prove({ stack, outputs: values, control });
                look(world);
                return verdict;
            } finally {
                restore();
            }
        },
        close: async () => {
            await prover.close();
            await server.close();
            await run.close();
        },
    };
}
