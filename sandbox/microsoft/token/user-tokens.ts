import { createHash } from "node:crypto";
import { type JWTPayload, SignJWT } from "jose";
import { microsoftLoginHost } from "../../../catalogue/microsoft.ts";
import type { Account } from "../account.ts";
import type { Directory } from "../directory.ts";
import type { StoredApplication } from "../objects.ts";
import { tokenLifetime } from "./token-request.ts";

/** Whom a token is about, and for which application. */
export interface UserContext {
    readonly directory: Directory;
    readonly application: StoredApplication;
    readonly account: Account;
}

/** An access token for Microsoft Graph on behalf of a user. */
export function graphToken(
    { account, application, directory }: UserContext,
    scopes: readonly string[],
    audience: string,
    isPublic: boolean,
): Promise<string> {
    const issuer = `https://sts.windows.net/${account.tenantId}/`;
    return signed(directory, {
        aud: audience,
        iss: issuer,
        ...times(directory),
        app_displayname: application.displayName,
        appid: application.appId,
        appidacr: isPublic ? "0" : "1",
        idtyp: "user",
        name: account.displayName,
        oid: account.id,
        scp: scopes.filter((scope) => scope !== "offline_access").join(" "),
        sub: pairwiseSubject(account, application.appId),
        tid: account.tenantId,
        unique_name: account.username,
        upn: account.username,
        ver: "1.0",
    });
}

/** An id token of version 2.0: what it tells of the person depends on the scopes `profile` and `email`. */
export function idToken(
    { account, application, directory }: UserContext,
    scopes: readonly string[],
    nonce: string | undefined,
): Promise<string> {
    const profile = { name: account.displayName, oid: account.id, preferred_username: account.username };
    return signed(directory, {
        aud: application.appId,
        iss: `https://${microsoftLoginHost}/${account.tenantId}/v2.0`,
        ...times(directory),
        ...(scopes.includes("email") ? { email: account.username } : {}),
        ...(scopes.includes("profile") ? profile : {}),
        ...(nonce === undefined ? {} : { nonce }),
        sub: pairwiseSubject(account, application.appId),
        tid: account.tenantId,
        ver: "2.0",
    });
}

/** The subject of an account at one application; another application sees another one. */
export function pairwiseSubject({ id, tenantId }: Account, appId: string): string {
    return createHash("sha256").update(`${tenantId} ${id} ${appId}`).digest("base64url");
}

/** What Microsoft's libraries tell accounts apart by. */
export function clientInfo({ id, tenantId }: Account): string {
    return Buffer.from(JSON.stringify({ uid: id, utid: tenantId })).toString("base64url");
}

function times({ clock }: Directory): Required<Pick<JWTPayload, "iat" | "nbf" | "exp">> {
    const now = Math.floor(clock.now().getTime() / 1000);
    return { iat: now, nbf: now, exp: now + tokenLifetime };
}

async function signed(directory: Directory, claims: JWTPayload): Promise<string> {
    const { privateKey, kid } = await directory.signingKey.ready();
    return new SignJWT(claims).setProtectedHeader({ typ: "JWT", alg: "RS256", kid, x5t: kid }).sign(privateKey);
}
