import type * as auth0 from "./auth0-resources.ts";
import type * as azuread from "./azuread-resources.ts";
import { claims } from "./mark.ts";
import { patiently } from "./patiently.ts";
import { revealed } from "./revealed.ts";

/** Inputs of a resource that is about to be created; what is not known in a preview is no string. */
export type PlainInputs = Readonly<Record<string, unknown>>;

/** Something that is there already. */
export interface Existing {
    /** What it is, e.g. `client "Acme portal" (abc123)`. */
    readonly what: string;

    /** What to do about it. */
    readonly remedies: readonly string[];

    /** Of a grant: the scopes it has, unless it has all. */
    readonly scopes?: readonly string[];
}

/**
 * How a type of resource is looked up before it is created; finds nothing where there is nothing in the way.
 *
 * @param isPreview whether it is for a preview; otherwise what the create itself is going to be refused is left to it
 */
export type Lookup = (name: string, inputs: PlainInputs, isPreview: boolean) => Promise<Existing | undefined>;

/** The functions of the providers that look things up. */
export interface Lookups {
    readonly getApplication: typeof azuread.getApplication;
    readonly getClient: typeof auth0.getClient;
    readonly getClientGrants: typeof auth0.getClientGrants;
    readonly getClients: typeof auth0.getClients;
    readonly getConnection: typeof auth0.getConnection;
    readonly getResourceServer: typeof auth0.getResourceServer;
    readonly getServicePrincipal: typeof azuread.getServicePrincipal;
}

/** An application as the directory lists it. */
export interface ListedApplication {
    readonly id: string;
    readonly appId: string;
    readonly displayName?: string | null;
    readonly description?: string | null;
    readonly notes?: string | null;
}

/** The stack that is being deployed. */
export interface Deployed {
    /** As its objects say: `microsoft-connection/dev`. */
    readonly owningStack: string;

    /** Lists all applications of the directory. @default they cannot be listed with these credentials */
    readonly listApplications?: (() => Promise<readonly ListedApplication[]>) | undefined;
}

/** Lookups by type of resource; each list is asked for once. */
export function lookupsBy(cloud: Lookups, deployed: Deployed): Readonly<Record<string, Lookup>> {
    const clients = once(() => patiently(() => cloud.getClients({})));
    const applications = once(deployed.listApplications ?? (async () => []));
    const grants = new Map<string, ReturnType<Lookups["getClientGrants"]>>();
    const grantsFor = (audience: string) => {
        const asked = grants.get(audience) ?? patiently(() => cloud.getClientGrants({ audience }));
        grants.set(audience, asked);
        return asked;
    };
    const { owningStack } = deployed;
    const own = `take it back, for it is this stack's: ${repairCommand(owningStack)}`;
    const maybeOwn = `if an update of this stack was stopped or broke: ${repairCommand(owningStack)}`;

    return {
        "azuread:index/application:Application": async (name, { description, displayName }, isPreview) => {
            if (typeof displayName !== "string") return undefined;
            const half = halfMade(await applications(), { description, displayName, owningStack });
            if (half === undefined && !isPreview) return undefined;
            const found = half ?? asListed(await cloud.getApplication({ displayName }));
            return {
                what: `app registration "${found.displayName}" (client id ${found.appId})`,
                remedies: [
                    ...(claims(found.notes ?? "", owningStack) ? [own] : []),
                    "give this one a name of its own (appName)",
                    adopt("azuread:index/application:Application", name, `/applications/${found.id}`),
                ],
            };
        },

        "azuread:index/servicePrincipal:ServicePrincipal": async (name, { clientId }) => {
            if (typeof clientId !== "string") return undefined;
            const found = await cloud.getServicePrincipal({ clientId });
            return {
                what: `service principal of app ${clientId}`,
                remedies: [
                    own,
                    adopt(
                        "azuread:index/servicePrincipal:ServicePrincipal",
                        name,
                        `/servicePrincipals/${found.objectId}`,
                    ),
                ],
            };
        },

        "auth0:index/connection:Connection": async (name, inputs) => {
            if (typeof inputs["name"] !== "string") return undefined;
            const found = await cloud.getConnection({ name: inputs["name"], skipEnabledClients: true });
            // A change of strategy replaces the connection, and a preview still finds the one that goes.
            if (found.strategy !== inputs["strategy"]) return undefined;
            const [options] = found.options ?? [];
            const isOwn = (options?.clientId ?? "") !== "" && options?.clientId === (await clientIdIn(inputs));
            return {
                what: `connection "${inputs["name"]}" (${found.id})`,
                remedies: [
                    ...(isOwn ? [own] : []),
                    "give this one a name of its own (name)",
                    adopt("auth0:index/connection:Connection", name, found.id),
                ],
            };
        },

        "auth0:index/client:Client": async (name, inputs) => {
            if (typeof inputs["name"] !== "string") return undefined;
            const called = (await clients()).clients.filter((one) => one.name === inputs["name"]);
            for (const { clientId } of called) {
                // The list may be older than what was deleted since, and does not say whose API a client stands for.
                const found = await patiently(() => cloud.getClient({ clientId: String(clientId) })).catch(unlessGone);
                if (found === undefined || isReplaced(found, inputs)) continue;
                return {
                    what: `client "${inputs["name"]}" (${found.id})`,
                    remedies: [
                        ...(claims(found.description, owningStack) ? [own] : []),
                        "give this one a name of its own (name)",
                        adopt("auth0:index/client:Client", name, found.id),
                        `link that client instead of declaring one (kind: existing, clientId: ${found.id})`,
                    ],
                };
            }
            return undefined;
        },

        "auth0:index/resourceServer:ResourceServer": async (name, { identifier }) => {
            if (typeof identifier !== "string") return undefined;
            const found = await cloud.getResourceServer({ identifier });
            return {
                what: `API ${identifier}`,
                remedies: [
                    maybeOwn,
                    ...(found.isSystem ? ["use it as it is (auth0.myAccountApi: adopt)"] : []),
                    adopt("auth0:index/resourceServer:ResourceServer", name, found.id),
                ],
            };
        },

        "auth0:index/clientGrant:ClientGrant": async (name, { audience, clientId, subjectType }) => {
            if (typeof clientId !== "string" || typeof audience !== "string") return undefined;
            const { clientGrants } = await grantsFor(audience);
            const found = clientGrants.find(
                (grant) => grant.clientId === clientId && grant.subjectType === subjectType,
            );
            if (found === undefined) return undefined;
            return {
                what: `grant of client ${clientId} for ${audience} (${found.id}; ${found.scopes.join(", ")})`,
                remedies: [maybeOwn, adopt("auth0:index/clientGrant:ClientGrant", name, found.id)],
                ...(found.allowAllScopes ? {} : { scopes: found.scopes }),
            };
        },
    };
}

/** The command that puts a stack in order. */
export function repairCommand(owningStack: string): string {
    return `npm run repair -- --stack ${owningStack.slice(owningStack.lastIndexOf("/") + 1)}`;
}

/** Whether a provider's data source says that there is no such thing. */
export function saysNotFound(text: string): boolean {
    return /\b404\b|no (connection|client) found|no applications found|application not found|no service principals found/i.test(
        text,
    );
}

/**
 * An application that this stack was making when it was stopped. For a moment it has a name of the provider's (`TERRAFORM_UPDATE_…`),
 * under which the provider does not find it again: the next update would make a second one.
 */
function halfMade(
    applications: readonly ListedApplication[],
    { description, displayName, owningStack }: { description: unknown; displayName: string; owningStack: string },
): ListedApplication | undefined {
    return applications.find(
        (one) =>
            claims(one.notes ?? "", owningStack) &&
            (one.displayName === displayName ||
                ((one.displayName ?? "").startsWith("TERRAFORM_UPDATE_") && one.description === description)),
    );
}

function asListed(found: Awaited<ReturnType<Lookups["getApplication"]>>): ListedApplication {
    const { clientId, displayName, notes, objectId } = found;
    return { id: objectId, appId: clientId, displayName, notes };
}

async function clientIdIn({ options }: PlainInputs): Promise<unknown> {
    const plain = await revealed(options);
    if (typeof plain !== "object" || plain === null) return undefined;
    return revealed((plain as Record<string, unknown>)["clientId"]);
}

/** Whether a client is this stack's own, as its description says, and goes for one of another kind or for another API. */
function isReplaced(found: Awaited<ReturnType<Lookups["getClient"]>>, inputs: PlainInputs): boolean {
    return (
        found.description === inputs["description"] &&
        (found.appType !== inputs["appType"] ||
            (found.resourceServerIdentifier || undefined) !== inputs["resourceServerIdentifier"])
    );
}

function unlessGone(error: unknown): undefined {
    if (saysNotFound(error instanceof Error ? error.message : String(error))) return undefined;
    throw error;
}

function adopt(type: string, name: string, id: string): string {
    return `adopt it: pulumi import ${type} ${name} ${id} --protect=false --generate-code=false`;
}

function once<T>(ask: () => Promise<T>): () => Promise<T> {
    let asked: Promise<T> | undefined;
    return () => {
        asked ??= ask();
        return asked;
    };
}
