import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { RelayWord } from "./relay-process.ts";

/** The way to a server, which can go away and come back: then connections are broken, and new ones refused. */
export class Relay {
    readonly port: number;
    private readonly child: ChildProcess;

    private constructor(child: ChildProcess, port: number) {
        this.child = child;
        this.port = port;
    }

    /** @param target the server's port on loopback */
    static async to(target: number): Promise<Relay> {
        const file = fileURLToPath(new URL("relay-process.ts", import.meta.url));
        const child = fork(file, [String(target)], { execArgv: ["--no-warnings"], stdio: "inherit" });
        return new Relay(child, await told(child, "come"));
    }

    async goAway(): Promise<void> {
        await told(this.child, "go away");
    }

    async comeBack(): Promise<void> {
        await told(this.child, "come");
    }

    end(): void {
        this.child.disconnect();
    }
}

async function told(child: ChildProcess, word: RelayWord): Promise<number> {
    const answered = once(child, "message");
    child.send(word);
    const [port] = await answered;
    return port as number;
}
