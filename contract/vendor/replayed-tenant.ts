import { issueClientToken } from "../../sandbox/auth0/access-tokens.ts";
import { auth0Service } from "../../sandbox/auth0/auth0-service.ts";
import { managementScopes } from "../../sandbox/auth0/management-scopes.ts";
import { SigningKey } from "../../sandbox/auth0/signing-key.ts";
import { Tenant } from "../../sandbox/auth0/tenant.ts";
import { Clock } from "../../sandbox/service/clock.ts";
import { Faults } from "../../sandbox/service/faults.ts";
import { RequestLog } from "../../sandbox/service/request-log.ts";
import type { Reply } from "./comparison.ts";

const replayer = { clientId: "replayerReplayerReplayerReplayer", clientSecret: "replayer-secret" };

/** By domain. Making one takes longer than to replay a cassette. */
const keys = new Map<string, SigningKey>();

/** A fresh tenant of the sandbox, asked in this process. */
export interface ReplayedTenant {
    readonly tenant: Tenant;

    /** Asks the service as the deployer, with every scope. */
    ask(request: { method: string; url: string; body: string; contentType: string }): Promise<Reply>;
}

/** @param domain the recorded tenant's, so that its identifiers need no translation */
export async function replayedTenant(domain: string): Promise<ReplayedTenant> {
    const context = { clock: new Clock(), faults: new Faults(), requests: new RequestLog() };
    const signingKey = keys.get(domain) ?? new SigningKey(domain, context.clock);
    keys.set(domain, signingKey);
    const tenant = new Tenant({ domain, customDomains: [], deployer: replayer }, context.clock, signingKey);
    const app = auth0Service(tenant, context);
    const token = await deployerToken(tenant, domain);
    // The token works on; lists are then as long as the recorded ones.
    tenant.clients.delete(replayer.clientId);
    tenant.clientGrants.clear();
    return {
        tenant,
        ask: async ({ method, url, body, contentType }) => {
            const response = await app.request(url, {
                method,
                headers: { host: domain, authorization: `Bearer ${token}`, "content-type": contentType },
                ...(body === "" || method === "GET" ? {} : { body }),
            });
            const text = await response.text();
            return {
                status: response.status,
                body: text === "" ? undefined : JSON.parse(text),
                contentType: response.headers.get("content-type") ?? undefined,
            };
        },
    };
}

function deployerToken(tenant: Tenant, domain: string): Promise<string> {
    const client = tenant.clients.get(replayer.clientId);
    const api = [...tenant.resourceServers.values()].find(({ identifier }) => identifier === tenant.managementApi);
    if (client === undefined || api === undefined) throw new Error("the tenant has no deployer, or no Management API");
    return issueClientToken(tenant, domain, client, api, managementScopes);
}
