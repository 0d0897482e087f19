import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { DriverReply, DriverRequest, DriverTarget, Operation, OperationResult } from "./driver-protocol.ts";
import { processesOf, signalSession } from "./session.ts";

export interface DriverOptions extends DriverTarget {
    /** Environment of the engine, the program and the providers; nothing else is passed on. */
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** Gets what the engine prints. @default it goes to this process's standard output */
    readonly onOutput?: (text: string) => void;
}

/** How an operation is performed, as a request says it. */
export type PerformOptions = Partial<Omit<DriverRequest, "id" | "operation">>;

/** How long a cancelled operation may take to end. */
const patienceMs = 15_000;

/** Drives the real engine on one stack, in a process group of its own. */
export class Driver {
    private readonly child: ChildProcess;
    private readonly waiting = new Map<number, (result: OperationResult) => void>();
    private requests = 0;
    private isInterrupted = false;

    constructor(options: DriverOptions) {
        const { environment, onOutput, ...target } = options;
        this.child = fork(fileURLToPath(new URL("driver-process.ts", import.meta.url)), [JSON.stringify(target)], {
            env: { ...environment },
            execArgv: ["--no-warnings"],
            detached: true,
            stdio: ["ignore", "pipe", "pipe", "ipc"],
        });
        const print = onOutput ?? ((text: string) => process.stdout.write(text));
        this.child.stdout?.setEncoding("utf8").on("data", print);
        this.child.stderr?.setEncoding("utf8").on("data", print);
        this.child.on("message", ({ id, result }: DriverReply) => {
            this.waiting.get(id)?.(result);
            this.waiting.delete(id);
        });
        this.child.on("exit", (code, signal) => {
            for (const settle of this.waiting.values()) settle(ended(code, signal));
            this.waiting.clear();
        });
    }

    /** Id of the session that engine, program and providers share; the engine gives each provider a process group of its own. */
    get session(): number {
        if (this.child.pid === undefined) throw new Error("the driver of the engine did not start");
        return this.child.pid;
    }

    /** Performs one operation; it never rejects, the result tells how it went. */
    perform(operation: Operation, { quiet = false, ...rest }: PerformOptions = {}): Promise<OperationResult> {
        if (this.child.exitCode !== null || this.child.signalCode !== null) {
            return Promise.resolve(ended(this.child.exitCode, this.child.signalCode));
        }
        if (this.isInterrupted) return Promise.resolve(failed("stopped before it began"));
        this.requests += 1;
        const request: DriverRequest = { id: this.requests, operation, quiet, ...rest };
        return new Promise((resolve) => {
            this.waiting.set(request.id, resolve);
            this.child.send(request);
        });
    }

    /** Asks the engine to cancel what it does: the operation under way then ends as failed, and none is begun any more. */
    interrupt(): void {
        this.isInterrupted = true;
        this.signal("SIGINT");
    }

    /**
     * Sends a signal to every process of the session at once, as the end of a machine or of its job would: engine, program and
     * providers. Linux only.
     */
    kill(signal: NodeJS.Signals): void {
        signalSession(this.session, signal);
    }

    /**
     * Waits until no process of the session is left; kills what is.
     * @param forMs how long they may take to end by themselves
     * @returns whether they did
     */
    async gone(forMs: number): Promise<boolean> {
        for (const start = performance.now(); performance.now() - start < forMs; ) {
            if (processesOf(this.session).length === 0) return true;
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        this.kill("SIGKILL");
        return false;
    }

    /** Ends engine, program and providers: an operation under way is cancelled, and killed when that takes too long. */
    async stop(): Promise<void> {
        if (this.child.exitCode !== null || this.child.signalCode !== null) return;
        const exited = once(this.child, "exit");
        const killing = setTimeout(() => this.signal("SIGKILL"), patienceMs);
        // The engine ends its providers itself, if it gets the time. It misses a signal that comes before it has started.
        for (let waited = 0; this.waiting.size > 0; waited += 1) {
            if (waited % 100 === 0) this.interrupt();
            await new Promise((resolve) => setTimeout(resolve, 20));
        }
        if (this.child.connected) this.child.disconnect();
        await exited;
        clearTimeout(killing);
    }

    private signal(name: NodeJS.Signals): void {
        if (this.child.pid === undefined) return;
        try {
            process.kill(-this.child.pid, name);
        } catch (error) {
            if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
        }
    }
}

function ended(code: number | null, signal: NodeJS.Signals | null): OperationResult {
    const how = signal === null ? `with exit code ${code}` : `by ${signal}`;
    return failed(`the driver of the engine ended ${how}`);
}

function failed(error: string): OperationResult {
    return { succeeded: false, changes: {}, errors: [error], warnings: [], violations: [] };
}
