import type { World } from "../../sandbox/world.ts";
import { mappedStrings, type ReleasedWorld, secretMark } from "./released-world.ts";

/** What is another in a world that was made again: ids, times and secrets. */
export interface Remade {
    /** A state of the former world, secrets in the clear, as it would be of this one. */
    inThisWorld(state: unknown): unknown;
}

/**
 * Makes again in a fresh sandbox what both clouds held, by the same requests.
 *
 * @param environment holds the deployer's credentials
 * @throws where a service no longer takes one of the requests
 */
export async function remadeWorld(
    released: ReleasedWorld,
    world: World,
    environment: Readonly<Record<string, string>>,
): Promise<Remade> {
    const tokens = await tokensOf(world, environment);
    const now = new Map<string, string>();
    for (const { host, method, path, body, answer } of released.requests) {
        const token = tokens.get(serviceOf(host));
        const sent = body === undefined ? undefined : renewed(body, now);
        const given = await ask(world, host, method, String(renewed(path, now)), {
            headers: {
                authorization: `Bearer ${token}`,
                ...(sent === undefined ? {} : { "content-type": "application/json" }),
            },
            ...(sent === undefined ? {} : { body: JSON.stringify(sent) }),
        });
        learn(answer, given, now);
    }
    return { inThisWorld: (state) => renewedState(state, now) };
}

/** Notes what is another in one of two answers to the same request. */
function learn(before: unknown, after: unknown, now: Map<string, string>): void {
    if (typeof before === "string" && typeof after === "string") {
        if (before !== after && before.length >= shortestId) now.set(before, after);
    } else if (typeof before === "object" && before !== null && typeof after === "object" && after !== null) {
        for (const [key, value] of Object.entries(before)) learn(value, (after as Record<string, unknown>)[key], now);
    }
}

/** Shorter strings, such as a secret's hint, would be found in others. */
const shortestId = 8;

/** Ids stand alone, in paths and in ids made of several. */
function renewed(value: unknown, now: ReadonlyMap<string, string>): unknown {
    return mappedStrings(value, (text) =>
        [...now].reduce((done, [before, after]) => done.replaceAll(before, after), text),
    );
}

/** The engine writes a secret in the clear as JSON in JSON. */
function renewedState(state: unknown, now: ReadonlyMap<string, string>): unknown {
    const inState = (value: unknown): unknown => {
        if (Array.isArray(value)) return value.map(inState);
        if (typeof value !== "object" || value === null) return renewed(value, now);
        const { plaintext, ...rest } = value as Record<string, unknown>;
        if (typeof plaintext === "string")
            return { ...rest, plaintext: JSON.stringify(inSecret(JSON.parse(plaintext))) };
        return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inState(one)]));
    };
    const inSecret = (value: unknown) =>
        renewed(
            mappedStrings(value, (text) => now.get(secretMark(text)) ?? text),
            now,
        );
    return inState(state);
}

async function tokensOf(world: World, environment: Readonly<Record<string, string>>): Promise<Map<string, string>> {
    const { AUTH0_DOMAIN: domain = "", ARM_TENANT_ID: tenantId } = environment;
    const grant = (host: string, path: string, fields: Record<string, string | undefined>) =>
        ask(world, host, "POST", path, {
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({
                grant_type: "client_credentials",
                ...(fields as Record<string, string>),
            }).toString(),
        });
    const [ofTenant, ofDirectory] = await Promise.all([
        grant(domain, "/oauth/token", {
            client_id: environment["AUTH0_CLIENT_ID"],
            client_secret: environment["AUTH0_CLIENT_SECRET"],
            audience: `https://${domain}/api/v2/`,
        }),
        grant("login.microsoftonline.com", `/${tenantId}/oauth2/v2.0/token`, {
            client_id: environment["ARM_CLIENT_ID"],
            client_secret: environment["ARM_CLIENT_SECRET"],
            scope: "https://graph.microsoft.com/.default",
        }),
    ]);
    return new Map([
        ["auth0", accessToken(ofTenant)],
        ["microsoft", accessToken(ofDirectory)],
    ]);
}

function accessToken(reply: unknown): string {
    return (reply as { access_token: string }).access_token;
}

async function ask(world: World, host: string, method: string, path: string, init: RequestInit): Promise<unknown> {
    const request = new Request(`https://${host}${path}`, { method, ...init });
    request.headers.set("host", host);
    const answer = await world.services[serviceOf(host)].request(request);
    const text = await answer.text();
    if (!answer.ok)
        throw new Error(`${method} https://${host}${path} was taken once, and now: ${answer.status} ${text}`);
    return text === "" ? undefined : JSON.parse(text);
}

function serviceOf(host: string): "auth0" | "microsoft" {
    return host.endsWith(".microsoft.com") || host.endsWith(".microsoftonline.com") ? "microsoft" : "auth0";
}
