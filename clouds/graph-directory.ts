import { Client, type GraphRequest } from "@microsoft/microsoft-graph-client";
import { z } from "zod";
import { Refusal } from "./refusal.ts";
import { refusing } from "./sdk-refusal.ts";

/** The app registration that deployments sign in as. */
export interface DirectoryCredentials {
    readonly tenantId: string;
    readonly clientId: string;
    readonly clientSecret: string;
}

const tokenReply = z.object({ access_token: z.string() });
const tokenError = z.object({ error: z.string(), error_description: z.string() });
const host = "login.microsoftonline.com";

/** A Microsoft directory as deployments see it. */
export class GraphDirectory {
    private readonly client: Client;
    private token: Promise<string> | undefined;

    constructor(credentials: DirectoryCredentials) {
        this.client = Client.initWithMiddleware({
            authProvider: {
                getAccessToken: () => {
                    this.token ??= clientToken(credentials, "https://graph.microsoft.com/.default");
                    return this.token;
                },
            },
        });
    }

    /** What a path of Microsoft Graph holds; undefined where there is nothing. */
    async find(path: string, filter?: string): Promise<unknown> {
        const request: GraphRequest = this.client.api(path);
        try {
            return await refusing(
                "graph.microsoft.com",
                (filter === undefined ? request : request.filter(filter)).get(),
            );
        } catch (error) {
            if (error instanceof Refusal && [403, 404].includes(error.status)) return undefined;
            throw error;
        }
    }
}

/** A token for an application itself; what Microsoft's login refuses is thrown as a `Refusal`. */
export async function clientToken(
    { tenantId, clientId, clientSecret }: DirectoryCredentials,
    scope: string,
): Promise<string> {
    const response = await fetch(`https://${host}/${tenantId}/oauth2/v2.0/token`, {
        method: "POST",
        body: new URLSearchParams({
            grant_type: "client_credentials",
            client_id: clientId,
            client_secret: clientSecret,
            scope,
        }),
    });
    const body: unknown = await response.json();
    if (response.ok) return tokenReply.parse(body).access_token;
    const { error, error_description } = tokenError.parse(body);
    throw new Refusal(host, response.status, error, error_description);
}
