import { z } from "zod";
import { microsoftStrategies } from "../catalogue/auth0.ts";
import { type SignInAudience, signInAudiences } from "../catalogue/microsoft.ts";

const slot = z.object({ issued: z.string(), ends: z.string(), active: z.boolean() });

const connection = z.object({
    id: z.string(),
    name: z.string(),
    strategy: z.enum(microsoftStrategies),
    entraClientId: z.string(),
    adminConsentUrl: z.string().optional(),
    signIn: z.boolean(),
    tokenVault: z.boolean(),
    signInAudience: z.enum(Object.keys(signInAudiences) as [SignInAudience, ...SignInAudience[]]),
    commonEndpoint: z.boolean(),
    directory: z.string().optional(),
    scopes: z.array(z.string()),
    adminConsent: z.boolean(),
    assignedTo: z.array(z.string()),
    secretSlots: z.record(z.string(), slot).optional(),
});

const client = z.object({
    kind: z.enum(["web", "spa", "existing"]),
    authentication: z.literal("private_key_jwt").optional(),
    clientId: z.string(),
    apiClientId: z.string().optional(),
    callbacks: z.array(z.string()).optional(),
    connections: z.array(z.string()),
    connectScopes: z.record(z.string(), z.array(z.string())),
    settings: z.record(z.string(), z.string()),
});

const outputs = z.object({
    redirectUris: z.array(z.string()).min(1),
    myAccountAudience: z.string(),
    auth0Domain: z.string(),
    microsoftTenantId: z.string(),
    linking: z.enum(["additive", "handover", "exclusive"]),
    connections: z.record(z.string(), connection),
    clients: z.record(z.string(), client),
    clientSecrets: z.record(z.string(), z.string()),
});

/** A connection as the stack's outputs tell of it. */
export type DeployedConnection = z.infer<typeof connection> & { readonly key: string };

/** A client as the stack's outputs tell of it, with its secret where the stack has one. */
export type DeployedClient = z.infer<typeof client> & { readonly key: string; readonly secret: string | undefined };

/** A deployed stack, by its outputs alone. */
export interface Deployed {
    readonly stack: string;

    /** Domain that the apps use; the first of all. */
    readonly domain: string;

    /** The tenant's own domain, where its Management API is. */
    readonly tenantDomain: string;

    /** Every domain that users may sign in on. */
    readonly domains: readonly string[];

    readonly redirectUris: readonly string[];
    readonly microsoftTenantId: string;
    readonly linking: z.infer<typeof outputs>["linking"];
    readonly connections: readonly DeployedConnection[];
    readonly clients: readonly DeployedClient[];
}

/** Reads a stack's outputs; what is missing in them, or not as expected, is said in one message. */
export function deployedStack(stack: string, values: unknown): Deployed {
    const { data, error } = outputs.safeParse(values);
    if (data === undefined) {
        throw new Error(
            `The outputs of stack ${stack} are not those of a deployed stack of this version:\n${z.prettifyError(error)}`,
        );
    }
    const domains = data.redirectUris.map((uri) => new URL(uri).host);
    return {
        stack,
        domain: new URL(data.myAccountAudience).host,
        tenantDomain: data.auth0Domain,
        domains,
        redirectUris: data.redirectUris,
        microsoftTenantId: data.microsoftTenantId,
        linking: data.linking,
        connections: Object.entries(data.connections).map(([key, value]) => ({ key, ...value })),
        clients: Object.entries(data.clients).map(([key, value]) => ({
            key,
            secret: data.clientSecrets[key],
            ...value,
        })),
    };
}
