import { parseDocument } from "yaml";
import { z } from "zod";
import { microsoftStrategies } from "../../catalogue/auth0.ts";
import { listedDomains } from "../../infra/auth0-domains.ts";

/** A stack file as far as an adoption needs it: where to look, and what for. Everything else may be missing. */
export interface Sketch {
    readonly auth0: {
        readonly domain: string;
        readonly customDomain?: string | undefined;
        readonly cutOverDomains: readonly string[];
        readonly myAccountApi?: string | undefined;
    };
    readonly microsoft: { readonly tenantId: string };
    readonly linking: string;

    /** By key. */
    readonly connections: Readonly<Record<string, SketchedConnection>>;

    /** By key. */
    readonly clients: Readonly<Record<string, SketchedClient>>;
}

/** A connection's settings as the file has them. */
export type SketchedConnection = Readonly<Record<string, unknown>> & {
    readonly strategy?: string | undefined;
    readonly name?: string | undefined;
    readonly appRegistration?: string | undefined;
};

/** A client's settings as the file has them. */
export type SketchedClient = Readonly<Record<string, unknown>> & {
    readonly kind: "web" | "spa" | "existing";
    readonly name?: string | undefined;
    readonly clientId?: string | undefined;
    readonly api?: { readonly identifier?: string | undefined } | undefined;
    readonly connections?: readonly string[] | undefined;
};

const connection = z.looseObject({
    strategy: z.enum(microsoftStrategies).optional(),
    name: z.string().optional(),
    appRegistration: z.string().optional(),
});

const client = z.looseObject({
    kind: z.enum(["web", "spa", "existing"]),
    name: z.string().optional(),
    clientId: z.string().optional(),
    api: z.looseObject({ identifier: z.string().optional() }).optional(),
    connections: z.array(z.string()).optional(),
});

const sketch = z.object({
    auth0: z.looseObject({
        domain: z.string(),
        customDomain: z.string().optional(),
        cutOverDomains: z.array(z.string()).default([]),
        myAccountApi: z.string().optional(),
    }),
    microsoft: z.looseObject({ tenantId: z.string() }),
    linking: z.string().default("additive"),
    connections: z.record(z.string(), connection),
    clients: z.record(z.string(), client).default({}),
});

/** Reads a stack file's text; either a sketch, or everything that it has to say first, a sentence each. */
export function sketchOf(text: string, project: string): { sketch?: Sketch; problems: string[] } {
    const document = parseDocument(text);
    const [broken] = document.errors;
    if (broken !== undefined) return { problems: [`it is no YAML: ${broken.message}`] };
    const config = (document.toJS() as { config?: Record<string, unknown> } | null)?.config ?? {};
    const own = Object.fromEntries(
        Object.entries(config).map(([key, value]) => [key.replace(new RegExp(`^${project}:`), ""), value]),
    );
    const encrypted = Object.entries(config).filter(([, value]) => isEncrypted(value));
    const read = sketch.safeParse(own);
    const problems = [
        ...encrypted.map(
            ([key]) => `${key} is encrypted for the stack's own back end: take it out, and give it in the environment`,
        ),
        ...(read.error?.issues ?? []).map(({ message, path }) => `${path.join(".")}: ${message}`),
        ...(read.success && Object.keys(read.data.connections).length === 0
            ? ["connections: name the connection to adopt, by a key of your own"]
            : []),
    ];
    if (!read.success || problems.length > 0) return { problems };
    return { sketch: read.data as Sketch, problems };
}

/** Every domain that the stack works with. */
export function domainsOf({ auth0 }: Sketch): string[] {
    return listedDomains(auth0);
}

/** Keys of the connections that a client uses. */
export function connectionsOf({ connections }: SketchedClient, sketch: Sketch): readonly string[] {
    return connections ?? Object.keys(sketch.connections);
}

function isEncrypted(value: unknown): boolean {
    return typeof value === "object" && value !== null && "secure" in value;
}
