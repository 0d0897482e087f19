import { microsoftGraphHost, microsoftLoginHost } from "../../catalogue/microsoft.ts";
import type { LoggedRequest } from "../service/request-log.ts";
import type { World } from "../world.ts";
import type { Territory } from "./carried-address.ts";
import type { Actor } from "./message.ts";

/** Reaches the service that answers for a URL, in this process: no other can be reached. */
function send({ services, tenant }: World, request: Request): Promise<Response> {
    const { host } = new URL(request.url);
    if (tenant.hosts.includes(host)) return services.auth0.request(request);
    if (host === microsoftLoginHost || host === microsoftGraphHost) return services.microsoft.request(request);
    throw new TypeError(`nobody in the sandbox answers for ${host}`);
}

/** A response, and what Auth0 asked of Microsoft before it came. */
export interface Overheard {
    readonly response: Response;
    readonly meanwhile: readonly LoggedRequest[];
}

/** Sends a request, and listens in the services' log to what it sets off. */
export async function sendAndListen(world: World, request: Request): Promise<Overheard> {
    const mark = world.requests.mark();
    const response = await send(world, request);
    const isAuth0 = actorAt(new URL(request.url)) === "auth0";
    return {
        response,
        meanwhile: isAuth0 ? world.requests.since(mark).filter(({ service }) => service === "microsoft") : [],
    };
}

/** Who answers for a URL, as the walk names it. */
export function actorAt(url: URL): Actor {
    if (url.host === microsoftLoginHost) return "microsoft";
    return url.host === microsoftGraphHost ? "graph" : "auth0";
}

/** Hosts with pages for people, and where the apps of the tenant have browsers sent back to. */
export function territoryOf({ tenant }: World): Territory {
    return {
        hosts: [microsoftLoginHost, ...tenant.hosts],
        appAddresses: [...tenant.clients.values()].flatMap(({ callbacks, allowed_logout_urls }) => [
            ...(callbacks ?? []),
            ...(allowed_logout_urls ?? []),
        ]),
    };
}
