import { z } from "zod";
import { Refusal } from "./refusal.ts";

/** An application that may use the Management API: the one that deployments sign in with. */
export interface OperatorCredentials {
    readonly domain: string;
    readonly clientId: string;
    readonly clientSecret: string;
}

const tokenReply = z.object({ access_token: z.string(), scope: z.string().default("") });
const refusal = z.object({
    message: z.string().optional(),
    error: z.string(),
    error_description: z.string().optional(),
    errorCode: z.string().optional(),
});

/** The tenant's Management API, for what an app cannot see or make: why something is refused, and applications for a trial. */
export class Management {
    private readonly credentials: OperatorCredentials;
    private token: Promise<z.infer<typeof tokenReply>> | undefined;

    constructor(credentials: OperatorCredentials) {
        this.credentials = credentials;
    }

    /** One request; the path is what follows `/api/v2/`. */
    async call(method: string, path: string, body?: object): Promise<unknown> {
        const { access_token } = await this.tokenReply();
        const { domain } = this.credentials;
        const response = await fetch(`https://${domain}/api/v2/${path}`, {
            method,
            headers: { authorization: `Bearer ${access_token}`, "content-type": "application/json" },
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

    /** What the credentials may do, as Auth0 says with the token. */
    async scopes(): Promise<string[]> {
        const { scope } = await this.tokenReply();
        return scope.split(" ");
    }

    private tokenReply(): Promise<z.infer<typeof tokenReply>> {
        this.token ??= this.newToken();
        return this.token;
    }

    private async newToken(): Promise<z.infer<typeof tokenReply>> {
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
        return tokenReply.parse(await answerOf(domain, response));
    }
}

async function answerOf(domain: string, response: Response): Promise<unknown> {
    const sent = await response.text();
    const body: unknown = sent === "" ? undefined : JSON.parse(sent);
    if (response.ok) return body;
    const { data } = refusal.safeParse(body);
    const text = data?.message ?? data?.error_description ?? "";
    throw new Refusal(domain, response.status, data?.errorCode ?? data?.error ?? "error", text);
}
