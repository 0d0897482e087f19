/** A request to a service and the answer to it, with bodies and secrets as they are. */
export interface Exchange {
    readonly service: string;
    readonly method: string;
    readonly host: string;

    /** Path as it was sent, escaped, with its query. */
    readonly path: string;
    readonly requestHeaders: Headers;
    readonly requestBody: string;

    /** Status, or `reset` when the connection was broken instead of an answer. */
    readonly status: number | "reset";
    readonly responseHeaders: Headers;
    readonly responseBody: string;

    /** Whether a fault had a part in the answer. */
    readonly isFault: boolean;
}
