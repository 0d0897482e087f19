import type { Interaction } from "./cassette.ts";

/** Collections of the Management API whose objects can be put into a tenant of the sandbox. */
export type Collection =
    | "clients"
    | "connections"
    | "organizations"
    | "resource-servers"
    | "client-grants"
    | "users"
    | "custom-domains";

export type Recorded = Readonly<Record<string, unknown>>;

/** An object as some reply of a cassette shows it. */
interface Portrait {
    readonly at: number;
    readonly collection: Collection;
    readonly object: Recorded;
}

const idKeys: Readonly<Record<Collection, string>> = {
    clients: "client_id",
    connections: "id",
    organizations: "id",
    "resource-servers": "id",
    "client-grants": "id",
    users: "user_id",
    "custom-domains": "custom_domain_id",
};

/** Everything that the replies of one cassette show of the recorded tenant. */
export class Portraits {
    private readonly all: readonly Portrait[];

    constructor(interactions: readonly Interaction[]) {
        this.all = interactions.flatMap((interaction, at) =>
            portraitsOf(interaction).map((portrait) => ({ ...portrait, at })),
        );
    }

    /**
     * An object as it is at the time of an interaction: the next portrait, else the last one before.
     *
     * @param name its id; an API's identifier too
     */
    of(collection: Collection, name: string, at: number): Recorded | undefined {
        const found = this.all.filter(
            ({ collection: kind, object }) =>
                kind === collection && (object[idKeys[kind]] === name || object["identifier"] === name),
        );
        const nearest = found.find((portrait) => portrait.at >= at) ?? found.at(-1);
        return nearest?.object;
    }
}

/** The objects in one reply, whole ones only. */
export function portraitsOf({ url, reply }: Interaction): { collection: Collection; object: Recorded }[] {
    const collection = collectionOf(url);
    if (collection === undefined || reply.status >= 300 || url.searchParams.has("fields")) return [];
    const key = idKeys[collection];
    return objectsIn(reply.body)
        .filter((object) => typeof object[key] === "string")
        .map((object) => ({ collection, object }));
}

function collectionOf(url: URL): Collection | undefined {
    const [, name, rest] = /^\/api\/v2\/([^/]+)(?:\/(name\/)?[^/]+)?(?:\/verify)?$/.exec(url.pathname) ?? [];
    if (name === undefined || !Object.hasOwn(idKeys, name)) return undefined;
    return rest === undefined || name === "organizations" ? (name as Collection) : undefined;
}

function objectsIn(body: unknown): Recorded[] {
    if (Array.isArray(body)) return body.filter(isObject);
    if (!isObject(body)) return [];
    return [body, ...Object.values(body).flatMap((value) => (Array.isArray(value) ? value.filter(isObject) : []))];
}

function isObject(value: unknown): value is Recorded {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
