import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** One request to real Auth0 and what it answered, as go-vcr recorded it. */
export interface Interaction {
    readonly method: string;
    readonly url: URL;
    readonly body: string;
    readonly contentType: string;

    /** Version of go-auth0 that asked: the only hint of when; `1.38.0`, or nothing where the agent does not say. */
    readonly version: string | undefined;
    readonly reply: RecordedReply;
}

export interface RecordedReply {
    readonly status: number;

    /** Parsed where it is JSON; the text itself otherwise; nothing where there was none. */
    readonly body: unknown;
    readonly contentType: string | undefined;
}

/** What one acceptance test of the vendor's asked, in order. */
export interface Cassette {
    readonly name: string;
    readonly interactions: readonly Interaction[];
}

interface Written {
    readonly interactions?: readonly {
        readonly request: {
            readonly url: string;
            readonly method: string;
            readonly body?: string;
            readonly headers?: Headers;
        };
        readonly response: { readonly code: number; readonly body?: string; readonly headers?: Headers };
    }[];
}
type Headers = Readonly<Record<string, readonly string[]>>;

/** The cassettes of a folder and the folders below it, by name. */
export function cassettesIn(folder: string): Cassette[] {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((path) => path.endsWith(".yaml"))
        .toSorted()
        .map((path) => cassetteOf(path.replace(/\.yaml$/, ""), readFileSync(join(folder, path), "utf8")));
}

/** A cassette of go-vcr's version 2, from its text. */
export function cassetteOf(name: string, text: string): Cassette {
    const { interactions = [] } = parse(text) as Written;
    return {
        name,
        interactions: interactions.map(({ request, response }) => {
            const url = new URL(request.url);
            const reply = parsed(ofOneDomain(response.body ?? "", url.hostname));
            return {
                method: request.method,
                url,
                body: ofOneDomain((request.body ?? "").trim(), url.hostname),
                contentType: headerOf(request.headers, "content-type") ?? "application/json",
                version: /^Go-Auth0\/(\d[\d.]*)/.exec(headerOf(request.headers, "user-agent") ?? "")?.[1],
                reply: {
                    status: response.code,
                    body: asAuth0SentIt(reply, response.code, isRewritten(request.method, url)),
                    contentType: headerOf(response.headers, "content-type"),
                },
            };
        }),
    };
}

/** The recorder renames the host of a request everywhere, but in bodies the tenant alone: its region is still the recorded one. */
function ofOneDomain(text: string, domain: string): string {
    const tenant = domain.split(".")[0] ?? "";
    return text.replaceAll(domain, tenant).replaceAll(new RegExp(`\\b${tenant}(\\.\\w+)?\\.auth0\\.com`, "g"), domain);
}

/**
 * The recorder writes replies about clients anew, through go-auth0's struct of its version: to take the secrets out (its
 * `redactSensitiveDataInClient`). Keys that the struct lacks are lost, a refusal's all.
 */
function isRewritten(method: string, { pathname }: URL): boolean {
    return method !== "DELETE" && /^\/api\/v2\/clients(\/[^/]+)?$/.test(pathname);
}

/** A rewritten reply without what the recorder put in. */
function asAuth0SentIt(body: unknown, status: number, isOfClient: boolean): unknown {
    if (typeof body !== "object" || body === null) return body;
    const isLost = status >= 400 && !Object.hasOwn(body, "message") && !Object.hasOwn(body, "error");
    if (isLost || !isOfClient) return isLost ? undefined : body;
    const { signing_keys: _keys, clients, length: _length, next: _next, ...others } = body as Record<string, unknown>;
    if (!Array.isArray(clients)) return others;
    const shown = clients.map(({ signing_keys: _dropped, ...client }: Record<string, unknown>) => client);
    return { ...others, clients: shown };
}

function headerOf(headers: Headers = {}, name: string): string | undefined {
    return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1][0];
}

function parsed(text: string): unknown {
    if (text.trim() === "") return undefined;
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
