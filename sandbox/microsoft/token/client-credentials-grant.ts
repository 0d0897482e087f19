import { SignJWT } from "jose";
import type { Directory } from "../directory.ts";
import { directoryName } from "../login/authority.ts";
import { loginErrors } from "../login-errors.ts";
import type { StoredServicePrincipal } from "../objects.ts";
import { asGraphShows } from "../service-principals.ts";
import { authenticatedClient, type ClientCredentials, credentialsOf } from "./client-authentication.ts";
import { requiredParameter, type TokenReply, type TokenRequest, tokenLifetime } from "./token-request.ts";

/** `grant_type=client_credentials`: a token for an application itself. */
export async function clientCredentialsGrant(request: TokenRequest): Promise<TokenReply> {
    const { authority, directory, form } = request;
    if (authority.kind === "consumers") throw loginErrors.grantNotForEveryone();
    const credentials = credentialsOf(request);
    const resource = resourceOf(requiredParameter(form, "scope"));
    const application = await authenticatedClient(directory, credentials);
    if (authority.kind === "directory" && authority.tenantId !== directory.tenantId) {
        const name = directoryName(directory, authority.tenantId);
        throw loginErrors.applicationNotFound(application.appId, name);
    }
    const client = directory.servicePrincipalWithAppId(application.appId);
    if (client === undefined) throw loginErrors.missingServicePrincipal(application.appId, directory.tenantId);
    if (client.accountEnabled === false) {
        throw loginErrors.disabledApplication(application.appId, application.displayName);
    }
    return {
        token_type: "Bearer",
        expires_in: tokenLifetime,
        ext_expires_in: tokenLifetime,
        access_token: directory.issueToken(await accessToken(directory, client, resource, credentials)),
    };
}

/** The resource a client-credentials scope names: its identifier with `/.default` behind it. */
function resourceOf(scope: string): string {
    if (/\s/.test(scope.trim())) throw loginErrors.severalScopes(scope);
    const [, resource] = /^(.+)\/\.default$/.exec(scope.trim()) ?? [];
    if (resource === undefined) throw loginErrors.scopeNotDefault(scope);
    return resource;
}

async function accessToken(
    directory: Directory,
    client: StoredServicePrincipal,
    resource: string,
    { assertion }: ClientCredentials,
): Promise<string> {
    const { tenantId } = directory;
    const audience = [...directory.servicePrincipals.values()]
        .map((principal) => asGraphShows(directory, principal))
        .find(({ servicePrincipalNames = [] }) => servicePrincipalNames.includes(resource));
    if (audience === undefined) throw loginErrors.resourceNotFound(resource, tenantId);

    const now = Math.floor(directory.clock.now().getTime() / 1000);
    const roles = rolesAt(directory, client.id, audience);
    const { privateKey, kid } = await directory.signingKey.ready();
    return new SignJWT({
        aud: resource,
        iss: `https://sts.windows.net/${tenantId}/`,
        iat: now,
        nbf: now,
        exp: now + tokenLifetime,
        appid: client.appId,
        // How the application showed who it is: 1 with a secret, 2 with an assertion.
        appidacr: assertion === undefined ? "1" : "2",
        idp: `https://sts.windows.net/${tenantId}/`,
        idtyp: "app",
        oid: client.id,
        ...(roles.length === 0 ? {} : { roles }),
        sub: client.id,
        tid: tenantId,
        ver: "1.0",
    })
        .setProtectedHeader({ typ: "JWT", alg: "RS256", kid, x5t: kid })
        .sign(privateKey);
}

function rolesAt(directory: Directory, clientId: string, resource: ReturnType<typeof asGraphShows>): string[] {
    return [...directory.appRoleAssignments.values()]
        .filter(({ principalId, resourceId }) => principalId === clientId && resourceId === resource.id)
        .map(({ appRoleId }) => resource.appRoles?.find(({ id }) => id === appRoleId)?.value)
        .filter((value) => typeof value === "string");
}
