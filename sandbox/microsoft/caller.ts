import type { JWTPayload } from "jose";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphApplicationPermission, graphApplicationPermissions } from "./graph-permissions.ts";
import { graphTokenOf, isApplicationToken } from "./graph-token.ts";

/** Who calls Microsoft Graph: an application, as its access token says. */
export interface Caller {
    /** Object id of its service principal. */
    readonly objectId: string;

    /** The application permissions it had when the token was given out. */
    readonly permissions: ReadonlySet<GraphApplicationPermission>;
}

/** The application behind an `Authorization` header. */
export async function callerOf(directory: Directory, authorization: string | undefined): Promise<Caller> {
    const token = await graphTokenOf(directory, authorization);
    if (!isApplicationToken(token)) throw refusalOfUser(token);
    const id = String(token["oid"]);
    if (token["tid"] !== directory.tenantId || !directory.servicePrincipals.has(id)) throw errors.identityNotFound();
    const roles = Array.isArray(token["roles"]) ? token["roles"] : [];
    return { objectId: id, permissions: new Set(roles.filter(isPermission)) };
}

/** Users have no permissions of the directory here; that a token says they have is more than the sandbox can do. */
function refusalOfUser(token: JWTPayload): Error {
    const granted = String(token["scp"]).split(" ").find(isPermission);
    return granted === undefined
        ? errors.insufficientPrivileges()
        : errors.notServed(`Delegated permission ${granted} at this path`);
}

function isPermission(role: unknown): role is GraphApplicationPermission {
    return typeof role === "string" && Object.hasOwn(graphApplicationPermissions, role);
}
