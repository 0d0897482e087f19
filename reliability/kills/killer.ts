import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LoggedRequest } from "../../sandbox/service/request-log.ts";
import type { KillCase, KillResult } from "./kill-case.ts";
import type { KillerReply, KillerRequest, KillerSettings } from "./kill-protocol.ts";

/** A process that kills operations, one at a time. */
export class Killer {
    private readonly child: ChildProcess;

    constructor(settings: KillerSettings) {
        this.child = fork(fileURLToPath(new URL("killer-process.ts", import.meta.url)), [JSON.stringify(settings)], {
            execArgv: ["--no-warnings"],
            stdio: ["ignore", "inherit", "inherit", "ipc"],
        });
    }

    /** What an operation asks of the services undisturbed. */
    async count(stack: string, operation: KillCase["operation"]): Promise<readonly LoggedRequest[]> {
        const reply = await this.ask({ count: { stack, operation } });
        if ("requests" in reply) return reply.requests;
        throw new Error("failure" in reply ? reply.failure : "the killer answers something else");
    }

    async kill(kill: KillCase): Promise<KillResult> {
        const reply = await this.ask({ kill });
        if ("result" in reply) return reply.result;
        throw new Error("failure" in reply ? reply.failure : "the killer answers something else");
    }

    /** Tells it what another found. */
    learn(result: KillResult): void {
        this.child.send({ learn: result } satisfies KillerRequest);
    }

    async close(): Promise<void> {
        if (this.child.exitCode !== null || this.child.signalCode !== null) return;
        const exited = once(this.child, "exit");
        if (this.child.connected) this.child.disconnect();
        await exited;
    }

    private ask(request: KillerRequest): Promise<KillerReply> {
        return new Promise((resolve, reject) => {
            const settle = () => {
                this.child.off("message", hear);
                this.child.off("exit", die);
            };
            const hear = (reply: KillerReply) => {
                settle();
                resolve(reply);
            };
            const die = (code: number | null) => {
                settle();
                reject(new Error(`the killer's process ended with exit code ${code}`));
            };
            this.child.on("message", hear);
            this.child.on("exit", die);
            this.child.send(request);
        });
    }
}
