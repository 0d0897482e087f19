import { randomBytes } from "node:crypto";
import { Hono } from "hono";
import type { ProofRow } from "../../proof/ledger.ts";
import { controlApp } from "../../sandbox/control/control-app.ts";
import { startLocalServer } from "../../sandbox/local-server.ts";
import { pageApp } from "../../sandbox/page/page.ts";
import type { Rehearsal } from "../../sandbox/rehearsal.ts";
import type { WorldSeed } from "./world-seed.ts";

/** What a running sandbox shows to a person, and tells the commands that work with it: both on one address of loopback. */
export interface Desk {
    /** Address of the page to look at. */
    readonly origin: string;

    /** Opens the control routes; new for every run. */
    readonly token: string;

    /** Gives the page what was deployed. */
    showOutputs(outputs: Readonly<Record<string, unknown>>): void;

    /** Gives the page what the proof found. */
    showProof(rows: readonly ProofRow[]): void;
    close(): Promise<void>;
}

export async function openDesk(rehearsal: Rehearsal, seed: WorldSeed, stack: string): Promise<Desk> {
    const token = randomBytes(32).toString("base64url");
    let outputs: Readonly<Record<string, unknown>> | undefined;
    let proof: readonly ProofRow[] | undefined;
    const control = controlApp({
        world: rehearsal.world,
        token,
        existingClients: seed.tenant.clients ?? [],
        environment: rehearsal.environment,
        workFolder: rehearsal.workFolder,
        onProof: (rows) => {
            proof = rows as readonly ProofRow[];
        },
    });
    const server = await startLocalServer((origin) => {
        const page = pageApp(
            {
                world: rehearsal.world,
                stack,
                outputs: () => outputs,
                proof: () => proof?.filter(wasTried).map(asShown),
            },
            origin,
        );
        return new Hono().route("/", control).route("/", page);
    });
    return {
        origin: server.origin,
        token,
        showOutputs: (given) => {
            outputs = given;
        },
        showProof: (rows) => {
            proof = rows;
        },
        close: () => server.close(),
    };
}

function wasTried({ outcome }: ProofRow): boolean {
    return outcome !== "untried";
}

function asShown({ outcome, ...row }: ProofRow) {
    return { ...row, held: outcome === "held" };
}
