import { microsoftGraphHost } from "../catalogue/microsoft.ts";

/**
 * One request of Microsoft Graph as whoever the token is for; the path is what follows `/v1.0/`.
 *
 * @throws where Microsoft refuses it, with the status
 */
export async function graph(token: string, method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`https://${microsoftGraphHost}/v1.0/${path}`, {
        method,
        headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Microsoft Graph answered ${response.status} to ${method} ${path}`);
    return text === "" ? undefined : JSON.parse(text);
}
