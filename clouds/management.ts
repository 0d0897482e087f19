import { z } from "zod";
import { answerOf } from "./auth0-answer.ts";
import { bearer } from "./bearer.ts";
import { type ManagementToken, managementToken, type OperatorCredentials } from "./management-token.ts";
import { Refusal } from "./refusal.ts";

export type { OperatorCredentials } from "./management-token.ts";

/** The tenant's Management API, for what an app cannot see or make: why something is refused, and applications for a trial. */
export class Management {
    private readonly credentials: OperatorCredentials;
    private token: Promise<ManagementToken> | undefined;

    constructor(credentials: OperatorCredentials) {
        this.credentials = credentials;
    }

    /** One request; the path is what follows `/api/v2/`. */
    async call(method: string, path: string, body?: object): Promise<unknown> {
        const { access_token } = await this.tokenReply();
        const { domain } = this.credentials;
        for (let attempt = 1; ; attempt += 1) {
            const response = await fetch(`https://${domain}/api/v2/${path}`, {
                method,
                headers: { authorization: bearer(access_token), "content-type": "application/json" },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            });
            if (response.status !== 429 || attempt === patience) return answerOf(domain, response);
            await response.body?.cancel();
            await new Promise((resolve) => setTimeout(resolve, waitingTime(response.headers, Date.now())));
        }
    }

    /** What a path holds; undefined where there is nothing, or nothing that these credentials may see. */
    async find(path: string): Promise<unknown> {
        try {
            return await this.call("GET", path);
        } catch (error) {
            if (error instanceof Refusal && [403, 404, 501].includes(error.status)) return undefined;
            throw error;
        }
    }

    /**
     * All of a list, page after page (Auth0, "checkpoint pagination").
     *
     * @param path what follows `/api/v2/`
     * @param name name of the list in the answer
     */
    async all(path: string, name: string): Promise<unknown[]> {
        const items: unknown[] = [];
        let from: string | undefined;
        do {
            const query = `${path.includes("?") ? "&" : "?"}take=100${from === undefined ? "" : `&from=${encodeURIComponent(from)}`}`;
            const page = checkpointPage.parse(await this.call("GET", `${path}${query}`));
            items.push(...z.array(z.unknown()).parse(page[name]));
            from = page.next ?? undefined;
        } while (from !== undefined);
        return items;
    }

    /** All of a list that has numbered pages only (Auth0, "offset pagination"). */
    async allByNumber(path: string, name: string): Promise<unknown[]> {
        const items: unknown[] = [];
        for (let page = 0; ; page += 1) {
            const query = `${path.includes("?") ? "&" : "?"}per_page=100&page=${page}&include_totals=true`;
            const found = numberedPage.parse(await this.call("GET", `${path}${query}`));
            const more = z.array(z.unknown()).parse(found[name]);
            items.push(...more);
            if (more.length === 0 || items.length >= found.total) return items;
        }
    }

    /** What the credentials may do, as Auth0 says with the token. */
    async scopes(): Promise<string[]> {
        const { scope } = await this.tokenReply();
        return scope.split(" ").filter((one) => one !== "");
    }

    private tokenReply(): Promise<ManagementToken> {
        this.token ??= managementToken(this.credentials);
        return this.token;
    }
}

const checkpointPage = z.looseObject({ next: z.string().nullish() });
const numberedPage = z.looseObject({ total: z.number() });

/** How often a request is sent that Auth0 says comes too soon. */
const patience = 5;

/** Milliseconds until Auth0 takes requests again: at least a little, a minute at most. */
function waitingTime(headers: Headers, now: number): number {
    const reset = Number(headers.get("x-ratelimit-reset") ?? "") * 1000 - now;
    return Math.min(Math.max(Number.isNaN(reset) ? 0 : reset, 250), 60_000);
}
