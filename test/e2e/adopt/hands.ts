import type { World } from "../../../sandbox/world.ts";

// biome-ignore lint/suspicious/noExplicitAny: replies are read as the services are known to give them
type Reply = any;

/** Requests of an administrator in both dashboards. */
export interface Hands {
    auth0(method: string, path: string, body?: object): Promise<Reply>;
    graph(method: string, path: string, body?: object): Promise<Reply>;
}

/** @param environment holds the deployer's credentials */
export async function handsIn(world: World, environment: Readonly<Record<string, string>>): Promise<Hands> {
    const { AUTH0_DOMAIN: domain, ARM_TENANT_ID: tenantId } = environment;
    const send = async (service: "auth0" | "microsoft", method: string, url: string, init: RequestInit = {}) => {
        const request = new Request(url, { method, ...init });
        request.headers.set("host", new URL(url).host);
        const answer = await world.services[service].request(request);
        const text = await answer.text();
        if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text}`);
        return (text === "" ? undefined : JSON.parse(text)) as Reply;
    };
    const json = (body: object | undefined, token?: string): RequestInit => ({
        headers: {
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { access_token: ofTenant } = await send(
        "auth0",
        "POST",
        `https://${domain}/oauth/token`,
        json({
            grant_type: "client_credentials",
            client_id: environment["AUTH0_CLIENT_ID"],
            client_secret: environment["AUTH0_CLIENT_SECRET"],
            audience: `https://${domain}/api/v2/`,
        }),
    );
    const { access_token: ofDirectory } = await send(
        "microsoft",
        "POST",
        `https://login.microsoftonline.com/${tenantId}/oauth2/v2.0/token`,
        {
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: new URLSearchParams({
                grant_type: "client_credentials",
                client_id: environment["ARM_CLIENT_ID"] ?? "",
                client_secret: environment["ARM_CLIENT_SECRET"] ?? "",
                scope: "https://graph.microsoft.com/.default",
            }).toString(),
        },
    );
    return {
        auth0: (method, path, body) => send("auth0", method, `https://${domain}/api/v2/${path}`, json(body, ofTenant)),
        graph: (method, path, body) =>
            send("microsoft", method, `https://graph.microsoft.com/v1.0/${path}`, json(body, ofDirectory)),
    };
}
