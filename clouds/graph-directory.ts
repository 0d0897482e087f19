import { Client, type GraphRequest } from "@microsoft/microsoft-graph-client";
import { decodeJwt } from "jose";
import { z } from "zod";
import { clientToken, type DirectoryCredentials } from "./microsoft-token.ts";
import { Refusal } from "./refusal.ts";
import { refusing } from "./sdk-refusal.ts";

export { clientToken, type DirectoryCredentials } from "./microsoft-token.ts";

/** A Microsoft directory as deployments see it. */
export class GraphDirectory {
    private readonly client: Client;
    private readonly credentials: DirectoryCredentials;
    private token: Promise<string> | undefined;

    constructor(credentials: DirectoryCredentials) {
        this.credentials = credentials;
        this.client = Client.initWithMiddleware({ authProvider: { getAccessToken: () => this.accessToken() } });
    }

    /** What a path of Microsoft Graph holds. @throws `Refusal` as Microsoft says it */
    async get(path: string, filter?: string): Promise<unknown> {
        // Got before the SDK asks for it: of what its provider of tokens throws, the SDK keeps neither status nor code.
        await this.accessToken();
        const request: GraphRequest = this.client.api(path);
        return refusing("graph.microsoft.com", (filter === undefined ? request : request.filter(filter)).get());
    }

    /** What a path of Microsoft Graph holds; undefined where there is nothing, or nothing that these credentials may see. */
    async find(path: string, filter?: string): Promise<unknown> {
        try {
            return await this.get(path, filter);
        } catch (error) {
            if (error instanceof Refusal && [403, 404].includes(error.status)) return undefined;
            throw error;
        }
    }

    /** All of a list, page after page: each page links to the next (Microsoft, "Paging Microsoft Graph data"). */
    async all(path: string, filter?: string): Promise<unknown[]> {
        const items: unknown[] = [];
        let page = graphPage.parse(await this.get(path, filter));
        items.push(...page.value);
        for (let next = page["@odata.nextLink"]; next !== undefined; next = page["@odata.nextLink"]) {
            page = graphPage.parse(await this.get(next));
            items.push(...page.value);
        }
        return items;
    }

    /** Application permissions that an administrator has given these credentials, as their token says. */
    async roles(): Promise<string[]> {
        return (await this.claims()).roles;
    }

    /** Directory (tenant) ID that the credentials are of, as their token says. */
    async tenantId(): Promise<string> {
        return (await this.claims()).tid;
    }

    private async claims(): Promise<z.infer<typeof tokenClaims>> {
        return tokenClaims.parse(decodeJwt(await this.accessToken()));
    }

    private accessToken(): Promise<string> {
        this.token ??= clientToken(this.credentials, "https://graph.microsoft.com/.default");
        return this.token;
    }
}

const tokenClaims = z.object({ roles: z.array(z.string()).default([]), tid: z.string() });
const graphPage = z.object({ value: z.array(z.unknown()), "@odata.nextLink": z.string().optional() });
