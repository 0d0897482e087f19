import { microsoftGraphAppId } from "../../../catalogue/microsoft.ts";
import type { Directory } from "../directory.ts";
import { authorityProblem } from "../login/account-rules.ts";
import { type Authority, authorityOf } from "../login/authority.ts";
import { registeredPlatform } from "../login/redirect-uri-match.ts";
import { type ReturnAddress, ReturnedError } from "../login/return-address.ts";
import { loginErrors } from "../login-errors.ts";
import type { StoredApplication } from "../objects.ts";
import { refuseParameters } from "../unserved.ts";
import { registeredScopes } from "./consent-rules.ts";
import { askedScopes, writtenScopes } from "./scopes.ts";

/** A request that an administrator consents for a whole directory. */
export interface AdminConsentRequest {
    readonly application: StoredApplication;
    readonly authority: Authority;

    /** Where the administrator is sent afterwards; nowhere if undefined. */
    readonly address: ReturnAddress | undefined;
    readonly scopes: readonly string[];

    /** Whatever the app registration lists: the application permissions too. */
    readonly isForAllRegistered: boolean;

    /** The scopes as the answer names them; of the first version's answer they are no part. */
    readonly writtenScopes: string | undefined;
}

/**
 * Reads the query of `/adminconsent`, which asks for what the app registration lists, or of `/v2.0/adminconsent`, which says what
 * it asks for.
 */
export function adminConsentRequest(
    directory: Directory,
    tenant: string,
    query: URLSearchParams,
    saysScopes: boolean,
): AdminConsentRequest {
    const where = saysScopes ? "/v2.0/adminconsent" : "/adminconsent";
    refuseParameters(query, where, ["client_id", "redirect_uri", "scope", "state"]);
    const authority = authorityOf(directory, tenant);
    if (authority === undefined) throw loginErrors.tenantNotFound(tenant);
    const clientId = query.get("client_id") ?? "";
    if (clientId === "") throw loginErrors.missingParameter("client_id");
    const application = directory.applicationWithAppId(clientId);
    if (application === undefined) throw loginErrors.applicationNotFound(clientId, directory.tenantId);
    // An administrator is somebody of a directory, so `common` is as good as `organizations`.
    const ofDirectory: Authority = authority.kind === "directory" ? authority : { kind: "organizations" };
    const problem = authority.kind === "directory" ? authorityProblem(directory, application, authority) : undefined;
    if (problem !== undefined) throw problem;
    const address = returnAddress(application, query);
    const asked = saysScopes ? askedOf(directory, application, address, query) : undefined;
    const isForAllRegistered = asked === undefined || asked.isDefault;
    return {
        application,
        authority: ofDirectory,
        address,
        scopes: isForAllRegistered ? registeredScopes(application) : asked.names,
        isForAllRegistered,
        writtenScopes:
            asked && (isForAllRegistered ? (query.get("scope") ?? "") : writtenScopes(asked.names, asked.asUrls)),
    };
}

function returnAddress(application: StoredApplication, query: URLSearchParams): ReturnAddress | undefined {
    const redirectUri = query.get("redirect_uri") ?? "";
    if (redirectUri === "") return undefined;
    if (registeredPlatform(application, redirectUri) === undefined) {
        throw loginErrors.redirectUriMismatch(redirectUri, application);
    }
    return { redirectUri, responseMode: "query", state: query.get("state") ?? undefined };
}

function askedOf(
    directory: Directory,
    application: StoredApplication,
    address: ReturnAddress | undefined,
    query: URLSearchParams,
) {
    const scope = query.get("scope") ?? "";
    if (scope === "") throw loginErrors.missingParameter("scope");
    const asked = askedScopes(scope, directory.tenantId);
    const unknown = asked.unknown[0];
    if (unknown === undefined) return asked;
    const error = loginErrors.scopeNotFound(application, unknown, microsoftGraphAppId);
    throw address === undefined ? error : new ReturnedError(address, error, { admin_consent: "True" });
}
