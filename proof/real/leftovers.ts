import { z } from "zod";
import { Refusal } from "../../clouds/refusal.ts";
import type { Deployed } from "../deployed.ts";
import type { RealTenants } from "./real-tenants.ts";
import { note, type TrialNotes } from "./trial-client.ts";

const user = z.object({ created_at: z.iso.datetime() });

/** What signing in and connecting leave in Auth0, as long as it is there: written down where the next run finds it, and removed. */
export class Leftovers {
    private readonly deployed: Deployed;
    private readonly tenants: RealTenants;
    private readonly say: (line: string) => void;
    private readonly started = new Date();

    /** Users who signed in, and when the run began that they signed in to. */
    private readonly users = new Map<string, Date>();

    /** Accounts that this run, or one that died, has connected. */
    private readonly accounts = new Set<string>();
    private clientId: string | undefined;

    constructor(deployed: Deployed, tenants: RealTenants, say: (line: string) => void) {
        this.deployed = deployed;
        this.tenants = tenants;
        this.say = say;
    }

    /** Says before it starts what will be left. */
    announce(others: string): void {
        const made = others === "" ? "" : `${others} are removed at the end. `;
        this.say(
            `${made}Your sign-in leaves a user, and connecting leaves a connected account, which is disconnected at the end.`,
        );
        this.say(
            this.mayRemoveUsers
                ? "The user is deleted at the end if the sign-in made it; a user who was there before stays."
                : "The user stays: the Auth0 credentials lack read:users or delete:users.",
        );
    }

    /** From now on, what is left is written down in a client that goes away last. */
    noteIn(clientId: string): void {
        this.clientId = clientId;
    }

    notes(): TrialNotes {
        const [last] = [...this.users].reverse();
        return {
            stack: this.deployed.stack,
            started: (last?.[1] ?? this.started).toISOString(),
            ...(last === undefined ? {} : { user: last[0] }),
            ...(this.accounts.size === 0 ? {} : { accounts: [...this.accounts].join(" ") }),
        };
    }

    /** What a run that died wrote down: its user is deleted if its sign-in made it, its accounts are disconnected at the next sign-in. */
    async takeOver({ accounts = "", started, user: id }: TrialNotes): Promise<void> {
        for (const account of accounts.split(" ").filter((one) => one !== "")) this.accounts.add(account);
        const time = Date.parse(started);
        if (id !== undefined && !Number.isNaN(time)) await this.removeUser(id, new Date(time));
    }

    async signedIn(subject: string): Promise<void> {
        if (!this.users.has(subject)) this.users.set(subject, this.started);
        await this.writeDown();
    }

    async connected(account: string): Promise<void> {
        this.accounts.add(account);
        await this.writeDown();
    }

    async disconnected(account: string): Promise<void> {
        this.accounts.delete(account);
        await this.writeDown();
    }

    /** Whether a proof connected the account, and not its user. */
    isOurs(account: string): boolean {
        return this.accounts.has(account);
    }

    async removeUsers(): Promise<void> {
        for (const [id, started] of this.users) await this.removeUser(id, started);
        this.users.clear();
    }

    private get mayRemoveUsers(): boolean {
        const { scopes } = this.tenants;
        return scopes.includes("read:users") && scopes.includes("delete:users");
    }

    /** Deletes a user whom a sign-in of a proof made. */
    private async removeUser(id: string, started: Date): Promise<void> {
        if (!this.mayRemoveUsers) {
            this.say(`User ${id} stays; if you do not need it, delete it under User Management > Users.`);
            return;
        }
        const path = `users/${encodeURIComponent(id)}`;
        const found = user.optional().parse(await this.tenants.management.find(path));
        if (found === undefined) return;
        if (Date.parse(found.created_at) < started.getTime()) {
            this.say(`User ${id} was there before, and stays.`);
            return;
        }
        await this.tenants.management.call("DELETE", path);
        this.say(`Removed: user ${id}.`);
    }

    private async writeDown(): Promise<void> {
        if (this.clientId === undefined) return;
        try {
            await note(this.clientId, this.notes(), this.tenants.management);
        } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            this.say(`What this run leaves could not be written down (${error.evidence}): let it end by itself.`);
        }
    }
}
