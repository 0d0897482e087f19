import { once } from "node:events";
import { request } from "node:http";
import { createServer } from "node:net";
import { expect, it } from "vitest";
import { OwnBrowser } from "../../../proof/real/own-browser.ts";
import { checkScopes, trialClientScopes } from "../../../proof/real/trial-client.ts";

async function freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, "close");
    return port;
}

/** Status and headers of one request on this machine. */
async function ask(port: number, path: string, options: { readonly method?: string; readonly host?: string } = {}) {
    const { host = `localhost:${port}`, method = "GET" } = options;
    const asked = request({ host: "127.0.0.1", port, path, method, headers: { host } }).end();
    const [response] = await once(asked, "response");
    response.resume();
    await once(response, "end");
    return response;
}

function browser(open: (url: string) => Promise<void>, patience = 5000, signal = new AbortController().signal) {
    return new OwnBrowser({ open, patience, signal });
}

it("takes the callback alone, and answers it with a page that can do nothing", async () => {
    const port = await freePort();
    const callback = `http://localhost:${port}/callback`;
    const statuses: number[] = [];
    let headers: Readonly<Record<string, unknown>> = {};
    const open = async () => {
        for (const [path, options] of [
            ["/", {}],
            ["/callback", {}],
            ["/callback?code=c", { method: "POST" }],
            ["/callback?code=c", { host: "evil.example" }],
        ] as const) {
            statuses.push((await ask(port, path, options)).statusCode);
        }
        const answer = await ask(port, "/callback?code=c&state=s");
        statuses.push(answer.statusCode);
        headers = answer.headers;
    };
    let opened = Promise.resolve();
    const back = await browser(() => {
        opened = open();
        return opened;
    }).goThrough("https://login.example/authorize", callback);
    await opened;

    expect(back.href).toBe(`${callback}?code=c&state=s`);
    expect(statuses).toEqual([404, 400, 405, 421, 200]);
    expect(headers).toMatchObject({
        "content-type": "text/plain; charset=utf-8",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    });
    await expect(ask(port, "/callback?code=c")).rejects.toThrow("ECONNREFUSED");
});

it("gives the app's refusal on, and ends when nobody comes back or the person gives up", async () => {
    const port = await freePort();
    const callback = `http://localhost:${port}/callback`;
    const refused = browser(async () => void (await ask(port, "/callback?error=access_denied&error_description=no")));
    await expect(refused.goThrough("https://login.example", callback)).rejects.toMatchObject({
        name: "Refusal",
        code: "access_denied",
        message: "no",
    });
    await expect(browser(async () => {}, 20).goThrough("https://login.example", callback)).rejects.toThrow(
        `nobody came back to ${callback} within 0 seconds`,
    );
    const stop = new AbortController();
    const given = browser(async () => stop.abort(), 5000, stop.signal).goThrough("https://login.example", callback);
    await expect(given).rejects.toThrow("the person gave up");
});

it("says which port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const trip = browser(async () => {}).goThrough("https://login.example", `http://localhost:${port}/callback`);
    await expect(trip).rejects.toThrow(
        `port ${port} is taken on this machine: stop the app that has it, and try again`,
    );
    server.close();
    await once(server, "close");
});

it("refuses up front with all scopes that a temporary client lacks", () => {
    expect(() => checkScopes(trialClientScopes)).not.toThrow();
    expect(() => checkScopes(trialClientScopes.filter((scope) => !/^create/.test(scope)))).toThrow(
        "the Auth0 credentials lack create:client_grants, create:clients.",
    );
});
