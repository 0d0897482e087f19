import { z } from "zod";

const connection = z.object({
    id: z.string(),
    name: z.string(),
    strategy: z.string(),
    entraClientId: z.string(),
    signIn: z.boolean(),
    tokenVault: z.boolean(),
    adminConsentUrl: z.string().optional(),
});

const client = z.object({
    kind: z.enum(["web", "spa", "existing"]),
    clientId: z.string(),
    apiClientId: z.string().optional(),
    callbacks: z.array(z.string()).optional(),
    connections: z.array(z.string()),
    connectScopes: z.record(z.string(), z.array(z.string())),
    settings: z.record(z.string(), z.string()),
});

const stackOutputs = z.object({
    connections: z.record(z.string(), connection),
    clients: z.record(z.string(), client),
    clientSecrets: z.record(z.string(), z.string()).default({}),
    redirectUris: z.array(z.string()),
    myAccountAudience: z.string(),
});

export type ConnectionOutput = z.infer<typeof connection>;
export type ClientOutput = z.infer<typeof client>;

/** What the page needs of a deployed stack's outputs. */
export type StackOutputs = z.infer<typeof stackOutputs>;

/** Outputs that can be used; nothing before there are some, and nothing where a program of another kind was deployed. */
export function usableOutputs(raw: Readonly<Record<string, unknown>> | undefined): StackOutputs | undefined {
    const parsed = stackOutputs.safeParse(raw);
    return parsed.success ? parsed.data : undefined;
}

/** The domain whose redirect URI comes first: the one apps are told to use. */
export function appDomain({ myAccountAudience }: StackOutputs): string {
    return new URL(myAccountAudience).host;
}
