import { microsoftGraphHost } from "../catalogue/microsoft.ts";
import { mayPass, patiently, Unanswered } from "./patiently.ts";

/**
 * One request of Microsoft Graph as whoever the token is for; the path is what follows `/v1.0/`. A read is made again where what went
 * wrong may pass; a change only where Microsoft says that it comes too soon, for it may be done.
 *
 * @throws where Microsoft refuses it, with the status
 */
export function graph(token: string, method: string, path: string, body?: object): Promise<unknown> {
    return patiently(
        () => asked(token, method, path, body),
        (error) => (method === "GET" ? mayPass(error) : error instanceof Unanswered && error.status === 429),
    );
}

async function asked(token: string, method: string, path: string, body: object | undefined): Promise<unknown> {
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
    if (!response.ok) {
        throw new Unanswered(`Microsoft Graph answered ${response.status} to ${method} ${path}`, response);
    }
    return text === "" ? undefined : JSON.parse(text);
}
