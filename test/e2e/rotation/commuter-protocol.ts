import type { PersonDetails } from "../../../proof/person/person.ts";

/** Whom the process is to act as, and in which application. */
export interface CommuterSettings {
    readonly domain: string;
    readonly clientId: string;
    readonly clientSecret: string;
    readonly callback: string;

    /** Auth0's name of the connection. */
    readonly connection: string;
    readonly scopes: readonly string[];
    readonly person: PersonDetails;
}

export type Act = "sign-in" | "exchange";

/** What the process says: it is about to act, or it has acted. */
export interface CommuterMessage {
    readonly begins?: Act;
    readonly ended?: Act;

    /** Why it did not succeed. */
    readonly failure?: string;
}

/** Its turn has come. */
export interface CommuterRequest {
    /** Present of the world, milliseconds since 1970. */
    readonly now: number;
}
