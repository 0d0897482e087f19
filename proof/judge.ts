import type { GraphDirectory } from "../clouds/graph-directory.ts";
import type { Management } from "../clouds/management.ts";
import type { ExistingClient } from "./apps/app.ts";
import { type App, appOf } from "./apps/app.ts";
import { castFor } from "./cast.ts";
import { differencesIn } from "./causes/differences.ts";
import { administratorConsents } from "./claims/administrators-consent.ts";
import { holdsAsDeclared } from "./claims/as-declared.ts";
import { refusesDeclinedScope } from "./claims/declined-consent.ts";
import type { Travelled } from "./claims/journey.ts";
import { endedSecretClaim, exchangesAgain, refusesEndedSecret } from "./claims/later.ts";
import { refusesLesserClients, refusesWithoutPurpose, removeTrials } from "./claims/lesser-clients.ts";
import { refusesOutsiders } from "./claims/outsiders.ts";
import { slotsAreAtMicrosoft } from "./claims/secret-slots.ts";
import { goHome, travel, travelOn } from "./claims/travel.ts";
import type { Deployed, DeployedConnection } from "./deployed.ts";
import { Ledger, type LedgerGroup, type ProofRow } from "./ledger.ts";
import type { PersonDetails } from "./person/person.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/** A world whose people and clock the judge may use: a sandbox. */
export interface JudgedWorld {
    readonly people: readonly PersonDetails[];

    /** What other teams know of their clients, by client id. */
    readonly existingClients: Readonly<Record<string, ExistingClient>>;
    readonly management: Management;
    readonly directory: GraphDirectory;

    /** The present of the world. */
    readonly now: () => Promise<Date>;

    /** Moves the world, and this process, to a time. */
    readonly goTo: (time: Date) => Promise<void>;
}

/** Tries every claim on a deployed stack, as its apps and their users would, and says why where one is broken. */
export async function judge(deployed: Deployed, world: JudgedWorld, onRow?: (row: ProofRow) => void): Promise<Verdict> {
    const start = performance.now();
    const ledger = new Ledger(onRow);
    const group = ledger.group(deployed.stack);
    const seen = await differencesIn(deployed, world, await world.now(), group, () =>
        removeTrials(deployed, world.management),
    );
    await Promise.all(deployed.connections.map((each) => prepareConnection(each, world, ledger.group(each.name))));
    const tried = await Promise.all(deployed.connections.map((each) => tryConnection(deployed, each, world, ledger)));
    await tryLater(deployed, tried, world, ledger);
    if (seen !== undefined) await holdsAsDeclared(seen, group);
    return verdictOf(ledger, seen, start);
}

/** What became of one connection. */
interface Tried {
    readonly connection: DeployedConnection;

    /** Whether anybody could; where nobody can, a refusal shows nothing. */
    readonly signedIn: boolean;
    readonly travelled: readonly Travelled[];
}

/** What comes before anybody signs in: users of one connection may come in with another, to which their administrator has to consent. */
async function prepareConnection(
    connection: DeployedConnection,
    { directory, now, people }: JudgedWorld,
    group: LedgerGroup,
): Promise<void> {
    await slotsAreAtMicrosoft(connection, directory, await now(), group);
    const from = castFor(connection, people).user?.from;
    if (from !== undefined && from !== "personal") await administratorConsents(connection, from, people, group);
}

/** One connection's clients one after the other: they share its users. The first that came through stays connected for later. */
async function tryConnection(
    deployed: Deployed,
    connection: DeployedConnection,
    world: JudgedWorld,
    ledger: Ledger,
): Promise<Tried> {
    const { existingClients, people } = world;
    const group = ledger.group(connection.name);
    const clients = deployed.clients.filter(({ connections }) => connections.includes(connection.name));

    const all: Travelled[] = [];
    let signedIn = false;
    for (const client of clients) {
        const existing = existingClients[client.clientId];
        const trip = await travel({ deployed, client, connection, people, existing, ledger });
        signedIn ||= trip.signedIn;
        if (trip.travelled === undefined) continue;
        await travelOn(trip.travelled);
        all.push(trip.travelled);
    }
    const [first] = all;
    const app = firstApp(deployed, connection, existingClients);
    if (app !== undefined && connection.signIn) {
        if (signedIn) await refusesOutsiders(app, connection, people, group);
        else group.untried(`nobody else can sign in with ${connection.name}`, nobodyCan);
    }
    if (first !== undefined) {
        await refusesDeclinedScope(first);
        await group.succeeds(`clients made for trials on ${connection.name} can be made and removed`, () =>
            refusesLesserClients(first, world.management, group),
        );
        await group.succeeds(`a connection like ${connection.name} can be made for a trial and removed`, () =>
            refusesWithoutPurpose(first, world.management, group),
        );
    }
    return { connection, signedIn, travelled: all };
}

const nobodyCan = "nobody could sign in at all, so a refusal would show nothing";

/** What only time shows, on the world's clock, which is set back in the end. */
async function tryLater(
    deployed: Deployed,
    tried: readonly Tried[],
    world: JudgedWorld,
    ledger: Ledger,
): Promise<void> {
    const travelled = tried.flatMap((one) => one.travelled);
    const present = await world.now();
    const begun = performance.now();
    try {
        await world.goTo(new Date(present.getTime() + 65 * minute));
        await Promise.all(travelled.map((one) => exchangesAgain(one, connectedLast(one, travelled))));
        for (const one of travelled) await goHome(one);
        for (const { connection, signedIn } of tried) {
            const slots = Object.values(connection.secretSlots ?? {});
            const active = slots.find((slot) => slot.active);
            const group = ledger.group(connection.name);
            const app = firstApp(deployed, connection, world.existingClients);
            const { user } = castFor(connection, world.people);
            if (active === undefined || app === undefined || user === undefined || !connection.signIn) continue;
            if (!signedIn) {
                group.untried(endedSecretClaim(connection), nobodyCan);
                continue;
            }
            await world.goTo(new Date(Date.parse(active.ends) + minute));
            await refusesEndedSecret(app, connection, user, group);
        }
    } finally {
        await world.goTo(new Date(present.getTime() + performance.now() - begun));
    }
}

/** The scopes that the vault holds for a user: those of whichever client connected the account last. */
function connectedLast({ journey, session }: Travelled, travelled: readonly Travelled[]): readonly string[] {
    const last = travelled.findLast(
        (other) => other.journey.connection === journey.connection && other.session.subject === session.subject,
    );
    return (last?.journey ?? journey).scopes;
}

const minute = 60_000;

function firstApp(
    deployed: Deployed,
    { name }: DeployedConnection,
    existing: JudgedWorld["existingClients"],
): App | undefined {
    return deployed.clients
        .filter(({ connections }) => connections.includes(name))
        .map((client) => appOf(client, deployed.domain, existing[client.clientId]))
        .find((app) => typeof app !== "string");
}
