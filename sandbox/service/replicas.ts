import type { Clock } from "./clock.ts";
import { objectPath } from "./route-pattern.ts";

interface Answer {
    readonly status: number;
    readonly headers: Headers;
    readonly body: string;

    /** How many changes there had been when it was given. */
    readonly changes: number;
}

/** Answers to reads that are remembered at most; of more, the eldest are forgotten. */
const mostKept = 500;

/**
 * What of a service's answers a replica could still give that has not heard of the latest change, and how old the latest changes are.
 * It holds bodies, so only a sandbox in which reads may be stale keeps one.
 */
export class Replicas {
    private readonly clock: Clock;
    private readonly changes = new Map<string, { count: number; at: number; created?: number }>();
    private readonly latest = new Map<string, Answer>();
    private readonly before = new Map<string, Answer>();

    constructor(clock: Clock) {
        this.clock = clock;
    }

    /** Takes note of an exchange that has taken place. */
    async note(service: string, request: { readonly method: string; readonly url: string }, response: Response) {
        const { pathname, search } = new URL(request.url);
        const at = objectPath(pathname);
        if (at === undefined || response.status >= 300) return;
        if (request.method === "GET")
            return this.read(service, `${pathname}${search}`, at.object ?? at.collection, response);
        const now = this.clock.now().getTime();
        const created = at.object === undefined ? await idIn(response) : undefined;
        this.change(`${service} ${at.collection}`, now);
        if (created !== undefined) this.change(`${service} ${at.collection}/${created.toLowerCase()}`, now, now);
        else if (at.object !== undefined) this.change(`${service} ${at.object}`, now);
    }

    /** What a read was answered before the latest change, if it was asked before. */
    former(service: string, url: string): Response | undefined {
        const { pathname, search } = new URL(url);
        const at = objectPath(pathname);
        if (at === undefined) return undefined;
        const key = `${service} ${pathname}${search}`;
        const latest = this.latest.get(key);
        const isFormer = latest !== undefined && latest.changes < this.count(service, at.object ?? at.collection);
        const found = isFormer ? latest : this.before.get(key);
        return found === undefined ? undefined : new Response(found.body, found);
    }

    /** Milliseconds since the object of a path was made; undefined for one that was there from the start. */
    sinceCreation(service: string, path: string): number | undefined {
        const created = this.changes.get(`${service} ${objectPath(path)?.object}`)?.created;
        return created === undefined ? undefined : this.clock.now().getTime() - created;
    }

    /** Milliseconds since what a path is about was last changed, of a list anything in it; undefined where nothing was. */
    sinceChange(service: string, path: string): number | undefined {
        const at = objectPath(path);
        const changed = this.changes.get(`${service} ${at?.object ?? at?.collection}`)?.at;
        return changed === undefined ? undefined : this.clock.now().getTime() - changed;
    }

    private async read(service: string, path: string, subject: string, response: Response): Promise<void> {
        const key = `${service} ${path}`;
        const changes = this.count(service, subject);
        const answer = {
            status: response.status,
            headers: response.headers,
            body: await response.clone().text(),
            changes,
        };
        const latest = this.latest.get(key);
        if (latest !== undefined && latest.changes < changes) this.before.set(key, latest);
        this.latest.delete(key);
        this.latest.set(key, answer);
        const [eldest = ""] = this.latest.keys();
        if (this.latest.size > mostKept) {
            this.latest.delete(eldest);
            this.before.delete(eldest);
        }
    }

    private count(service: string, subject: string): number {
        return this.changes.get(`${service} ${subject}`)?.count ?? 0;
    }

    private change(key: string, at: number, created?: number): void {
        const known = this.changes.get(key);
        this.changes.set(key, {
            ...known,
            count: (known?.count ?? 0) + 1,
            at,
            ...(created === undefined ? {} : { created }),
        });
    }
}

async function idIn(response: Response): Promise<string | undefined> {
    try {
        const { id, client_id: clientId } = (await response.clone().json()) as { id?: unknown; client_id?: unknown };
        const found = clientId ?? id;
        return typeof found === "string" ? found : undefined;
    } catch {
        // Of an answer without a body nothing was made that has an id.
        return undefined;
    }
}
