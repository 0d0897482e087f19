import { decodeJwt } from "jose";

/** Whose token a Management API request has: an application's own (`…@clients`), or a user's from an application. */
export interface Caller {
    /** A user's id, or `{client id}@clients`. */
    readonly subject: string;

    /** The application that the token was issued to. */
    readonly clientId: string;

    /** The domain that issued it. */
    readonly issuer: string;
}

/** The caller of a request whose token has been verified. */
export function callerOf(authorization: string | undefined): Caller {
    const { sub = "", azp, iss = "" } = decodeJwt((authorization ?? "").split(" ")[1] ?? "");
    return { subject: sub, clientId: typeof azp === "string" ? azp : "", issuer: iss };
}
