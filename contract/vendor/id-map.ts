/** Names under which Auth0 gives out identifiers. */
const idKeys = ["id", "client_id", "custom_domain_id", "user_id"];

/** Which identifier of a recording stands for which of the sandbox's. */
export class IdMap {
    private readonly ours = new Map<string, string>();

    /** Learns from two replies to the same creation. */
    learn(recorded: unknown, ours: unknown): void {
        if (!isObject(recorded) || !isObject(ours)) return;
        for (const [key, value] of Object.entries(recorded)) {
            const own = (ours as Record<string, unknown>)[key];
            const isId = idKeys.includes(key) && typeof value === "string" && typeof own === "string";
            if (isId && value !== own) this.ours.set(value, own);
            else this.learn(value, own);
        }
    }

    /** Learns where the next page of a list begins. */
    learnCursor(recorded: unknown, ours: unknown): void {
        const [next, own] = [recorded, ours].map((body) => (isObject(body) ? (body as { next?: unknown }).next : ""));
        if (typeof next !== "string" || typeof own !== "string" || next === "" || own === "") return;
        this.ours.set(next, own);
        // As Go writes it into a query.
        this.ours.set(encodeURIComponent(next).replaceAll("*", "%2A"), encodeURIComponent(own));
    }

    /** A text of the recording, a path or a body, with the sandbox's identifiers. */
    toOurs(text: string): string {
        return replaced(text, this.ours);
    }

    /** A text of the sandbox with the recording's identifiers. */
    toRecorded(text: string): string {
        return replaced(text, new Map([...this.ours].map(([recorded, ours]) => [ours, recorded])));
    }
}

function replaced(text: string, by: ReadonlyMap<string, string>): string {
    return [...by].reduce((result, [from, to]) => result.replaceAll(from, to), text);
}

function isObject(value: unknown): value is object {
    return typeof value === "object" && value !== null;
}
