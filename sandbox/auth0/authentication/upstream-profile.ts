import type { JWTPayload } from "jose";
import type { Connection } from "../objects.ts";

/** The account at Microsoft, as its id token tells. */
export interface UpstreamProfile {
    /** What Auth0 takes for the account's id: the object id, or the subject where the connection says `userid_attribute: sub`. */
    readonly id: string;

    /** What a person types to sign in, and what a `login_hint` may name. */
    readonly username: string;
    readonly name: string;
    readonly email: string | undefined;
    readonly tenantId: string;
    readonly claims: Readonly<Record<string, unknown>>;
}

/** The profile in the claims of a verified id token. */
export function profileOf(connection: Connection, claims: JWTPayload): UpstreamProfile {
    const text = (name: string): string | undefined => {
        const value = claims[name];
        return typeof value === "string" && value !== "" ? value : undefined;
    };
    const subject = claims.sub ?? "";
    const username = text("preferred_username") ?? text("upn") ?? text("email") ?? subject;
    return {
        id: isBySubject(connection) ? subject : (text("oid") ?? subject),
        username,
        name: text("name") ?? username,
        email: text("email") ?? (username.includes("@") ? username : undefined),
        tenantId: text("tid") ?? "",
        claims,
    };
}

/** `windowslive` knows accounts by what Microsoft Graph calls them; `waad` by the attribute that its options name. */
function isBySubject({ strategy, options }: Connection): boolean {
    return strategy === "waad" && options["userid_attribute"] !== "oid";
}
