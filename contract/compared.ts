import type { ReplayedCall } from "./replay-stand-ins.ts";
import type { Json } from "./transcript.ts";

/** One place where a stand-in is not as the real provider. */
export interface Unlike {
    /** `Create auth0:index/connection:Connection`, `Invoke auth0:index/getClient:getClient` */
    readonly call: string;

    /** Place of the call in the transcript. */
    readonly at: number;

    /** `response.properties.options.scopes[1]`, `error.message`, `request` */
    readonly path: string;
    readonly recorded: Json | undefined;
    readonly replayed: Json | undefined;
}

/** Where a replayed call is not as it was recorded. */
export function unlikenesses({ at, error, otherRequests, recorded, response }: ReplayedCall): Unlike[] {
    const { method, request } = recorded;
    const what = request["type"] ?? request["tok"];
    const call = typeof what === "string" ? `${method} ${what}` : `${method} ${recorded.provider}`;
    const said = { error: readable((recorded.error ?? null) as Json), response: readable(recorded.response ?? null) };
    const now = { error: readable((error ?? null) as Json), response: readable(response ?? null) };
    const found = (["error", "response"] as const).flatMap((part) => places(said[part], now[part], part));
    const requests = otherRequests.map((other) => ({
        path: "request",
        recorded: asked(other.recorded),
        replayed: asked(other.replayed),
    }));
    return [...requests, ...found].map((place) => ({ call, at, ...place }));
}

type Place = Pick<Unlike, "path" | "recorded" | "replayed">;

function places(recorded: Json | undefined, replayed: Json | undefined, path: string): Place[] {
    if (isObject(recorded) && isObject(replayed)) {
        const names = new Set([...Object.keys(recorded), ...Object.keys(replayed)]);
        return [...names].flatMap((name) => places(recorded[name], replayed[name], `${path}.${name}`));
    }
    if (isOtherOrder(recorded, replayed)) return [{ path: `${path}[order]`, recorded, replayed }];
    if (Array.isArray(recorded) && Array.isArray(replayed) && recorded.length === replayed.length)
        return recorded.flatMap((element, at) => places(element, replayed[at], `${path}[${at}]`));
    return JSON.stringify(recorded) === JSON.stringify(replayed) ? [] : [{ path, recorded, replayed }];
}

function isOtherOrder(one: Json | undefined, other: Json | undefined): boolean {
    if (!Array.isArray(one) || !Array.isArray(other)) return false;
    const texts = (list: readonly Json[]) => list.map((element) => JSON.stringify(element));
    const [before, after] = [texts(one), texts(other)];
    return before.join() !== after.join() && before.sort().join() === after.sort().join();
}

/** JSON with secrets marked shortly, so that a mark that is missing shows as one. */
function readable(value: Json): Json {
    if (Array.isArray(value)) return value.map(readable);
    if (!isObject(value)) return value;
    if (value["4dabf18193072939515e22adb298388d"] === "1b47061264138c4ac30d75fd1eb44270")
        return { $secret: readable(value["value"] ?? null) };
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, readable(member)]));
}

function asked(exchange: { method: string; path: string; request?: Json } | undefined): Json | undefined {
    return exchange === undefined ? undefined : [exchange.method, exchange.path, exchange.request ?? null];
}

function isObject(value: Json | undefined): value is { readonly [name: string]: Json } {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
