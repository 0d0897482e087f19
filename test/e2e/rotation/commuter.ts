import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { deployedStack } from "../../../proof/deployed.ts";
import type { PersonDetails } from "../../../proof/person/person.ts";
import { personalAccountsTenantId } from "../../../sandbox/microsoft/account.ts";
import type { Rehearsed } from "../rehearsed.ts";
import type { Act, CommuterMessage, CommuterRequest, CommuterSettings } from "./commuter-protocol.ts";

/** A user who signs in and exchanges without a pause, while the stack changes. Every attempt needs the connection's client secret. */
export class Commuter {
    /** Attempts that ended well. */
    readonly succeeded: Record<Act, number> = { "sign-in": 0, exchange: 0 };

    /** Why an attempt did not. */
    readonly failures: string[] = [];
    private readonly child: ChildProcess;

    private constructor({ rehearsal, world }: Rehearsed, settings: CommuterSettings) {
        const entry = fileURLToPath(new URL("commuter-process.ts", import.meta.url));
        this.child = fork(entry, [JSON.stringify(settings)], {
            env: { ...rehearsal.environment },
            execArgv: ["--no-warnings"],
            stdio: ["ignore", "inherit", "inherit", "ipc"],
        });
        this.child.on("message", ({ begins, ended, failure }: CommuterMessage) => {
            if (begins !== undefined) {
                // The vault's token has ended, so that the exchange has Microsoft give another, for which the secret is needed.
                for (const { vault } of world.tenant.connectedAccounts.values()) vault.expiresAt = 0;
                this.child.send({ now: world.clock.now().getTime() } satisfies CommuterRequest);
            }
            if (failure !== undefined) this.failures.push(`${ended}: ${failure}`);
            else if (ended !== undefined) this.succeeded[ended] += 1;
        });
    }

    /** Starts with the first connection of a deployed stack, once an account is connected. */
    static async start(run: Rehearsed, stack: string): Promise<Commuter> {
        const commuter = new Commuter(run, await settingsOf(run, stack));
        await commuter.travels();
        return commuter;
    }

    /** Waits until somebody has signed in and exchanged who began after this call. */
    async travels(): Promise<void> {
        const { exchange, "sign-in": signIn } = this.succeeded;
        const failures = this.failures.length;
        // Those under way may have begun before.
        while (this.succeeded.exchange < exchange + 2 || this.succeeded["sign-in"] < signIn + 2) {
            if (this.failures.length > failures || this.child.exitCode !== null) throw new Error(this.failures.at(-1));
            await new Promise((resolve) => setTimeout(resolve, 10));
        }
    }

    async stop(): Promise<void> {
        if (this.child.exitCode !== null) return;
        const exited = once(this.child, "exit");
        if (this.child.connected) this.child.disconnect();
        await exited;
    }
}

async function settingsOf(run: Rehearsed, stack: string): Promise<CommuterSettings> {
    const { outputs = {} } = await run.driver.perform("outputs");
    const values = Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
    const deployed = deployedStack(stack, values);
    const [connection] = deployed.connections;
    const [client] = deployed.clients;
    const callback = client?.callbacks?.[0];
    const person = personalAccount(run);
    if (connection === undefined || client?.secret === undefined || callback === undefined || person === undefined) {
        throw new Error(`${stack} has no web application whose user can sign in`);
    }
    return {
        domain: deployed.domain,
        clientId: client.clientId,
        clientSecret: client.secret,
        callback,
        connection: connection.name,
        scopes: client.connectScopes[connection.name] ?? [],
        person,
    };
}

function personalAccount({ world }: Rehearsed): PersonDetails | undefined {
    const account = [...world.directory.accounts.values()].find(
        ({ tenantId }) => tenantId === personalAccountsTenantId,
    );
    return account === undefined ? undefined : { ...account, from: "personal", isAdministrator: false };
}
