import { randomInt } from "node:crypto";
import { type App, appOf, webAppOf } from "../apps/app.ts";
import type { Deployed, DeployedClient, DeployedConnection } from "../deployed.ts";
import type { Ledger } from "../ledger.ts";
import { CannotProve } from "./cannot-prove.ts";
import { Leftovers } from "./leftovers.ts";
import { OwnBrowser } from "./own-browser.ts";
import { claimsOfSandbox, claimsWithAPerson, listUntried, onlyInSandbox } from "./person-claims.ts";
import type { RealTenants } from "./real-tenants.ts";
import { tripOf } from "./real-trip.ts";
import {
    checkScopes,
    makeTrialClient,
    missingScopes,
    removeLeftClients,
    removeTrialClient,
    trialClientName,
} from "./trial-client.ts";

export interface AttendedOptions {
    readonly deployed: Deployed;
    readonly tenants: RealTenants;
    readonly ledger: Ledger;
    readonly say: (line: string) => void;
    readonly openBrowser: (url: string) => Promise<void>;

    /** Milliseconds that a person has for one trip through the pages. */
    readonly patience: number;
}

/** The client that a person signs in to. */
interface Entrance {
    readonly key: string;
    readonly app: App;
    readonly connections: readonly DeployedConnection[];
    readonly scopesOf: (connection: DeployedConnection) => readonly string[];
}

/** With a person at a browser of their own: they sign in, and the rest is done for them. What was made is removed in the end. */
export async function proveAttended(options: AttendedOptions): Promise<void> {
    const { deployed, ledger, tenants } = options;
    const own = ownClient(deployed, tenants.client);
    if (own === undefined && deployed.linking === "exclusive") return listAll(deployed, ledger);
    if (own === undefined) checkScopes(tenants.scopes);
    const stop = new AbortController();
    const interrupt = () => stop.abort(new CannotProve("The proof was interrupted; what it made is removed."));
    process.once("SIGINT", interrupt);
    try {
        if (own === undefined) await withTrialClient(options, stop.signal);
        else await withOwnClient(options, own, stop.signal);
    } finally {
        process.off("SIGINT", interrupt);
    }
}

/** A web client of the stack whose users come back to this machine. */
function ownClient({ clients, stack }: Deployed, chosen: string | undefined): DeployedClient | undefined {
    const isLocal = ({ callbacks = [], kind, secret }: DeployedClient) =>
        kind === "web" && secret !== undefined && callbacks.some(isLoopback);
    const client = clients.find((one) => isLocal(one) && (chosen === undefined || one.key === chosen));
    if (client !== undefined || chosen === undefined) return client;
    throw new CannotProve(
        `Nobody can come back from ${chosen} to this machine: it is no web client with a callback on http://localhost:<port>. Without --client a temporary client is used: npm run prove -- --stack ${stack} --real`,
    );
}

function isLoopback(callback: string): boolean {
    const { hostname, port, protocol } = new URL(callback);
    return protocol === "http:" && hostname === "localhost" && port !== "";
}

async function withOwnClient(options: AttendedOptions, client: DeployedClient, signal: AbortSignal): Promise<void> {
    const { deployed, say, tenants } = options;
    const callback = client.callbacks?.find(isLoopback) ?? "";
    const app = appOf(client, deployed.domain, undefined, callback);
    if (typeof app === "string") throw new CannotProve(`${client.key}: ${app}`);
    say(`You sign in to ${client.key} with your own browser; it comes back to ${callback}.`);
    const leftovers = new Leftovers(deployed, tenants, say);
    leftovers.announce("");
    if (missingScopes(tenants.scopes).length === 0) await takeOver(options, leftovers);
    await travel(options, leftovers, signal, {
        key: client.key,
        app,
        connections: deployed.connections.filter(({ name }) => client.connections.includes(name)),
        scopesOf: ({ name }) => client.connectScopes[name] ?? [],
    });
}

async function withTrialClient(options: AttendedOptions, signal: AbortSignal): Promise<void> {
    const { deployed, say, tenants } = options;
    const { connections, domain } = deployed;
    const { management } = tenants;
    // Of the ports for private use; it is named in the client, so that it is the only one.
    const callback = `http://localhost:${randomInt(49_152, 65_536)}/callback`;
    const leftovers = new Leftovers(deployed, tenants, say);
    const name = trialClientName(deployed.stack);
    say(`No client of ${deployed.stack} brings people back to this machine. A temporary one is made in Auth0:`);
    say(`  client "${name}", its user grant on https://${domain}/me/,`);
    say(`  and its enabling on ${connections.map((connection) => connection.name).join(", ")}.`);
    leftovers.announce("The client, its grant and its enabling");
    await takeOver(options, leftovers);
    const { clientId, clientSecret } = await makeTrialClient(
        deployed,
        connections,
        callback,
        leftovers.notes(),
        management,
    );
    leftovers.noteIn(clientId);
    try {
        await travel(options, leftovers, signal, {
            key: "a temporary client",
            app: webAppOf({ domain, clientId, clientSecret, callback }),
            connections,
            scopesOf: ({ scopes }) => scopes,
        });
    } finally {
        await removeTrialClient(deployed, clientId, management);
        say(`Removed: client "${name}", its grant and its enabling.`);
    }
}

/** Removes what a run left that died, whichever client it is now. */
async function takeOver({ deployed, say, tenants }: AttendedOptions, leftovers: Leftovers): Promise<void> {
    for (const notes of await removeLeftClients(deployed, tenants.management)) {
        say(`Removed what an earlier run left: client "${trialClientName(deployed.stack)}".`);
        await leftovers.takeOver(notes);
    }
}

async function travel(
    { deployed, ledger, openBrowser, patience }: AttendedOptions,
    leftovers: Leftovers,
    signal: AbortSignal,
    { app, connections, key, scopesOf }: Entrance,
): Promise<void> {
    const person = new OwnBrowser({ open: openBrowser, patience, signal });
    try {
        for (const connection of connections) {
            signal.throwIfAborted();
            const signInWith = connection.signIn ? connection : connections.find(({ signIn }) => signIn);
            const group = ledger.group(`${key} on ${connection.name}`);
            if (signInWith === undefined) {
                group.untried(`${key} signs users in`, "it is linked to no connection that people sign in with");
                continue;
            }
            const trip = { app, client: { key }, connection, ledger: group, scopes: scopesOf(connection) };
            await tripOf(trip, signInWith.name, person, leftovers);
        }
        signal.throwIfAborted();
    } finally {
        await leftovers.removeUsers();
    }
    listOthers(deployed, ledger, key);
}

/** What a run with one client leaves out. */
function listOthers(deployed: Deployed, ledger: Ledger, key: string): void {
    for (const client of deployed.clients.filter(({ kind }) => kind !== "existing")) {
        for (const connection of deployed.connections.filter(({ name }) => client.connections.includes(name))) {
            const group = ledger.group(`${client.key} on ${connection.name}`);
            const scopes = client.connectScopes[connection.name] ?? [];
            if (client.key !== key) {
                const claims = claimsWithAPerson(deployed, client, connection, scopes);
                listUntried(group, claims, `tried with ${key}, and with it alone`);
            }
            const tried = client.key === key ? [`once disconnected, ${key} gets no more token of that account`] : [];
            const claims = claimsOfSandbox(deployed, client, connection).filter((claim) => !tried.includes(claim));
            listUntried(group, claims, onlyInSandbox(deployed));
        }
    }
}

function listAll(deployed: Deployed, ledger: Ledger): void {
    const why =
        "linking is exclusive: a temporary client cannot be enabled, and no web client of the stack has a callback on http://localhost:<port>";
    for (const client of deployed.clients.filter(({ kind }) => kind !== "existing")) {
        for (const connection of deployed.connections.filter(({ name }) => client.connections.includes(name))) {
            const scopes = client.connectScopes[connection.name] ?? [];
            const group = ledger.group(`${client.key} on ${connection.name}`);
            listUntried(group, claimsWithAPerson(deployed, client, connection, scopes), why);
            listUntried(group, claimsOfSandbox(deployed, client, connection), onlyInSandbox(deployed));
        }
    }
}
