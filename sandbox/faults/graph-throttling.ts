import type { Clock } from "../service/clock.ts";
import { type CountedRequest, type Limiter, type Rate, TokenBucket } from "../service/limiter.ts";
import { microsoftAnswer } from "./microsoft-answers.ts";

/** Size of a directory by its users: below 50, up to 500, above. */
export type DirectorySize = "S" | "M" | "L";

export interface GraphQuota {
    readonly size: DirectorySize;
    readonly tenantId: string;

    /** Client id of the one application that is counted. */
    readonly clientId: string;

    /** Whether an app registration is open to personal accounts, by its object id; one that does not exist is not. */
    readonly isPersonal: (objectId: string) => boolean;
}

const resourceUnits: Readonly<Record<DirectorySize, Rate>> = {
    S: { burst: 3500, sustained: 3500, perSeconds: 10 },
    M: { burst: 5000, sustained: 5000, perSeconds: 10 },
    L: { burst: 8000, sustained: 8000, perSeconds: 10 },
};
const writes: Rate = { burst: 3000, sustained: 3000, perSeconds: 150 };
const writesOfPersonalApplications: Rate = { burst: 60, sustained: 60, perSeconds: 60 };

/** Requests that cost more than one resource unit, of those a deployment makes. */
const costs: readonly [method: string, path: RegExp, units: number][] = [
    ["GET", /^\/(v1\.0|beta)\/applications$/, 2],
    ["GET", /^\/(v1\.0|beta)\/oauth2PermissionGrants(\/[^/]+)?$/, 2],
    ["GET", /^\/(v1\.0|beta)\/servicePrincipals\/[^/]+\/appRoleAssignments$/, 2],
];

const graph = /^\/(v1\.0|beta)\//;

/**
 * Microsoft Graph's published limits for one application in one directory (Microsoft, "Microsoft Graph service-specific throttling
 * limits": Identity and access): resource units, writes, and writes of app registrations that are open to personal accounts.
 */
export function graphLimiter({ clientId, isPersonal, size, tenantId }: GraphQuota, clock: Clock): Limiter {
    const start = clock.now().getTime();
    const units = new TokenBucket(resourceUnits[size], start);
    const written = new TokenBucket(writes, start);
    const personal = new TokenBucket(writesOfPersonalApplications, start);
    return (request) => {
        if (!graph.test(request.path)) return { headers: {} };
        const now = clock.now().getTime();
        const cost = resourceUnitsOf(request);
        const needs = [
            { bucket: units, cost, limit: "ReadWrite", why: "ResourceUnitLimitExceeded" },
            ...(request.method === "GET"
                ? []
                : [{ bucket: written, cost: 1, limit: "Write", why: "WriteLimitExceeded" }]),
            ...(changesPersonal(request, isPersonal)
                ? [{ bucket: personal, cost: 1, limit: "Write", why: "WriteLimitExceeded" }]
                : []),
        ];
        const lacking = needs.find((need) => need.bucket.wait(now, need.cost) > 0);
        if (lacking === undefined) {
            for (const need of needs) need.bucket.take(now, need.cost);
            return { headers: { "x-ms-resource-unit": String(cost), ...percentage(needs, now) } };
        }
        const seconds = Math.max(1, Math.ceil(lacking.bucket.wait(now, lacking.cost) / 1000));
        const scope = `Tenant_Application/${lacking.limit}/${clientId}/${tenantId}`;
        const refusal = microsoftAnswer("throttled", request.path, clock);
        refusal.headers.set("retry-after", String(seconds));
        refusal.headers.set("x-ms-throttle-scope", scope);
        refusal.headers.set("x-ms-throttle-information", lacking.why);
        return { headers: {}, refusal };
    };
}

function resourceUnitsOf({ method, path, query }: CountedRequest): number {
    const base = costs.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2] ?? 1;
    const top = Number(query.get("$top") ?? Number.NaN);
    return Math.max(1, base - (query.has("$select") ? 1 : 0) + (query.has("$expand") ? 1 : 0) - (top < 20 ? 1 : 0));
}

function changesPersonal({ method, path }: CountedRequest, isPersonal: GraphQuota["isPersonal"]): boolean {
    const [, id] = /^\/(?:v1\.0|beta)\/applications\/([^/]+)/.exec(path) ?? [];
    return method !== "GET" && id !== undefined && isPersonal(id.toLowerCase());
}

/** Told only where more than four fifths of a limit are used. */
function percentage(needs: readonly { readonly bucket: TokenBucket }[], now: number): Record<string, string> {
    const used = Math.max(...needs.map(({ bucket }) => 1 - bucket.remaining(now) / bucket.rate.burst));
    return used <= 0.8 ? {} : { "x-ms-throttle-limit-percentage": used.toFixed(1) };
}
