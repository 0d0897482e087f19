import { microsoftGraphHost, microsoftLoginHost } from "../../../catalogue/microsoft.ts";
import { jsonOf, send } from "../http.ts";
import { KeyLock } from "../key-lock.ts";
import type { Patience } from "../patience.ts";
import type { Values } from "../property-values.ts";
import { ProviderError } from "../provider-error.ts";
import { GraphClient, type Json } from "./graph-client.ts";

/** What the resources of the azuread provider work with. */
export interface AzureadApi {
    readonly graph: GraphClient;
    readonly tenantId: string;
    readonly clientId: string;

    /** Object id of whoever deploys. */
    readonly callerId: string;

    readonly patience: Patience;

    /** One change of an app registration at a time. */
    readonly applicationLock: KeyLock;
}

/** Signs in with the provider's settings, or with the environment's: a token is fetched at once. */
export async function azureadApi(
    settings: Values,
    environment: Readonly<Record<string, string | undefined>>,
    patience: Patience,
): Promise<AzureadApi> {
    const setting = (name: string, variable: string): string => String(settings[name] ?? environment[variable] ?? "");
    const tenantId = setting("tenantId", "ARM_TENANT_ID");
    const clientId = setting("clientId", "ARM_CLIENT_ID");
    const clientSecret = setting("clientSecret", "ARM_CLIENT_SECRET");
    if (tenantId === "" || clientId === "" || clientSecret === "")
        throw new ProviderError(
            "unable to build authorizer: no Authorizer could be configured, please check your configuration (ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET)",
        );
    const cloud = await endpoints(setting("metadataHost", "ARM_METADATA_HOSTNAME"));
    const token = await accessToken(
        `${cloud.login}/${tenantId}/oauth2/v2.0/token`,
        {
            client_id: clientId,
            client_secret: clientSecret,
            grant_type: "client_credentials",
            scope: `${cloud.graph}/.default`,
        },
        patience,
    );
    return {
        graph: new GraphClient({ url: cloud.graph, token, patience }),
        tenantId,
        clientId,
        callerId: objectIdOf(token),
        patience,
        applicationLock: new KeyLock(),
    };
}

/** Where to sign in and where Graph is: Microsoft's own hosts, or what a metadata host says. */
async function endpoints(metadataHost: string): Promise<{ login: string; graph: string }> {
    if (metadataHost === "") return { login: `https://${microsoftLoginHost}`, graph: `https://${microsoftGraphHost}` };
    const url = `https://${metadataHost}/metadata/endpoints?api-version=2022-09-01`;
    const reply = await send({ method: "GET", url, headers: { accept: "application/json" } });
    const { authentication, microsoftGraphResourceId } = (jsonOf(reply) ?? {}) as {
        authentication?: { loginEndpoint?: string };
        microsoftGraphResourceId?: string;
    };
    if (authentication?.loginEndpoint === undefined || microsoftGraphResourceId === undefined)
        throw new ProviderError(`metadata host ${metadataHost} answered ${reply.status} and names no endpoints`);
    return {
        login: authentication.loginEndpoint.replace(/\/+$/, ""),
        graph: microsoftGraphResourceId.replace(/\/+$/, ""),
    };
}

async function accessToken(url: string, fields: Record<string, string>, patience: Patience): Promise<string> {
    const request = {
        method: "POST",
        url,
        headers: { accept: "application/json", "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams(fields).toString(),
    } as const;
    const ask = () =>
        send(request).catch((error: Error) => {
            throw new ProviderError(`${noToken}: cannot request token: ${error.message}`);
        });
    let reply = await ask();
    // Microsoft's login is asked four more times while it is busy.
    for (const pause of [100, 300, 900, 2700]) {
        if ((reply.status !== 429 && reply.status < 500) || patience.isOver) break;
        await patience.wait(pause);
        reply = await ask();
    }
    const { access_token: token } = (jsonOf(reply) ?? {}) as Json;
    if (reply.status < 300 && typeof token === "string") return token;
    throw new ProviderError(`${noToken}: received HTTP status ${reply.status} with response: ${reply.text}`);
}

const noToken = "building client: unable to obtain access token: clientCredentialsToken";

function objectIdOf(token: string): string {
    const [, payload = ""] = token.split(".");
    try {
        const { oid } = JSON.parse(Buffer.from(payload, "base64url").toString()) as Json;
        if (typeof oid === "string") return oid;
    } catch {
        // Told below: a token that cannot be read has no claim either.
    }
    throw new ProviderError(
        "building client: the access token has no `oid` claim, so the caller's object id is not known",
    );
}
