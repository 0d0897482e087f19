import type { Match } from "../../sandbox/auth0/route-match.ts";
import type { Interaction } from "./cassette.ts";
import { type Collection, portraitsOf, type Recorded } from "./portraits.ts";
import type { Run } from "./replay.ts";
import { seedCredential, seeders, seedOrganizationConnection } from "./seeding.ts";

/** Whether an interaction can be replayed, and whether on things that the recording brought along. */
interface Prepared {
    readonly problem?: string;
    readonly onSeeded: boolean;
}

interface Need {
    readonly collection: Collection;
    readonly id: string;
}

/** What the sandbox's tenant can never hold, whatever is put into it. A reply that shows it cannot be compared. */
const never: Readonly<Record<string, string>> = {
    "GET /api/v2/organizations/{id}/members": "an organization of the sandbox has no members",
    "GET /api/v2/organizations/{id}/client-grants": "an organization of the sandbox has no client grants",
    "GET /api/v2/logs": "the recorded tenant's log events",
    "GET /api/v2/logs/{id}": "the recorded tenant's log events",
};

/** Puts into the tenant what an interaction takes for granted, as far as the cassette shows it. */
export function prepared(run: Run, interaction: Interaction, match: Match, at: number): Prepared {
    const route = `${match.route.method} ${match.route.path}`;
    const { reply } = interaction;
    if (
        never[route] !== undefined &&
        reply.status === 200 &&
        (listIn(reply.body).length > 0 || route.endsWith("{id}"))
    ) {
        return { problem: never[route], onSeeded: false };
    }
    if (interaction.url.searchParams.get("is_global") === "true" && listIn(reply.body).length > 0) {
        return { problem: "the global client of an old tenant", onSeeded: false };
    }
    const from = interaction.url.searchParams.get("from");
    if (from !== null && run.ids.toOurs(from) === from && !route.endsWith("/logs")) {
        return { problem: "a cursor that only the recorded list has", onSeeded: false };
    }
    if (reply.status === 404) return { onSeeded: false };
    if (route === "GET /api/v2/guardian/policies") seedPolicies(run, reply.body);
    const needs = needsOf(interaction, match);
    const changed = interaction.method === "GET" && needs.some(({ collection }) => collection === "custom-domains");
    const missing = needs
        .filter((need) => changed || !isThere(run, need))
        .filter(({ id }) => !run.deleted.has(id))
        .filter((need) => !seeded(run, need, at));
    if (interaction.method === "DELETE") for (const { id } of needs) run.deleted.add(id);
    if (interaction.method === "GET") seedShown(run, interaction, match);
    if (interaction.method === "GET" && showsParts(run, interaction)) {
        return { problem: "a list of things that the cassette shows in part only", onSeeded: false };
    }
    const [first] = missing;
    if (first !== undefined && interaction.method !== "DELETE") {
        return { problem: `${first.collection} that the cassette never shows whole`, onSeeded: false };
    }
    const strategy = foreignStrategy(run, interaction, match);
    if (strategy !== undefined) return { problem: `options of strategy ${strategy}`, onSeeded: false };
    return { onSeeded: needs.some(({ id }) => run.seeded.has(run.ids.toOurs(id))) };
}

/** The objects that a path and a body name. */
function needsOf({ body }: Interaction, { route, params }: Match): Need[] {
    const needs: Need[] = [];
    const add = (collection: Collection, id: unknown) => {
        if (typeof id === "string") needs.push({ collection, id });
    };
    const [, collection = ""] = /^\/api\/v2\/([^/]+)\/\{/.exec(route.path) ?? [];
    if (Object.hasOwn(seeders, collection)) add(collection as Collection, params["id"] ?? params["client_id"]);
    add("connections", params["connection_id"]);
    const given = parsed(body);
    if (route.path.endsWith("/clients") && Array.isArray(given)) {
        for (const one of given) add("clients", (one as Recorded)["client_id"]);
    } else if (route.path.endsWith("/identities")) {
        const { provider, user_id: id } = given as Recorded;
        add("users", `${String(provider)}|${String(id).replace(/^.*\|/, "")}`);
    } else if (route.path.startsWith("/api/v2/client-grants")) {
        add("clients", (given as Recorded)["client_id"]);
        add("resource-servers", (given as Recorded)["audience"]);
    } else if (route.path.startsWith("/api/v2/organizations")) {
        add("connections", (given as Recorded)["connection_id"]);
    }
    return needs;
}

function isThere({ world, ids }: Run, { collection, id }: Need): boolean {
    return seeders[collection].has(world.tenant, ids.toOurs(id));
}

function seeded(run: Run, { collection, id }: Need, at: number): boolean {
    const portrait = run.portraits.of(collection, id, at);
    if (portrait === undefined) return false;
    put(run, collection, portrait);
    return true;
}

function put(run: Run, collection: Collection, object: Recorded): void {
    const ours = JSON.parse(run.ids.toOurs(JSON.stringify(object)));
    seeders[collection].put(run.world.tenant, ours);
    for (const key of ["client_id", "user_id", "custom_domain_id", "id"]) {
        if (typeof ours[key] === "string") run.seeded.add(ours[key]);
    }
}

/** What a list shows and the tenant has not. */
function seedShown(run: Run, interaction: Interaction, { route, params }: Match): void {
    for (const { collection, object } of portraitsOf(interaction)) {
        const id = String(object["client_id"] ?? object["user_id"] ?? object["custom_domain_id"] ?? object["id"]);
        const own =
            collection === "clients" ? id : String(object["user_id"] ?? object["custom_domain_id"] ?? object["id"]);
        if (!isThere(run, { collection, id: own })) put(run, collection, object);
    }
    const { tenant } = run.world;
    const owner = run.ids.toOurs(params["id"] ?? params["client_id"] ?? "");
    const items = listIn(interaction.reply.body).map(
        (item): Recorded => JSON.parse(run.ids.toOurs(JSON.stringify(item))),
    );
    if (/organizations\/\{id\}\/(enabled_)?connections/.test(route.path)) {
        const own = tenant.organizationConnections.get(owner);
        for (const item of items)
            if (!own?.has(String(item["connection_id"]))) seedOrganizationConnection(tenant, owner, item);
    }
    if (route.path.includes("/credentials")) {
        const own = tenant.credentials.get(owner);
        for (const item of items) if (!own?.has(String(item["id"]))) seedCredential(tenant, owner, item);
    }
}

/** Whether a list shows chosen fields of things that nothing else shows. */
function showsParts(run: Run, { url, reply }: Interaction): boolean {
    const [, collection = ""] = /^\/api\/v2\/([^/]+)$/.exec(url.pathname) ?? [];
    if (!url.searchParams.has("fields") || !Object.hasOwn(seeders, collection)) return false;
    return listIn(reply.body).some((item) => {
        const id = String(item["client_id"] ?? item["user_id"] ?? item["custom_domain_id"] ?? item["id"]);
        return !isThere(run, { collection: collection as Collection, id });
    });
}

/** A connection of a strategy that the sandbox does not serve can be read and enabled, but not be given options. */
function foreignStrategy(run: Run, { method, body }: Interaction, { route, params }: Match): string | undefined {
    if (method !== "PATCH" || route.path !== "/api/v2/connections/{id}") return undefined;
    const strategy: string = run.world.tenant.connections.get(run.ids.toOurs(params["id"] ?? ""))?.strategy ?? "";
    const hasOptions = Object.hasOwn(parsed(body) as object, "options");
    return ["waad", "windowslive"].includes(strategy) || !hasOptions ? undefined : strategy;
}

function seedPolicies({ world }: Run, body: unknown): void {
    world.tenant.requiresMfa = Array.isArray(body) && body.includes("all-applications");
}

/** The items of a list, or the one object. */
function listIn(body: unknown): Recorded[] {
    if (Array.isArray(body)) return body as Recorded[];
    if (typeof body !== "object" || body === null) return [];
    const list = Object.values(body).find(Array.isArray);
    return Object.hasOwn(body, "id") || Object.hasOwn(body, "connection_id") || list === undefined
        ? Object.hasOwn(body, "id") || Object.hasOwn(body, "connection_id")
            ? [body as Recorded]
            : []
        : (list as Recorded[]);
}

function parsed(body: string): unknown {
    try {
        return (JSON.parse(body) as unknown) ?? {};
    } catch {
        return {};
    }
}
