import * as pulumi from "@pulumi/pulumi";
import * as auth0 from "./auth0-resources.ts";
import * as azuread from "./azuread-resources.ts";
import { inProgram } from "./in-program.ts";

/** Inputs of a resource that is about to be created; what is not known in a preview is no string. */
export type PlainInputs = Readonly<Record<string, unknown>>;

/** Something that is there already. */
export interface Existing {
    /** What it is, e.g. `client "Acme portal" (abc123)`. */
    readonly what: string;

    /** What to do about it. */
    readonly remedies: readonly string[];
}

/** How a type of resource is looked up before it is created; finds nothing where there is nothing in the way. */
export type Lookup = (name: string, inputs: PlainInputs) => Promise<Existing | undefined>;

/** The functions of the providers that look things up. */
export interface Lookups {
    readonly getApplication: typeof azuread.getApplication;
    readonly getClient: typeof auth0.getClient;
    readonly getClientGrants: typeof auth0.getClientGrants;
    readonly getConnection: typeof auth0.getConnection;
    readonly getResourceServer: typeof auth0.getResourceServer;
    readonly getServicePrincipal: typeof azuread.getServicePrincipal;
}

/** Lookups by type of resource. */
export function lookupsBy(cloud: Lookups): Readonly<Record<string, Lookup>> {
    return {
        "azuread:index/application:Application": async (name, { displayName }) => {
            if (typeof displayName !== "string") return undefined;
            const found = await cloud.getApplication({ displayName });
            return {
                what: `app registration "${displayName}" (client id ${found.clientId})`,
                remedies: [
                    "give this one a name of its own (appName)",
                    adopt("azuread:index/application:Application", name, `/applications/${found.objectId}`),
                ],
            };
        },

        "azuread:index/servicePrincipal:ServicePrincipal": async (name, { clientId }) => {
            if (typeof clientId !== "string") return undefined;
            const found = await cloud.getServicePrincipal({ clientId });
            return {
                what: `service principal of app ${clientId}`,
                remedies: [
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
            return {
                what: `connection "${inputs["name"]}" (${found.id})`,
                remedies: [
                    "give this one a name of its own (name)",
                    adopt("auth0:index/connection:Connection", name, found.id),
                ],
            };
        },

        "auth0:index/client:Client": async (name, inputs) => {
            if (typeof inputs["name"] !== "string") return undefined;
            const found = await cloud.getClient({ name: inputs["name"] });
            if (isReplaced(found, inputs)) return undefined;
            return {
                what: `client "${inputs["name"]}" (${found.id})`,
                remedies: [
                    "give this one a name of its own (name)",
                    adopt("auth0:index/client:Client", name, found.id),
                    `link that client instead of declaring one (kind: existing, clientId: ${found.id})`,
                ],
            };
        },

        "auth0:index/resourceServer:ResourceServer": async (name, { identifier }) => {
            if (typeof identifier !== "string") return undefined;
            const found = await cloud.getResourceServer({ identifier });
            return {
                what: `API ${identifier}`,
                remedies: [
                    ...(found.isSystem ? ["use it as it is (auth0.myAccountApi: adopt)"] : []),
                    adopt("auth0:index/resourceServer:ResourceServer", name, found.id),
                ],
            };
        },

        "auth0:index/clientGrant:ClientGrant": async (name, { clientId, audience, subjectType }) => {
            if (typeof clientId !== "string" || typeof audience !== "string") return undefined;
            const { clientGrants } = await cloud.getClientGrants({ clientId, audience });
            const found = clientGrants.find((grant) => grant.subjectType === subjectType);
            if (found === undefined) return undefined;
            return {
                what: `grant of client ${clientId} for ${audience} (${found.id}; ${found.scopes.join(", ")})`,
                remedies: [adopt("auth0:index/clientGrant:ClientGrant", name, found.id)],
            };
        },
    };
}

/**
 * A hook that refuses, in the preview, to create what is there and not in the state. Auth0 itself would make a second client of the
 * same name, and the provider would quietly take over a grant as it finds it. An `up` has had its preview, and is not held up again.
 */
export function notThereYet(cloud: Lookups = { ...auth0, ...azuread }): pulumi.ResourceHook {
    const lookups = lookupsBy(cloud);
    const hook: pulumi.ResourceHookFunction = async ({ type, name, newInputs }) => {
        if (!pulumi.runtime.isDryRun()) return;
        const existing = await lookups[type]?.(name, newInputs ?? {}).catch(async (error: unknown) => {
            const text = error instanceof Error ? error.message : String(error);
            // What else goes wrong here, the create itself is going to say.
            if (!saysNotFound(text)) {
                await pulumi.log.warn(`${name}: could not look whether it exists already: ${text}`);
            }
            return undefined;
        });
        if (existing !== undefined) throw new Error(refusalText(existing));
    };
    return new pulumi.ResourceHook("not-there-yet", inProgram(hook), { onDryRun: true });
}

/** What is in the way, and what to do. */
export function refusalText({ what, remedies }: Existing): string {
    const text = `${what} exists already, and the state of this stack does not have it.`;
    if (remedies.length === 1) return `${text} To ${remedies[0]}`;
    return [`${text} Do one of these:`, ...remedies].join("\n  - ");
}

/** Whether a client is this stack's own, as its description says, and goes for one of another kind or for another API. */
function isReplaced(found: Awaited<ReturnType<Lookups["getClient"]>>, inputs: PlainInputs): boolean {
    return (
        found.description === inputs["description"] &&
        (found.appType !== inputs["appType"] ||
            (found.resourceServerIdentifier || undefined) !== inputs["resourceServerIdentifier"])
    );
}

/** Whether a provider's data source says that there is no such thing. */
export function saysNotFound(text: string): boolean {
    return /\b404\b|no (connection|client) found|no applications found|application not found|no service principals found/i.test(
        text,
    );
}

function adopt(type: string, name: string, id: string): string {
    return `adopt it: pulumi import ${type} ${name} ${id} --protect=false --generate-code=false`;
}
