import { matchRoute } from "../../sandbox/auth0/route-match.ts";
import { routes } from "../../sandbox/auth0/routes.ts";
import type { Cassette, Interaction } from "./cassette.ts";
import { type Difference, differences, type Reply } from "./comparison.ts";
import { IdMap } from "./id-map.ts";
import { Portraits, portraitsOf, type Recorded } from "./portraits.ts";
import { type ReplayedTenant, replayedTenant } from "./replayed-tenant.ts";
import { seedCredential, seedCredentialsOf, seeders } from "./seeding.ts";
import { prepared } from "./what-it-needs.ts";

/** What became of one recorded interaction. */
export interface Outcome {
    readonly cassette: string;

    /** Place in the cassette, from 0. */
    readonly at: number;

    /** `GET /api/v2/clients/{id}`; of a route that is not served only method and path. */
    readonly route: string;
    readonly interaction: Interaction;
    readonly result: Result;

    /** Our reply, where the service was asked. */
    readonly reply?: Reply;
}

type Result =
    | { readonly kind: "equal"; readonly onSeeded: boolean }
    | { readonly kind: "differing"; readonly differences: readonly Difference[] }
    | { readonly kind: "not replayable"; readonly reason: string }
    | { readonly kind: "not served" };

/** Sends every request of a cassette to a fresh tenant, in order, and compares what comes back. */
export async function replay(cassette: Cassette): Promise<Outcome[]> {
    const { interactions, name } = cassette;
    const domain = interactions[0]?.url.hostname;
    if (domain === undefined) return [];
    const run: Run = {
        world: await replayedTenant(domain),
        ids: new IdMap(),
        portraits: new Portraits(interactions),
        seeded: new Set(),
        deleted: new Set(),
    };
    const outcomes: Outcome[] = [];
    for (const [at, interaction] of interactions.entries()) {
        outcomes.push({ cassette: name, at, interaction, ...(await outcomeOf(run, interaction, at)) });
    }
    return outcomes;
}

export interface Run {
    readonly world: ReplayedTenant;
    readonly ids: IdMap;
    readonly portraits: Portraits;

    /** Identifiers of what was put into the tenant because the recording had it. */
    readonly seeded: Set<string>;

    /** Recorded identifiers of what the cassette has deleted: it must not come back. */
    readonly deleted: Set<string>;
}

type Told = Pick<Outcome, "route" | "result" | "reply">;

async function outcomeOf(run: Run, interaction: Interaction, at: number): Promise<Told> {
    const { method, url, body, contentType, reply: recorded } = interaction;
    const match = matchRoute(routes, method, url.pathname);
    if (match === undefined) {
        followUnserved(run, interaction);
        return { route: `${method} ${url.pathname}`, result: { kind: "not served" } };
    }
    const route = `${match.route.method} ${match.route.path}`;
    const needs = prepared(run, interaction, match, at);
    if (needs.problem !== undefined) {
        follow(run, interaction);
        return { route, result: { kind: "not replayable", reason: needs.problem } };
    }
    const ours = run.ids.toOurs(url.pathname + url.search);
    const answer = await run.world.ask({
        method,
        url: url.origin + ours,
        body: run.ids.toOurs(body),
        contentType,
    });
    const result = resultOf(run, recorded, answer, needs.onSeeded);
    if (result.kind !== "equal") follow(run, interaction, answer);
    return { route, result, reply: answer };
}

function resultOf(run: Run, recorded: Interaction["reply"], answer: Reply, onSeeded: boolean): Result {
    if (answer.status === 501) {
        const { message } = answer.body as { message: string };
        return { kind: "not replayable", reason: message };
    }
    if (recorded.status === 201) run.ids.learn(recorded.body, answer.body);
    run.ids.learnCursor(recorded.body, answer.body);
    const translated = { ...answer, body: asRecorded(run, answer.body) };
    const found = differences(recorded, translated);
    return found.length === 0 ? { kind: "equal", onSeeded } : { kind: "differing", differences: found };
}

/** Our reply with the recording's identifiers. */
function asRecorded(run: Run, body: unknown): unknown {
    return body === undefined ? undefined : JSON.parse(run.ids.toRecorded(JSON.stringify(body)));
}

/** Where we could not do what Auth0 did, the tenant is made to hold what Auth0 then held. */
function follow(run: Run, interaction: Interaction, answer?: Reply): void {
    if (interaction.method === "GET" || interaction.reply.status >= 300) return;
    if (answer !== undefined && answer.status < 300) return;
    followUnserved(run, interaction);
}

/** A write that the sandbox does not serve: its reply shows what the tenant holds now. */
function followUnserved(run: Run, interaction: Interaction): void {
    const { method, url, reply } = interaction;
    if (method === "GET" || reply.status >= 300) return;
    if (method === "DELETE") {
        const [, collection = "", id = ""] = /^\/api\/v2\/([^/]+)\/([^/]+)$/.exec(url.pathname) ?? [];
        if (Object.hasOwn(seeders, collection)) {
            seeders[collection as keyof typeof seeders].remove(
                run.world.tenant,
                run.ids.toOurs(decodeURIComponent(id)),
            );
        }
        return;
    }
    const [, client] = /^\/api\/v2\/clients\/([^/]+)\/credentials$/.exec(url.pathname) ?? [];
    if (client !== undefined) seedCredential(run.world.tenant, run.ids.toOurs(client), reply.body as Recorded);
    for (const { collection, object } of portraitsOf(interaction)) {
        const ours = JSON.parse(run.ids.toOurs(JSON.stringify(object)));
        if (collection === "clients") seedCredentialsOf(run.world.tenant, ours);
        seeders[collection].put(run.world.tenant, ours);
        run.seeded.add(String(ours.client_id ?? ours.user_id ?? ours.custom_domain_id ?? ours.id));
    }
}
