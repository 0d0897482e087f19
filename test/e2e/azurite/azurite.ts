import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdirSync } from "node:fs";
import { installedAzurite } from "./installed.ts";
import { Relay } from "./relay.ts";

const account = "pulumistate";
const container = "state";
const version = "2021-12-02";

/** Azure Blob Storage on loopback, with one account and one container. It can go away and come back. */
export class Azurite {
    /** What leads the engine to it, and with what key. */
    readonly environment: Readonly<Record<string, string>>;

    private readonly key: string;
    private readonly child: ChildProcess;
    private readonly relay: Relay;

    private constructor(key: string, child: ChildProcess, relay: Relay) {
        this.key = key;
        this.child = child;
        this.relay = relay;
        this.environment = {
            PULUMI_BACKEND_URL: `azblob://${container}?storage_account=${account}&protocol=http&domain=127.0.0.1:${relay.port}&localemu=true`,
            AZURE_STORAGE_ACCOUNT: account,
            AZURE_STORAGE_KEY: key,
        };
    }

    /** Starts it on a free port, with a key of its own and an empty container. @param folder what it holds */
    static async start(folder: string): Promise<Azurite> {
        mkdirSync(folder, { recursive: true });
        const main = await installedAzurite();
        const key = randomBytes(64).toString("base64");
        const { child, port } = await started(main, folder, key);
        const azurite = new Azurite(key, child, await Relay.to(port));
        const response = await azurite.ask("PUT", `/${account}/${container}`, { restype: "container" });
        if (response.status !== 201) throw new Error(`Azurite made no container: ${await response.text()}`);
        return azurite;
    }

    /** Names of the blobs that begin so. */
    async blobs(prefix: string): Promise<string[]> {
        const query = { comp: "list", prefix, restype: "container" };
        const text = await (await this.ask("GET", `/${account}/${container}`, query)).text();
        return [...text.matchAll(/<Name>([^<]+)<\/Name>/g)].map(([, name = ""]) => name);
    }

    /** Breaks what is under way and refuses what comes; what it holds stays. */
    goAway(): Promise<void> {
        return this.relay.goAway();
    }

    /** Answers again, at the same address. */
    comeBack(): Promise<void> {
        return this.relay.comeBack();
    }

    /** Ends it. */
    async stop(): Promise<void> {
        this.relay.end();
        if (this.child.exitCode !== null || this.child.signalCode !== null) return;
        const exited = once(this.child, "exit");
        this.child.kill("SIGKILL");
        await exited;
    }

    /** A request with a shared key. */
    private ask(method: string, path: string, query: Readonly<Record<string, string>>): Promise<Response> {
        const date = new Date().toUTCString();
        const parameters = Object.entries(query).toSorted(([one], [other]) => (one < other ? -1 : 1));
        const toSign = [
            method,
            ...Array<string>(11).fill(""),
            `x-ms-date:${date}`,
            `x-ms-version:${version}`,
            // An emulator's address has the account in the path, which stands in the resource as well.
            `/${account}${path}`,
            ...parameters.map(([name, value]) => `${name}:${value}`),
        ].join("\n");
        const signature = createHmac("sha256", Buffer.from(this.key, "base64")).update(toSign, "utf8").digest("base64");
        return fetch(`http://127.0.0.1:${this.relay.port}${path}?${new URLSearchParams(parameters)}`, {
            method,
            headers: {
                "x-ms-date": date,
                "x-ms-version": version,
                authorization: `SharedKey ${account}:${signature}`,
            },
        });
    }
}

interface Started {
    readonly child: ChildProcess;
    readonly port: number;
}

async function started(main: string, folder: string, key: string): Promise<Started> {
    const options = ["--blobHost", "127.0.0.1", "--blobPort", "0", "--location", folder];
    const child = spawn(
        process.execPath,
        ["--no-warnings", main, ...options, "--disableTelemetry", "--skipApiVersionCheck", "--silent"],
        {
            cwd: folder,
            env: { PATH: process.env["PATH"], AZURITE_ACCOUNTS: `${account}:${key}` },
            stdio: ["ignore", "pipe", "pipe"],
        },
    );
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (said += text));
    for (;;) {
        const listening = /successfully listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(said)?.[1];
        if (listening !== undefined) return { child, port: Number(listening) };
        if (child.exitCode !== null) throw new Error(`Azurite ended with exit code ${child.exitCode}:\n${said}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
}
