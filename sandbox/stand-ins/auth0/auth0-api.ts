import type { HttpReply } from "../http.ts";
import { KeyLock } from "../key-lock.ts";
import type { Patience } from "../patience.ts";
import type { Values } from "../property-values.ts";
import { GoneError, ProviderError } from "../provider-error.ts";
import { type Credentials, ManagementClient, ManagementError } from "./management-client.ts";

/** What the resources of the auth0 provider work with. */
export interface Auth0Api {
    readonly management: ManagementClient;

    /** The newer client, with a token and an error format of its own; organizations' connections go through it. */
    readonly newer: ManagementClient;

    /** One change of a connection's clients at a time. */
    readonly connectionLock: KeyLock;
}

/** Sets up the clients from the provider's settings, or from the environment. No call is made. */
export function auth0Api(
    settings: Values,
    environment: Readonly<Record<string, string | undefined>>,
    patience: Patience,
): Auth0Api {
    const setting = (name: string, variable: string): string => String(settings[name] ?? environment[variable] ?? "");
    const given = {
        domain: setting("domain", "AUTH0_DOMAIN")
            .replace(/^https?:\/\//, "")
            .replace(/\/+$/, ""),
        apiToken: setting("apiToken", "AUTH0_API_TOKEN"),
        clientId: setting("clientId", "AUTH0_CLIENT_ID"),
        clientSecret: setting("clientSecret", "AUTH0_CLIENT_SECRET"),
    };
    const credentials = credentialsFrom(given);
    const audience = setting("audience", "AUTH0_AUDIENCE") || `https://${given.domain}/api/v2/`;
    const options = { domain: given.domain, audience, credentials, patience };
    return {
        management: new ManagementClient(options),
        newer: new ManagementClient({ ...options, errorText: ({ status, text }: HttpReply) => `${status}: ${text}` }),
        connectionLock: new KeyLock(),
    };
}

/** Takes "not found" for "gone", as the provider does where it forgets a resource without an error. */
export async function orGone<Result>(call: Promise<Result>): Promise<Result> {
    return call.catch((error: unknown) => {
        throw error instanceof ManagementError && error.status === 404 ? new GoneError() : error;
    });
}

function credentialsFrom(given: {
    domain: string;
    apiToken: string;
    clientId: string;
    clientSecret: string;
}): Credentials {
    const { domain, apiToken, clientId, clientSecret } = given;
    if (apiToken === "" && clientId === "")
        throw new ProviderError(
            "Missing environment variables: AUTH0_DOMAIN is required. Then, configure either AUTH0_API_TOKEN, or AUTH0_CLIENT_ID and AUTH0_CLIENT_SECRET.",
        );
    if (apiToken === "" && clientSecret === "")
        throw new ProviderError(
            "Missing required configuration: When 'AUTH0_CLIENT_ID' is provided, 'AUTH0_CLIENT_SECRET' must also be specified.",
        );
    if (domain === "")
        throw new ProviderError(
            `Missing required configuration: The 'AUTH0_DOMAIN' must be specified along with ${
                apiToken === "" ? "'AUTH0_CLIENT_ID' and 'AUTH0_CLIENT_SECRET'" : "'AUTH0_API_TOKEN'"
            }.`,
        );
    return apiToken === "" ? { clientId, clientSecret } : { apiToken };
}
