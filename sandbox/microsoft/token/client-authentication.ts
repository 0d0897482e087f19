import type { Directory } from "../directory.ts";
import { errors } from "../errors.ts";
import { loginErrors } from "../login-errors.ts";
import type { StoredApplication } from "../objects.ts";
import { requiredParameter, type TokenRequest } from "./token-request.ts";

/** Who a client says it is. */
export interface ClientCredentials {
    readonly clientId: string;

    /** Undefined where it shows none. */
    readonly clientSecret: string | undefined;
}

/** The credentials in a form or in the `Authorization` header. */
export function credentialsOf({ authorization, form }: TokenRequest): ClientCredentials {
    const [, basic] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (basic !== undefined) {
        const [id = "", ...secret] = Buffer.from(basic, "base64").toString().split(":");
        return { clientId: formDecoded(id), clientSecret: formDecoded(secret.join(":")) };
    }
    const clientId = requiredParameter(form, "client_id");
    if (form.has("client_assertion")) throw errors.notServed("A client assertion");
    const clientSecret = form.get("client_secret") ?? "";
    return { clientId, clientSecret: clientSecret === "" ? undefined : clientSecret };
}

/** The application whose secret a client shows. */
export function authenticatedClient(
    directory: Directory,
    { clientId, clientSecret }: ClientCredentials,
): StoredApplication {
    if (clientSecret === undefined) throw loginErrors.missingClientSecret();
    const application = applicationOf(directory, clientId);
    const password = directory.passwordWithValue(application, clientSecret);
    const now = directory.clock.now().getTime();
    if (password === undefined || Date.parse(password.startDateTime) > now) {
        throw loginErrors.invalidClientSecret(clientId);
    }
    if (Date.parse(password.endDateTime) <= now) throw loginErrors.expiredClientSecret(clientId);
    return application;
}

/** An application that shows no secret, as apps on people's own devices do. */
export function publicClient(directory: Directory, { clientId, clientSecret }: ClientCredentials): StoredApplication {
    if (clientSecret !== undefined) throw loginErrors.secretOfPublicClient();
    return applicationOf(directory, clientId);
}

function applicationOf(directory: Directory, clientId: string): StoredApplication {
    const application = directory.applicationWithAppId(clientId);
    if (application === undefined) throw loginErrors.applicationNotFound(clientId, directory.tenantId);
    return application;
}

function formDecoded(text: string): string {
    return new URLSearchParams(`value=${text}`).get("value") ?? "";
}
