import { type LocalServer, startLocalServer } from "../../../sandbox/local-server.ts";
import { type PageOptions, pageApp } from "../../../sandbox/page/page.ts";
import { Browser, type Visit } from "../browser.ts";
import { type DeployedWorld, startDeployedWorld } from "./deployed-world.ts";

/** One answer of the page. */
export interface Sent {
    readonly path: string;
    readonly headers: string;
    readonly body: string;
}

/** The page over a deployed world, served as it will be, and a browser without scripts that visits it. */
export interface ServedPage extends DeployedWorld {
    readonly origin: string;

    /** Everything that browsers were sent, to look for what must not be in it. */
    readonly sent: Sent[];
    browser(): Browser;

    /** Goes to the first page and begins a walk. */
    begin(browser: Browser, client: string, connection: string): Promise<Visit>;
    close(): Promise<void>;
}

export async function startPage(options: Partial<PageOptions> = {}): Promise<ServedPage> {
    const deployed = await startDeployedWorld();
    const server: LocalServer = await startLocalServer((origin) =>
        pageApp(
            {
                world: deployed.world,
                stack: "dev",
                outputs: () => deployed.outputs,
                proof: () => undefined,
                ...options,
            },
            origin,
        ),
    );
    const { origin } = server;
    const sent: Sent[] = [];
    const asBrowser: typeof fetch = async (input, init) => {
        const headers = new Headers(init?.headers);
        if (init?.method === "POST") headers.set("sec-fetch-site", "same-origin");
        const response = await fetch(input, { ...init, headers });
        sent.push({
            path: new URL(response.url).pathname,
            headers: [...response.headers].join("\n"),
            body: await response.clone().text(),
        });
        return response;
    };
    return {
        ...deployed,
        origin,
        sent,
        browser: () => new Browser(asBrowser, (url) => url.origin !== origin),
        begin: async (browser, client, connection) => {
            const answer = await browser.post(`${origin}/walk`, { client, connection });
            return browser.open(new URL(answer.location ?? "", origin).href);
        },
        close: async () => {
            await server.close();
            await deployed.world.close();
        },
    };
}
