import { createHash } from "node:crypto";
import { microsoftGraphAppId } from "../../catalogue/microsoft.ts";

/** What both clouds held when a release had deployed a stack, as the requests that make it again; no secret is in here. */
export interface ReleasedWorld {
    readonly release: string;
    readonly stack: string;

    /** What made it: `real` providers or `stand-in` ones, and the engine's version. */
    readonly providers: "real" | "stand-in";
    readonly engine: string;

    /** The services' time: later the secrets of its settings may have ended. */
    readonly time: string;

    /** Who deployed, in the directory. */
    readonly deployer: { readonly clientId: string; readonly objectId: string };
    readonly requests: readonly ReleasedRequest[];
}

/** A request that changed something, or told an id that is another in every world, and the answer to it. */
export interface ReleasedRequest {
    readonly host: string;
    readonly method: string;

    /** With its query. */
    readonly path: string;

    /** As JSON; a secret is its `secretMark`. Absent where there was none. */
    readonly body?: unknown;
    readonly answer?: unknown;
}

/** The passphrase of the states of all releases: their secrets are of sandboxes that are gone. */
export const releasePassphrase = "the secrets of a sandbox that is gone";

/** What was asked, as the service tells it. */
export interface AskedOnce {
    readonly host: string;
    readonly method: string;
    readonly path: string;
    readonly requestBody: string;
    readonly status: number | "reset";
    readonly responseBody: string;
}

/** Keeps what made a world of all that was asked: changes that succeeded, and what tells the id of Microsoft Graph in the directory. */
export function releasedRequests(asked: readonly AskedOnce[], secrets: Iterable<string>): ReleasedRequest[] {
    const marks = new Map([...secrets].map((secret) => [secret, secretMark(secret)]));
    const kept = (text: string) =>
        text === "" ? undefined : mappedStrings(JSON.parse(text), (value) => marks.get(value) ?? value);
    return asked
        .filter(
            ({ method, path, status }) =>
                Number(status) < 300 && (!isRead(method) || tellsMicrosoftGraph(path)) && !/\/token(\?|$)/.test(path),
        )
        .map(({ host, method, path, requestBody, responseBody }) =>
            releasedRequest(host, method, path, requestBody, responseBody, kept),
        );
}

function releasedRequest(
    host: string,
    method: string,
    path: string,
    request: string,
    response: string,
    kept: (text: string) => unknown,
): ReleasedRequest {
    const [body, answer] = [kept(request), kept(response)];
    return {
        host,
        method,
        path,
        ...(body === undefined ? {} : { body }),
        ...(answer === undefined ? {} : { answer }),
    };
}

function tellsMicrosoftGraph(path: string): boolean {
    return path.includes("/servicePrincipals?") && path.includes(microsoftGraphAppId);
}

function isRead(method: string): boolean {
    return method === "GET" || method === "HEAD";
}

/** What stands for a secret: who has it can tell that it is this one. */
export function secretMark(secret: string): string {
    return `secret:${createHash("sha256").update(secret).digest("hex")}`;
}

/** A JSON value with its strings changed, not its keys. */
export function mappedStrings(value: unknown, change: (text: string) => string): unknown {
    if (typeof value === "string") return change(value);
    if (Array.isArray(value)) return value.map((one) => mappedStrings(one, change));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mappedStrings(one, change)]));
}
