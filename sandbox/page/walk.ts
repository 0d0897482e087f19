import { randomBytes } from "node:crypto";
import type { Message, Stage } from "./message.ts";
import type { ClientOutput, ConnectionOutput } from "./stack-outputs.ts";

/** One person's way through sign-in, connect, exchange and Graph, with an app and a connection of the deployed stack. */
export interface Walk {
    readonly id: string;
    readonly clientKey: string;
    readonly client: ClientOutput;
    readonly connection: ConnectionOutput;

    /** The app's client secret (of its API, for a single-page app), where the outputs have it. */
    readonly clientSecret: string | undefined;

    /** Domain of Auth0 that the app uses. */
    readonly domain: string;

    /** The app's own address that browsers come back to. */
    readonly redirectUri: string;

    stage: Stage;
    readonly messages: Message[];

    /** What the browser was sent away with, until it comes back. */
    pending: Pending | undefined;
    tokens: WalkTokens | undefined;
    readonly done: Set<Stage>;

    /** Who signed in. */
    person: string | undefined;

    /** Scopes that the vault got at connect time. */
    connected: readonly string[] | undefined;

    /** The Microsoft token that the exchange gave. */
    microsoftToken: { readonly value: string; readonly scopes: readonly string[] } | undefined;
    events: readonly CalendarEvent[] | undefined;

    /** The last answer that said no, as it was said. */
    refusal: Refusal | undefined;
}

export interface Pending {
    readonly stage: "sign-in" | "connect";
    readonly state: string;
    readonly nonce: string;
    readonly verifier: string;

    /** Of the connect request. */
    readonly authSession?: string;
}

export interface WalkTokens {
    readonly accessToken: string;
    readonly refreshToken: string | undefined;
}

export interface Refusal {
    readonly stage: Stage;
    readonly by: string;
    readonly status: number | undefined;
    readonly error: string;
    readonly description: string;
}

export interface CalendarEvent {
    readonly subject: string;
    readonly start: string;
    readonly end: string;
    readonly place: string | undefined;
}

const mostWalks = 50;
const mostMessages = 120;

/** The walks of all browsers; the oldest go when there are too many. */
export class Walks {
    private readonly walks = new Map<string, Walk>();

    begin(from: Pick<Walk, "clientKey" | "client" | "connection" | "clientSecret" | "domain" | "redirectUri">): Walk {
        const walk: Walk = {
            ...from,
            id: randomBytes(18).toString("base64url"),
            stage: "sign-in",
            messages: [],
            pending: undefined,
            tokens: undefined,
            done: new Set(),
            person: undefined,
            connected: undefined,
            microsoftToken: undefined,
            events: undefined,
            refusal: undefined,
        };
        this.walks.set(walk.id, walk);
        for (const id of [...this.walks.keys()].slice(0, -mostWalks)) this.walks.delete(id);
        return walk;
    }

    find(id: string | undefined): Walk | undefined {
        return id === undefined ? undefined : this.walks.get(id);
    }

    end(id: string): void {
        this.walks.delete(id);
    }
}

export function remember(walk: Walk, message: Message): void {
    walk.messages.push(message);
    walk.messages.splice(0, walk.messages.length - mostMessages);
}
