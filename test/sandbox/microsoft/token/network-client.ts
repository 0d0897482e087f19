import type { INetworkModule } from "@azure/msal-node";

/** How Microsoft's own client library reaches a service of the tests. */
export function networkClient(send: typeof fetch): INetworkModule {
    const call = async (method: string, url: string, options?: { headers?: Record<string, string>; body?: string }) => {
        const reply = await send(url, {
            method,
            headers: options?.headers ?? {},
            ...(options?.body === undefined ? {} : { body: options.body }),
        });
        return { headers: Object.fromEntries(reply.headers), body: await reply.json(), status: reply.status };
    };
    return {
        sendGetRequestAsync: (url, options) => call("GET", url, options) as never,
        sendPostRequestAsync: (url, options) => call("POST", url, options) as never,
    };
}
