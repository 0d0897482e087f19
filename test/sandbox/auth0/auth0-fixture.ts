import { ManagementClient } from "auth0";
import { issueClientToken } from "../../../sandbox/auth0/access-tokens.ts";
import { auth0Service } from "../../../sandbox/auth0/auth0-service.ts";
import { managementScopes } from "../../../sandbox/auth0/management-scopes.ts";
import { Tenant, type TenantSeed } from "../../../sandbox/auth0/tenant.ts";
import { Clock } from "../../../sandbox/service/clock.ts";
import { Faults } from "../../../sandbox/service/faults.ts";
import type { Outbound } from "../../../sandbox/service/outbound.ts";
import { RequestLog } from "../../../sandbox/service/request-log.ts";
import type { ServiceContext } from "../../../sandbox/service/service-context.ts";
import { served } from "../served.ts";

export const domain = "acme-dev.eu.auth0.com";
export const customDomain = "login.acme.com";
export const managementApi = `https://${domain}/api/v2/`;
export const deployer = { clientId: "deployerDeployerDeployerDeployer", clientSecret: "deployer-secret" };

/** What came back, its body parsed. */
export interface Reply {
    readonly status: number;
    // biome-ignore lint/suspicious/noExplicitAny: replies are compared whole, or by a field the test is about
    readonly body: any;
    readonly headers: Headers;
}

/** A tenant behind real TLS for one test file, and the ways to talk to it. */
export interface Auth0 {
    readonly tenant: Tenant;
    readonly context: ServiceContext;
    readonly fetch: typeof fetch;

    /** The service without TLS and network, for tests that ask it very often. */
    readonly app: ReturnType<typeof auth0Service>;

    /** The vendor's own client, unmodified. */
    readonly sdk: ManagementClient;

    /** A plain Management API request with the deployer's token, or with one of given scopes. */
    call(method: string, path: string, body?: unknown, scopes?: readonly string[]): Promise<Reply>;

    /** A plain request, for what no client of a vendor would send. */
    send(url: string, init?: RequestInit): Promise<Reply>;

    /** An access token for the Management API. */
    token(scopes?: readonly string[]): Promise<string>;
    close(): Promise<void>;
}

/** @param outbound what answers for Microsoft; nobody if left out */
export async function startAuth0(seed: Partial<TenantSeed> = {}, outbound?: Outbound): Promise<Auth0> {
    const context = { clock: new Clock(), faults: new Faults(), requests: new RequestLog() };
    const tenant = new Tenant({ domain, customDomains: [], deployer, ...seed }, context.clock);
    const app = auth0Service(tenant, context, outbound);
    const service = await served(app);
    const send = async (url: string, init?: RequestInit): Promise<Reply> => {
        const response = await service.fetch(url, init);
        const text = await response.text();
        return {
            status: response.status,
            body: text === "" ? undefined : JSON.parse(text),
            headers: response.headers,
        };
    };
    const everyScope = deployerToken(tenant, managementScopes);
    const token = async (scopes?: readonly string[]) =>
        scopes === undefined ? everyScope : deployerToken(tenant, scopes);

    return {
        tenant,
        context,
        fetch: service.fetch,
        app,
        sdk: new ManagementClient({ domain, ...deployer, fetch: service.fetch, maxRetries: 0 }),
        send,
        token,
        call: async (method, path, body, scopes) =>
            send(`https://${domain}/api/v2${path}`, {
                method,
                headers: { authorization: `Bearer ${await token(scopes)}`, "content-type": "application/json" },
                ...(body === undefined ? {} : { body: JSON.stringify(body) }),
            }),
        close: service.close,
    };
}

/** A token as the token endpoint gives it, for the scopes of a test. */
function deployerToken(tenant: Tenant, scopes: readonly string[]): Promise<string> {
    const client = tenant.clients.get(deployer.clientId);
    const api = [...tenant.resourceServers.values()].find(({ identifier }) => identifier === managementApi);
    if (client === undefined || api === undefined) throw new Error("the tenant has no deployer, or no Management API");
    return issueClientToken(tenant, domain, client, api, scopes);
}
