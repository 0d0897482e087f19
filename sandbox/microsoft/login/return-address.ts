import { randomUUID } from "node:crypto";
import type { LoginError } from "../login-errors.ts";

/** Where Microsoft sends a browser back to, and how. */
export interface ReturnAddress {
    readonly redirectUri: string;
    readonly responseMode: "query" | "fragment" | "form_post";
    readonly state: string | undefined;
}

/** A refusal that the application is told of, by a redirect; any other is shown to the person on a page. */
export class ReturnedError extends Error {
    readonly address: ReturnAddress;
    readonly error: LoginError;

    /** Parameters beside the error. */
    readonly parameters: Readonly<Record<string, string>>;

    constructor(address: ReturnAddress, error: LoginError, parameters: Readonly<Record<string, string>> = {}) {
        super(error.message);
        this.name = "ReturnedError";
        this.address = address;
        this.error = error;
        this.parameters = parameters;
    }
}

/** An answer to an application: parameters for its redirect URI. */
export interface Answer {
    readonly address: ReturnAddress;
    readonly parameters: URLSearchParams;
}

/** An answer with the parameters that are there, and with the application's state. */
export function answerTo(address: ReturnAddress, parameters: Readonly<Record<string, string | undefined>>): Answer {
    const given = Object.entries({ ...parameters, state: address.state }).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
    );
    return { address, parameters: new URLSearchParams(given) };
}

/** The answer that tells of a refusal, with the ids by which Microsoft would find the request again. */
export function refusalTo({ address, error, parameters }: ReturnedError, now: Date): Answer {
    const timestamp = `${now.toISOString().slice(0, 19).replace("T", " ")}Z`;
    const trace = `Trace ID: ${randomUUID()}\r\nCorrelation ID: ${randomUUID()}\r\nTimestamp: ${timestamp}`;
    return answerTo(address, {
        ...parameters,
        error: error.error,
        error_description: `AADSTS${error.number}: ${error.message}\r\n${trace}`,
    });
}

/** The URL that brings an answer in its query or its fragment. */
export function urlOf({ address, parameters }: Answer): string {
    const { redirectUri, responseMode } = address;
    if (responseMode === "fragment") return `${redirectUri}#${parameters}`;
    return `${redirectUri}${redirectUri.includes("?") ? "&" : "?"}${parameters}`;
}
