import type { Rate } from "../service/limiter.ts";

/** Requests that share a bucket. */
export interface RateRule {
    /** Name of the bucket. */
    readonly bucket: string;

    /** @default every method */
    readonly methods?: readonly string[];
    readonly path: RegExp;

    /** Counts only requests with this parameter. @default with or without */
    readonly parameter?: string;
    readonly rate: Rate;

    /** Taken from this bucket alone, and not from those of the rules below. @default false */
    readonly alone?: boolean;
}

const reads = ["GET"];
const writes = ["POST", "PATCH", "DELETE"];
const managementApi = /^\/api\/v2\//;
const organizations = /^\/api\/v2\/organizations(\/[^/]+)?$/;
const organizationConnections = /^\/api\/v2\/organizations\/[^/]+\/enabled_connections/;
const authenticationApi = /^\/(?!api\/v2\/)/;

const perSecond = (burst: number, sustained: number): Rate => ({ burst, sustained, perSeconds: 1 });
const perMinute = (burst: number, sustained: number): Rate => ({ burst, sustained, perSeconds: 60 });

const enterprise = (management: Rate): readonly RateRule[] => [
    { bucket: "write organizations", methods: writes, path: organizations, rate: perMinute(5, 150) },
    {
        bucket: "read organization connections",
        methods: reads,
        path: organizationConnections,
        rate: perMinute(10, 100),
    },
    {
        bucket: "write organization connections",
        methods: writes,
        path: organizationConnections,
        rate: perMinute(5, 150),
    },
    { bucket: "search clients", methods: reads, path: /^\/api\/v2\/clients$/, parameter: "q", rate: perMinute(5, 150) },
    { bucket: "Management API", path: managementApi, rate: management },
    { bucket: "Authentication API", path: authenticationApi, rate: perSecond(100, 100) },
];

/**
 * Auth0's published rates by subscription, of the routes that a deployment uses (Auth0, "Rate Limit Configurations"): a request takes
 * from every bucket whose rule it fits, and is refused where one is empty.
 */
export const auth0RatePlans = {
    free: [
        { bucket: "Management API", path: managementApi, rate: perSecond(2, 2) },
        { bucket: "get token", methods: ["POST"], path: /^\/oauth\/token$/, rate: perSecond(30, 30) },
        { bucket: "Authentication API", path: authenticationApi, rate: perMinute(300, 300) },
    ],
    "self service": [
        {
            bucket: "read organizations",
            methods: reads,
            path: /^\/api\/v2\/organizations$/,
            rate: perMinute(5, 50),
            alone: true,
        },
        {
            bucket: "read organizations by id",
            methods: reads,
            path: organizations,
            rate: perMinute(20, 200),
            alone: true,
        },
        { bucket: "write organizations", methods: writes, path: organizations, rate: perMinute(5, 25), alone: true },
        {
            bucket: "read organization connections",
            methods: reads,
            path: organizationConnections,
            rate: perMinute(5, 50),
            alone: true,
        },
        {
            bucket: "write organization connections",
            methods: writes,
            path: organizationConnections,
            rate: perMinute(5, 25),
            alone: true,
        },
        { bucket: "read clients", methods: reads, path: /^\/api\/v2\/clients$/, rate: perMinute(5, 100), alone: true },
        {
            bucket: "read connections",
            methods: reads,
            path: /^\/api\/v2\/connections$/,
            rate: perMinute(5, 50),
            alone: true,
        },
        { bucket: "all other endpoints", path: managementApi, rate: perMinute(10, 150) },
        { bucket: "Authentication API", path: authenticationApi, rate: perSecond(25, 25) },
    ],
    "enterprise, non-production": enterprise(perSecond(10, 2)),
    "enterprise, production": enterprise(perSecond(50, 16)),
    "private cloud, 100 RPS": enterprise(perSecond(50, 50)),
} as const satisfies Readonly<Record<string, readonly RateRule[]>>;

export type Auth0RatePlan = keyof typeof auth0RatePlans;
