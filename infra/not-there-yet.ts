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

export { saysNotFound } from "./existing-lookups.ts";

/**
 * What an `up` looks for again, although it has had its preview: what neither vendor nor provider refuses to make twice, or what the
 * provider would quietly take over. Everything else the create itself is refused.
 */
const lookedForAgain: readonly string[] = [
    "azuread:index/application:Application",
    "auth0:index/client:Client",
    "auth0:index/clientGrant:ClientGrant",
];

/**
 * A hook that refuses to create what is there and not in the state. Auth0 itself would make a second client of the same name, the
 * azuread provider a second app registration of one that an update was stopped at, and the auth0 provider takes over a grant as it finds
 * it, whatever its scopes.
 */
export function notThereYet(deployed: Deployed, cloud: Lookups = { ...auth0, ...azuread }): pulumi.ResourceHook {
    const lookups = lookupsBy(cloud, deployed);
    const hook: pulumi.ResourceHookFunction = async ({ type, name, newInputs }) => {
        const isPreview = pulumi.runtime.isDryRun();
        if (!isPreview && !lookedForAgain.includes(type)) return;
        const existing = await lookups[type]?.(name, newInputs ?? {}, isPreview).catch(async (error: unknown) => {
            const text = error instanceof Error ? error.message : String(error);
            // What else goes wrong here, the create itself is going to say.
            if (!saysNotFound(text)) {
                await pulumi.log.warn(`${name}: could not look whether it exists already: ${text}`);
            }
            return undefined;
        });
        if (existing === undefined || (!isPreview && isAsDeclared(existing, newInputs ?? {}))) return;
        throw new Error(refusalText(existing));
    };
    return new pulumi.ResourceHook("not-there-yet", inProgram(hook), { onDryRun: true });
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
