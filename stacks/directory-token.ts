import { readFile } from "node:fs/promises";
import { microsoftGraphHost, microsoftLoginHost } from "../catalogue/microsoft.ts";
import type { DirectoryToken } from "../infra/leftover-secrets.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The deployer's access to Microsoft Graph by the environment that the azuread provider signs in with: a client secret, or a federated
 * token (`ARM_USE_OIDC`). Undefined for the other ways it knows.
 */
export function directoryToken(environment: Environment): DirectoryToken | undefined {
    const tenantId = environment["ARM_TENANT_ID"] ?? "";
    const clientId = valueOrFile(environment, "ARM_CLIENT_ID");
    const proof = proofOf(environment);
    if (clientId === undefined || tenantId === "" || proof === undefined) return undefined;
    let token: Promise<string> | undefined;
    return () => {
        token ??= Promise.all([clientId(), proof()]).then(([client_id, parameters]) =>
            accessToken(tenantId, { client_id, ...parameters }),
        );
        // One that failed is asked for again.
        token.catch(() => {
            token = undefined;
        });
        return token;
    };
}

type Proof = () => Promise<Readonly<Record<string, string>>>;

function proofOf(environment: Environment): Proof | undefined {
    const secret = valueOrFile(environment, "ARM_CLIENT_SECRET");
    if (secret !== undefined) return async () => ({ client_secret: await secret() });
    if (!["1", "t", "true"].includes((environment["ARM_USE_OIDC"] ?? "").toLowerCase())) return undefined;
    const given = valueOrFile(environment, "ARM_OIDC_TOKEN");
    if (given !== undefined) return async () => assertion(await given());
    const url = environment["ARM_OIDC_REQUEST_URL"] || environment["ACTIONS_ID_TOKEN_REQUEST_URL"];
    const bearer = environment["ARM_OIDC_REQUEST_TOKEN"] || environment["ACTIONS_ID_TOKEN_REQUEST_TOKEN"];
    if (!bearer || !url) return undefined;
    return async () => assertion(await workflowToken(url, bearer));
}

/** A variable, or what is in the file that `…_FILE_PATH` names; read when it is needed, for a token in a file is renewed. */
function valueOrFile(environment: Environment, name: string): (() => Promise<string>) | undefined {
    const value = environment[name] ?? "";
    if (value !== "") return async () => value;
    const file = environment[`${name}_FILE_PATH`] ?? "";
    return file === "" ? undefined : async () => (await readFile(file, "utf8")).trim();
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
    // `fetch` quotes a header that it does not take.
    if (!/^[\x21-\x7e]+$/.test(bearer)) throw new Error("the token for the workflow's identity is none");
    const headers = { authorization: `Bearer ${bearer}` };
    const { value } = await answerOf(await fetch(address, { headers, signal: AbortSignal.timeout(30_000) }));
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
