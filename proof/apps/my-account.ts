import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import { Refusal } from "../../clouds/refusal.ts";
import type { Traveller } from "./web-app.ts";

const started = z.object({
    auth_session: z.string(),
    connect_uri: z.url(),
    connect_params: z.object({ ticket: z.string() }),
});
const account = z.object({
    id: z.string(),
    connection: z.string(),
    access_type: z.string(),
    scopes: z.array(z.string()).default([]),
});
const accounts = z.object({ accounts: z.array(account), next: z.string().optional() });
const problem = z.object({ type: z.string(), title: z.string(), detail: z.string() });

/** A Microsoft account that a user connected. */
export type ConnectedAccount = z.infer<typeof account>;

export interface ConnectOptions {
    readonly connection: string;
    readonly scopes: readonly string[];
    readonly callback: string;
    readonly loginHint?: string;
    readonly prompt?: string;
    readonly answer?: "accept" | "cancel";
}

/** The My Account API for one signed-in user, with the requests that Auth0's SDKs send. */
export class MyAccount {
    private readonly domain: string;
    private readonly token: string;
    private readonly origin: string | undefined;

    /** @param origin where the page of a single-page app is from: its browser lets it read an answer only with leave */
    constructor(domain: string, token: string, origin?: string) {
        this.domain = domain;
        this.token = token;
        this.origin = origin;
    }

    /** The Connected Accounts flow: the user goes to Microsoft, and the vault gets what comes back. */
    async connect(person: Traveller, options: ConnectOptions): Promise<ConnectedAccount> {
        const { callback, connection, scopes, loginHint, prompt, answer } = options;
        const [state, verifier] = [random(), random()];
        const { auth_session, connect_uri, connect_params } = started.parse(
            await this.call("POST", "connect", {
                connection,
                redirect_uri: callback,
                state,
                code_challenge: createHash("sha256").update(verifier).digest("base64url"),
                code_challenge_method: "S256",
                scopes,
                authorization_params: {
                    ...(loginHint === undefined ? {} : { login_hint: loginHint }),
                    ...(prompt === undefined ? {} : { prompt }),
                },
            }),
        );
        const url = new URL(connect_uri);
        url.searchParams.set("ticket", connect_params.ticket);
        const back = await person.goThrough(url.href, callback, answer);
        if (back.searchParams.get("state") !== state) throw new Refusal("callback", 302, "state", "another state");
        return account.parse(
            await this.call("POST", "complete", {
                auth_session,
                connect_code: back.searchParams.get("connect_code"),
                redirect_uri: callback,
                code_verifier: verifier,
            }),
        );
    }

    /** The user's accounts on one connection. */
    async accounts(connection: string): Promise<ConnectedAccount[]> {
        const found: ConnectedAccount[] = [];
        let from: string | undefined;
        do {
            const query = new URLSearchParams({ connection, take: "20", ...(from === undefined ? {} : { from }) });
            const page = accounts.parse(await this.call("GET", `accounts?${query}`));
            found.push(...page.accounts);
            from = page.next;
        } while (from !== undefined);
        return found;
    }

    async disconnect(id: string): Promise<void> {
        await this.call("DELETE", `accounts/${id}`);
    }

    async disconnectAll(connection: string): Promise<void> {
        for (const { id } of await this.accounts(connection)) await this.disconnect(id);
    }

    private async call(method: string, path: string, body?: object): Promise<unknown> {
        const response = await fetch(`https://${this.domain}/me/v1/connected-accounts/${path}`, {
            method,
            headers: {
                authorization: `Bearer ${this.token}`,
                ...(this.origin === undefined ? {} : { origin: this.origin }),
                ...(body === undefined ? {} : { "content-type": "application/json" }),
            },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        if (this.origin !== undefined && response.headers.get("access-control-allow-origin") !== this.origin) {
            await response.body?.cancel();
            throw new Refusal(this.domain, response.status, "cors", `a browser keeps the answer from ${this.origin}`);
        }
        if (response.status === 204) return undefined;
        const answer: unknown = await response.json();
        if (response.ok) return answer;
        const { data } = problem.safeParse(answer);
        throw new Refusal(this.domain, response.status, data?.title ?? "error", data?.detail ?? "");
    }
}

function random(): string {
    return randomBytes(32).toString("base64url");
}
