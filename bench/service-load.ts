import { randomUUID } from "node:crypto";
import { startWorld } from "../sandbox/world.ts";
import { askToken } from "./ask-token.ts";
import { withBareService } from "./bare-service.ts";
import { requestsPerSecond } from "./requests-per-second.ts";

export interface ServiceLoad {
    readonly auth0: number;
    readonly microsoft: number;

    /** The same TLS server with one route that answers a constant. */
    readonly floor: number;
}

/** Requests per second that each service answers to a caller with a token; client and service share the machine. */
export async function serviceLoad(): Promise<ServiceLoad> {
    const deployer = { clientId: randomUUID(), clientSecret: randomUUID(), objectId: randomUUID() };
    const tenantId = randomUUID();
    const domain = "bench.eu.auth0.com";
    const world = await startWorld({
        tenant: { domain, customDomains: [], deployer },
        directory: { tenantId, domain: "bench.example", deployer },
    });
    try {
        const { caPem, services } = world;
        const auth0 = { port: services.auth0.portNumber, hostName: domain, caPem };
        const microsoft = { port: services.microsoft.portNumber, hostName: "graph.microsoft.com", caPem };
        const grant = {
            client_id: deployer.clientId,
            client_secret: deployer.clientSecret,
            grant_type: "client_credentials",
        };
        const auth0Token = await askToken(auth0, "/oauth/token", { ...grant, audience: `https://${domain}/api/v2/` });
        const graphToken = await askToken(
            { ...microsoft, hostName: "login.microsoftonline.com" },
            `/${tenantId}/oauth2/v2.0/token`,
            { ...grant, scope: "https://graph.microsoft.com/.default" },
        );
        return {
            auth0: await requestsPerSecond({
                ...auth0,
                path: "/api/v2/clients?page=0",
                headers: { authorization: `Bearer ${auth0Token}` },
            }),
            microsoft: await requestsPerSecond({
                ...microsoft,
                path: "/v1.0/applications",
                headers: { authorization: `Bearer ${graphToken}` },
            }),
            floor: await withBareService({ answer: "constant" }, (load) => requestsPerSecond(load)),
        };
    } finally {
        await world.close();
    }
}
