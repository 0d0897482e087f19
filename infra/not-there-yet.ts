import * as pulumi from "@pulumi/pulumi";
import * as auth0 from "./auth0-resources.ts";
import * as azuread from "./azuread-resources.ts";
import {
    type Deployed,
    type Existing,
    type Lookups,
    lookupsBy,
    type PlainInputs,
    saysNotFound,
} from "./existing-lookups.ts";
import { inProgram } from "./in-program.ts";
import { mayPass } from "./patiently.ts";

export { saysNotFound } from "./existing-lookups.ts";

/** What nobody else refuses to make where it exists. */
interface Unguarded {
    /** What a create would come to. */
    readonly otherwise: string;

    /** What it takes to look. */
    readonly permission: string;
}

/**
 * What an `up` looks for again, although it has had its preview: what neither vendor nor provider refuses to make twice, or what the
 * provider would quietly take over. Everything else the create itself is refused.
 */
const lookedForAgain: Readonly<Record<string, Unguarded>> = {
    "azuread:index/application:Application": {
        otherwise: "Microsoft would make a second of the same name",
        permission: "Application.Read.All",
    },
    "auth0:index/client:Client": {
        otherwise: "Auth0 would make a second of the same name",
        permission: "read:clients",
    },
    "auth0:index/clientGrant:ClientGrant": {
        otherwise: "the one that exists would be taken over with the scopes it has",
        permission: "read:client_grants",
    },
};

/**
 * A hook that refuses to create what is there and not in the state. Auth0 itself would make a second client of the same name, the
 * azuread provider a second app registration of one that an update was stopped at, and the auth0 provider takes over a grant as it finds
 * it, whatever its scopes.
 */
export function notThereYet(deployed: Deployed, cloud: Lookups = { ...auth0, ...azuread }): pulumi.ResourceHook {
    const lookups = lookupsBy(cloud, deployed);
    const hook: pulumi.ResourceHookFunction = async ({ type, name, newInputs }) => {
        const isPreview = pulumi.runtime.isDryRun();
        const unguarded = lookedForAgain[type];
        if (!isPreview && unguarded === undefined) return;
        const existing = await lookups[type]?.(name, newInputs ?? {}, isPreview).catch(async (error: unknown) => {
            const text = error instanceof Error ? error.message : String(error);
            if (saysNotFound(text)) return undefined;
            if (!isPreview && unguarded !== undefined && mayPass(error)) {
                throw new Error(
                    `${name}: whether it exists already could not be looked up: ${text}. It is not made, for then ${unguarded.otherwise}. Run \`pulumi up\` again.`,
                );
            }
            // What else goes wrong here, the create itself is going to say; whoever may not look is not kept from making it.
            const lacks = unguarded === undefined || !saysForbidden(text) ? "" : lackText(unguarded);
            await pulumi.log.warn(`${name}: could not look whether it exists already: ${text}${lacks}`);
            return undefined;
        });
        if (existing === undefined || (!isPreview && isAsDeclared(existing, newInputs ?? {}))) return;
        throw new Error(refusalText(existing));
    };
    return new pulumi.ResourceHook("not-there-yet", inProgram(hook), { onDryRun: true });
}

function lackText({ otherwise, permission }: Unguarded): string {
    return `. It takes ${permission}; if it exists, ${otherwise}.`;
}

function saysForbidden(text: string): boolean {
    return /\b40[13]\b|insufficient.scope|authorization_requestdenied/i.test(text);
}

/** A grant with just the scopes that are declared: what the provider takes over is then what it would have made. */
function isAsDeclared({ scopes }: Existing, inputs: PlainInputs): boolean {
    const declared = inputs["scopes"];
    if (scopes === undefined || !Array.isArray(declared)) return false;
    return scopes.length === declared.length && declared.every((scope) => scopes.includes(scope));
}

/** What is in the way, and what to do. */
export function refusalText({ what, remedies }: Existing): string {
    const text = `${what} exists already, and the state of this stack does not have it.`;
    if (remedies.length === 1) return `${text} To ${remedies[0]}`;
    return [`${text} Do one of these:`, ...remedies].join("\n  - ");
}
