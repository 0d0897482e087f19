import { errors as jose, jwtVerify } from "jose";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphApplicationPermission, graphApplicationPermissions } from "./graph-permissions.ts";
import { microsoftGraphNames } from "./seed-microsoft-graph.ts";

/** Who calls Microsoft Graph: an application, as its access token says. */
export interface Caller {
    /** Object id of its service principal. */
    readonly objectId: string;

    /** The application permissions it had when the token was given out. */
    readonly permissions: ReadonlySet<GraphApplicationPermission>;
}

/** The caller behind an `Authorization` header; refuses every token that Microsoft Graph would. */
export async function callerOf(directory: Directory, authorization: string | undefined): Promise<Caller> {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (token === undefined) throw errors.emptyToken();
    if (!token.includes(".")) throw errors.malformedToken();
    const { publicKey } = await directory.signingKey.ready();
    const { payload } = await jwtVerify(token, publicKey, {
        audience: microsoftGraphNames,
        currentDate: directory.clock.now(),
        issuer: `https://sts.windows.net/${directory.tenantId}/`,
    }).catch((error: unknown) => {
        throw refusal(error);
    });
    const id = String(payload["oid"]);
    if (!directory.servicePrincipals.has(id)) throw errors.identityNotFound();
    const roles = Array.isArray(payload["roles"]) ? payload["roles"] : [];
    return { objectId: id, permissions: new Set(roles.filter(isPermission)) };
}

function refusal(error: unknown): Error {
    if (error instanceof jose.JWTExpired) return errors.expiredToken();
    if (error instanceof jose.JWTClaimValidationFailed) return errors.invalidAudience();
    return errors.invalidSignature();
}

function isPermission(role: unknown): role is GraphApplicationPermission {
    return typeof role === "string" && Object.hasOwn(graphApplicationPermissions, role);
}
