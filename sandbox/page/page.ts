import { readFileSync } from "node:fs";
import { Hono } from "hono";
import type { World } from "../world.ts";
import { type CarrierOptions, carry } from "./carrier.ts";
import { guard } from "./guard.ts";
import { message } from "./message.ts";
import { overviewPage } from "./overview-page.ts";
import { actorNames, carriedSentence } from "./sentences.ts";
import { actorAt, sendAndListen, territoryOf } from "./services.ts";
import { usableOutputs } from "./stack-outputs.ts";
import { remember, Walks } from "./walk.ts";
import { walkOf, walkRoutes } from "./walk-routes.ts";

export interface PageOptions {
    readonly world: World;
    readonly stack: string;

    /** Outputs of the deployed stack; `undefined` until there are some. */
    readonly outputs: () => Readonly<Record<string, unknown>> | undefined;

    /** The last result of the proof; `undefined` until it ran. */
    readonly proof: () => readonly ProofRow[] | undefined;
}

/** One claim of the proof. */
export interface ProofRow {
    readonly claim: string;
    readonly held: boolean;
    readonly evidence: string;
    readonly milliseconds: number;
    readonly group?: string;
}

const files = {
    "page.css": "text/css; charset=utf-8",
    "carried.css": "text/css; charset=utf-8",
    "icon.svg": "image/svg+xml",
} as const;

/** The page to look at, for one plain-http server on loopback. `origin` is asked once the server listens. */
export function pageApp({ world, stack, ...options }: PageOptions, origin: () => string): Hono {
    const app = new Hono();
    const walks = new Walks();
    const outputs = () => usableOutputs(options.outputs());

    app.use(guard(origin));
    app.get("/", (c) => c.html(overviewPage({ world, stack, outputs: outputs(), proof: options.proof() })));
    for (const [name, type] of Object.entries(files)) {
        const text = readFileSync(new URL(name, import.meta.url), "utf8");
        app.get(`/page/${name}`, (c) => c.body(text, 200, { "content-type": type, "cache-control": "no-cache" }));
    }
    app.route("/", walkRoutes({ world, walks, outputs }));
    app.all("/at/*", (c) =>
        carry(c, { territory: () => territoryOf(world), send: (request) => sendAndListen(world, request), onCarried }),
    );
    return app;

    function onCarried(...[c, heard]: Parameters<CarrierOptions["onCarried"]>): void {
        const walk = walkOf(c, walks);
        if (walk === undefined) return;
        const url = new URL(heard.request.url);
        const about = { stage: walk.pending?.stage ?? walk.stage, from: "browser", to: actorAt(url) } as const;
        const said = message({ ...about, sentence: carriedSentence(heard.request.method, url.pathname) }, heard);
        remember(walk, said);
        const { page, status } = said.answer;
        if (page?.error === undefined) return;
        // The person has read it on the page itself; the walk repeats it.
        walk.refusal = {
            stage: said.stage,
            by: actorNames[said.to],
            status,
            error: page.error,
            description: page.text,
        };
    }
}
