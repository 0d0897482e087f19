import { SignJWT } from "jose";
import type { Directory } from "./directory.ts";
import { namesDirectory } from "./discovery.ts";
import { errors } from "./errors.ts";
import { loginErrors } from "./login-errors.ts";
import type { StoredApplication, StoredServicePrincipal } from "./objects.ts";
import { asGraphShows } from "./service-principals.ts";

/** A request to the token endpoint. */
export interface TokenRequest {
    readonly tenant: string;
    readonly form: URLSearchParams;

    /** The `Authorization` header; the client may say there who it is. */
    readonly authorization: string | undefined;
}

export interface TokenReply {
    readonly token_type: "Bearer";
    readonly expires_in: number;
    readonly ext_expires_in: number;
    readonly access_token: string;
}

/** POST /{tenant}/oauth2/v2.0/token with `grant_type=client_credentials`. */
export async function token(directory: Directory, request: TokenRequest): Promise<TokenReply> {
    const { form, tenant } = request;
    if (!namesDirectory(directory, tenant)) throw loginErrors.tenantNotFound(tenant);
    const grantType = required(form, "grant_type");
    if (grantType !== "client_credentials") throw loginErrors.unsupportedGrantType(grantType);
    const credentials = credentialsOf(request);
    const resource = resourceOf(required(form, "scope"));
    const application = authenticated(directory, credentials);
    const client = directory.servicePrincipalWithAppId(application.appId);
    if (client === undefined) throw loginErrors.missingServicePrincipal(application.appId, directory.tenantId);
    if (client.accountEnabled === false) {
        throw loginErrors.disabledApplication(application.appId, application.displayName);
    }
    return {
        token_type: "Bearer",
        expires_in: lifetime,
        ext_expires_in: lifetime,
        access_token: await accessToken(directory, client, resource),
    };
}

/** Seconds. Clients that see less than 20 minutes left ask again before every request. */
const lifetime = 3599;

interface Credentials {
    readonly clientId: string;
    readonly clientSecret: string;
}

function credentialsOf({ authorization, form }: TokenRequest): Credentials {
    const [, basic] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (basic !== undefined) {
        const [id = "", ...secret] = Buffer.from(basic, "base64").toString().split(":");
        return { clientId: formDecoded(id), clientSecret: formDecoded(secret.join(":")) };
    }
    const clientId = required(form, "client_id");
    if (form.has("client_assertion")) throw errors.notServed("A client assertion");
    const clientSecret = form.get("client_secret") ?? "";
    if (clientSecret === "") throw loginErrors.missingClientSecret();
    return { clientId, clientSecret };
}

function authenticated(directory: Directory, { clientId, clientSecret }: Credentials): StoredApplication {
    const application = directory.applicationWithAppId(clientId);
    if (application === undefined) throw loginErrors.applicationNotFound(clientId, directory.tenantId);
    const password = directory.passwordWithValue(application, clientSecret);
    const now = directory.clock.now().getTime();
    if (password === undefined || Date.parse(password.startDateTime) > now) {
        throw loginErrors.invalidClientSecret(clientId);
    }
    if (Date.parse(password.endDateTime) <= now) throw loginErrors.expiredClientSecret(clientId);
    return application;
}

/** The resource a client-credentials scope names: its identifier with `/.default` behind it. */
function resourceOf(scope: string): string {
    if (/\s/.test(scope.trim())) throw loginErrors.severalScopes(scope);
    const [, resource] = /^(.+)\/\.default$/.exec(scope.trim()) ?? [];
    if (resource === undefined) throw loginErrors.scopeNotDefault(scope);
    return resource;
}

async function accessToken(directory: Directory, client: StoredServicePrincipal, resource: string): Promise<string> {
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
        exp: now + lifetime,
        appid: client.appId,
        appidacr: "1",
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

function required(form: URLSearchParams, name: string): string {
    const value = form.get(name) ?? "";
    if (value === "") throw loginErrors.missingParameter(name);
    return value;
}

function formDecoded(text: string): string {
    return new URLSearchParams(`value=${text}`).get("value") ?? "";
}
