import { stringify } from "yaml";
import { type Cassette, cassetteOf } from "../../../contract/vendor/cassette.ts";

/** A made-up interaction: `[method, path, body, status, reply]`. */
export type MadeUp = readonly [
    method: string,
    path: string,
    body: unknown,
    status: number,
    reply?: unknown,
    contentType?: string,
];

export const tenant = "made-up.eu.auth0.com";

/** A cassette as go-vcr writes it. */
export function madeUpCassette(interactions: readonly MadeUp[], version = "1.45.0"): Cassette {
    const written = interactions.map(([method, path, body, code, reply, type = "application/json; charset=utf-8"]) => ({
        request: {
            method,
            url: `https://${tenant}/api/v2${path}`,
            body: body === undefined ? "" : JSON.stringify(body),
            headers: { "Content-Type": ["application/json"], "User-Agent": [`Go-Auth0/${version}`] },
        },
        response: {
            code,
            body: reply === undefined ? "" : JSON.stringify(reply),
            headers: reply === undefined ? {} : { "Content-Type": [type] },
        },
    }));
    return cassetteOf("made up", stringify({ version: 2, interactions: written }));
}
