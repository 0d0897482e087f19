import { microsoftGraphHost, microsoftLoginHost } from "../catalogue/microsoft.ts";
import type { DirectoryToken } from "../infra/leftover-secrets.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The deployer's access to Microsoft Graph by the environment that the azuread provider signs in with: a client secret, or a workflow's
 * identity (`ARM_USE_OIDC`). Undefined for the other ways it knows.
 */
export function directoryToken(environment: Environment): DirectoryToken | undefined {
    const { ARM_CLIENT_ID: clientId, ARM_CLIENT_SECRET: secret, ARM_TENANT_ID: tenantId } = environment;
    const proof = proofOf(environment, secret);
    if (clientId === undefined || tenantId === undefined || proof === undefined) return undefined;
    let token: Promise<string> | undefined;
    return () => {
        token ??= proof().then((parameters) => accessToken(tenantId, { client_id: clientId, ...parameters }));
        return token;
    };
}

type Proof = () => Promise<Readonly<Record<string, string>>>;

function proofOf(environment: Environment, secret: string | undefined): Proof | undefined {
    if (secret !== undefined && secret !== "") return async () => ({ client_secret: secret });
    if (environment["ARM_USE_OIDC"] !== "true") return undefined;
    const {
        ARM_OIDC_TOKEN: given,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: bearer,
        ACTIONS_ID_TOKEN_REQUEST_URL: url,
    } = environment;
    if (given !== undefined) return async () => assertion(given);
    if (bearer === undefined || url === undefined) return undefined;
    return async () => assertion(await workflowToken(url, bearer));
}

function assertion(token: string): Record<string, string> {
    return {
        client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        client_assertion: token,
    };
}

/** GitHub's token for a workflow, as the azuread provider asks for it. */
async function workflowToken(url: string, bearer: string): Promise<string> {
    const address = new URL(url);
    address.searchParams.set("audience", "api://AzureADTokenExchange");
    const { value } = await answerOf(await fetch(address, { headers: { authorization: `Bearer ${bearer}` } }));
    return String(value);
}

async function accessToken(tenantId: string, parameters: Readonly<Record<string, string>>): Promise<string> {
    const response = await fetch(`https://${microsoftLoginHost}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: new URLSearchParams({
            grant_type: "client_credentials",
            scope: `https://${microsoftGraphHost}/.default`,
            ...parameters,
        }),
        signal: AbortSignal.timeout(30_000),
    });
    const { access_token } = await answerOf(response);
    return String(access_token);
}

async function answerOf(response: Response): Promise<Record<string, unknown>> {
    const text = await response.text();
    if (!response.ok) throw new Error(`${new URL(response.url || "https://unknown").host} answered ${response.status}`);
    return JSON.parse(text) as Record<string, unknown>;
}
