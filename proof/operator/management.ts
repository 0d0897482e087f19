import { z } from "zod";
import { Refusal } from "../refusal.ts";

/** An application that may use the Management API: the one that deployments sign in with. */
export interface OperatorCredentials {
    readonly domain: string;
    readonly clientId: string;
    readonly clientSecret: string;
}

const tokenReply = z.object({ access_token: z.string() });
const refusal = z.object({ message: z.string().optional(), error: z.string(), errorCode: z.string().optional() });

/** The tenant's Management API, for what an app cannot see or make: why something is refused, and applications for a trial. */
export class Management {
    private readonly credentials: OperatorCredentials;
    private token: Promise<string> | undefined;

    constructor(credentials: OperatorCredentials) {
        this.credentials = credentials;
    }

    /** One request; the path is what follows `/api/v2/`. */
    async call(method: string, path: string, body?: object): Promise<unknown> {
        this.token ??= this.newToken();
        const { domain } = this.credentials;
        const response = await fetch(`https://${domain}/api/v2/${path}`, {
            method,
            headers: { authorization: `Bearer ${await this.token}`, "content-type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        return answerOf(domain, response);
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

    private async newToken(): Promise<string> {
        const { domain, clientId, clientSecret } = this.credentials;
        const response = await fetch(`https://${domain}/oauth/token`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({
                grant_type: "client_credentials",
                client_id: clientId,
                client_secret: clientSecret,
                audience: `https://${domain}/api/v2/`,
            }),
        });
        return tokenReply.parse(await answerOf(domain, response)).access_token;
    }
}

async function answerOf(domain: string, response: Response): Promise<unknown> {
    const text = await response.text();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    if (response.ok) return body;
    const { data } = refusal.safeParse(body);
    throw new Refusal(domain, response.status, data?.errorCode ?? data?.error ?? "error", data?.message ?? "");
}
