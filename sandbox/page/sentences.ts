import type { Actor } from "./message.ts";

/** What a browser's request to a hosted page is for, by method and path; the first that fits. */
const sentences: readonly (readonly [method: string, path: RegExp, sentence: string])[] = [
    ["GET", /^\/authorize\/resume$/, "The browser returns to Auth0's sign-in, which goes on where it was."],
    ["GET", /^\/authorize$/, "The app sends the browser to Auth0 and names itself, its callback and the connection."],
    [
        "GET",
        /\/oauth2\/v2\.0\/authorize$/,
        "Auth0 sends the browser on to Microsoft as the app registration: its client ID, its redirect URI, the scopes.",
    ],
    ["POST", /\/consent$/, "The person answers Microsoft's question which data the app may read."],
    [
        "POST",
        /\/oauth2\/v2\.0\/|\/login|\/signin/,
        "The person answers Microsoft's page: it checks that this account may sign in to this app registration, and asks for consent where it has none.",
    ],
    [
        "GET",
        /^\/login\/callback$/,
        "Microsoft sends the browser back to the one redirect URI it knows, with a code. Auth0 redeems that with its own client secret.",
    ],
    [
        "GET",
        /connect$/,
        "The browser brings the ticket to Auth0, which sends it on to Microsoft with the scopes the app asked for.",
    ],
    ["GET", /\/logout$/, "The browser's session ends."],
];

export function carriedSentence(method: string, path: string): string {
    const found = sentences.find(([m, pattern]) => m === method && pattern.test(path));
    return found?.[2] ?? "The browser asks for a page of the service, or answers one.";
}

/** Names people read. */
export const actorNames: Readonly<Record<Actor, string>> = {
    browser: "Browser",
    app: "App",
    api: "App’s API",
    auth0: "Auth0",
    microsoft: "Microsoft",
    graph: "Graph",
};
