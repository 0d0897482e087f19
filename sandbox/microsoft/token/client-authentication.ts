import type { Directory } from "../directory.ts";
import { loginErrors } from "../login-errors.ts";
import type { StoredApplication } from "../objects.ts";
import { verifyAssertion } from "./client-assertion.ts";
import { requiredParameter, type TokenRequest } from "./token-request.ts";

/** Who a client says it is. */
export interface ClientCredentials {
    readonly clientId: string;

    /** Undefined where it shows none. */
    readonly clientSecret: string | undefined;

    /** A token of an issuer that a federated identity credential trusts; undefined where it shows none. */
    readonly assertion?: string | undefined;
}

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** The credentials in a form or in the `Authorization` header. */
export function credentialsOf({ authorization, form }: TokenRequest): ClientCredentials {
    const [, basic] = /^Basic +(\S+)$/i.exec(authorization ?? "") ?? [];
    if (basic !== undefined) {
        const [id = "", ...secret] = Buffer.from(basic, "base64").toString().split(":");
        return { clientId: formDecoded(id), clientSecret: formDecoded(secret.join(":")) };
    }
    const clientId = requiredParameter(form, "client_id");
    const assertion = form.get("client_assertion_type") === assertionType ? form.get("client_assertion") : null;
    const clientSecret = form.get("client_secret") ?? "";
    return {
        clientId,
        clientSecret: clientSecret === "" ? undefined : clientSecret,
        assertion: assertion ?? undefined,
    };
}

/** The application whose secret a client shows, or that trusts who signed its assertion. */
export async function authenticatedClient(
    directory: Directory,
    { assertion, clientId, clientSecret }: ClientCredentials,
): Promise<StoredApplication> {
    if (assertion !== undefined) {
        const application = applicationOf(directory, clientId);
        await verifyAssertion(directory, application, assertion);
        return application;
    }
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
export function publicClient(
    directory: Directory,
    { assertion, clientId, clientSecret }: ClientCredentials,
): StoredApplication {
    if (clientSecret !== undefined || assertion !== undefined) throw loginErrors.secretOfPublicClient();
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
