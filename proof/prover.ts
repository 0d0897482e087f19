import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { ProofRow } from "./ledger.ts";
import type { ProofMessage, ProofRequest } from "./proof-protocol.ts";
import type { Verdict } from "./verdict.ts";

/** The judge in a process of its own, which lives in the environment of the world that it judges. */
export class Prover {
    private readonly child: ChildProcess;

    /** @param environment all that the process sees; it leads every request to the world that is judged */
    constructor(environment: Readonly<Record<string, string>>) {
        this.child = fork(fileURLToPath(new URL("proof-process.ts", import.meta.url)), {
            env: { ...environment },
            execArgv: ["--no-warnings"],
            stdio: ["ignore", "inherit", "inherit", "ipc"],
        });
    }

    /** Tries every claim; one proof at a time. Rejects where the judge itself failed. */
    prove(request: ProofRequest, onRow: (row: ProofRow) => void = () => {}): Promise<Verdict> {
        return new Promise((resolve, reject) => {
            const settle = () => {
                this.child.off("message", hear);
                this.child.off("exit", die);
            };
            const hear = (message: ProofMessage) => {
                if ("row" in message) return onRow(message.row);
                settle();
                if ("verdict" in message) resolve(message.verdict);
                else reject(new Error(`the judge failed: ${message.failure}`));
            };
            const die = (code: number | null) => {
                settle();
                reject(new Error(`the judge's process ended with exit code ${code}`));
            };
            this.child.on("message", hear);
            this.child.on("exit", die);
            this.child.send(request);
        });
    }

    async close(): Promise<void> {
        if (this.child.exitCode !== null || this.child.signalCode !== null) return;
        const exited = once(this.child, "exit");
        if (this.child.connected) this.child.disconnect();
        await exited;
    }
}
