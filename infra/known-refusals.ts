import * as pulumi from "@pulumi/pulumi";
import { repairCommand } from "./existing-lookups.ts";
import { inProgram } from "./in-program.ts";

/** A refusal whose cause is known. */
interface KnownRefusal {
    /** Type of the resource it is seen on. */
    readonly type: string;

    /** Operation that it ends. @default "create" */
    readonly operation?: "create" | "delete";

    /** What its text contains. */
    readonly pattern: RegExp;

    /** It passes by itself, so the operation is tried again. */
    readonly passes: boolean;

    /** What the person at the terminal is told: the cause, or what to do; `repair` is the command that puts the stack in order. */
    readonly text: (name: string, repair: string) => string;
}

/** Refusals, and what follows from each. */
const knownRefusals: readonly KnownRefusal[] = [
    {
        type: "azuread:index/applicationPassword:ApplicationPassword",
        pattern: /Error_MsaAppDoesNotExist|MsaAppDoesNotExist/,
        passes: true,
        text: () => "the app registration is not known yet where personal accounts live (Error_MsaAppDoesNotExist)",
    },
    {
        type: "azuread:index/applicationPassword:ApplicationPassword",
        pattern: /TooManyAppPasswords|maximum of 2 passwords/,
        passes: false,
        text: () =>
            "the app registration holds two client secrets already, one of them not this stack's. Remove the one that nothing uses (Entra admin centre, App registrations, Certificates & secrets), and run `pulumi up` again; the connection keeps the secret it has",
    },
    {
        type: "azuread:index/applicationPassword:ApplicationPassword",
        operation: "delete",
        pattern: /No password credential found/,
        passes: false,
        text: (_name, repair) =>
            `the client secret is gone at Microsoft, as after an update that was interrupted while it removed it: run \`${repair}\`, or \`pulumi up --refresh\`; the connection keeps the secret it has`,
    },
    {
        type: "auth0:index/connection:Connection",
        pattern: /is being deleted/,
        passes: true,
        text: () => "Auth0 is still deleting the former connection of this name and its users",
    },
    {
        type: "auth0:index/connection:Connection",
        pattern: /same name already exists/,
        passes: false,
        text: (name, repair) =>
            `another connection has this name. If an update that was stopped or broke has made it, take it back: ${repair}. Otherwise give this one a name of its own, or adopt the other with its id: pulumi import auth0:index/connection:Connection ${name} con_… --protect=false --generate-code=false`,
    },
    {
        type: "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant",
        pattern: /Request_MultipleObjectsWithSameKeyValue|[Pp]ermission entry already exists/,
        passes: false,
        text: (name, repair) =>
            `consent is given already, and there is one grant per app. If an update that was stopped or broke has given it, or it is to be this stack's: ${repair}. Otherwise remove that consent (Entra admin centre, Enterprise applications, Permissions), or adopt it with its id: pulumi import azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant ${name} /oauth2PermissionGrants/… --protect=false --generate-code=false`,
    },
    {
        type: "auth0:index/resourceServer:ResourceServer",
        pattern: /same identifier already exists|\b409\b/,
        passes: false,
        text: (name, repair) =>
            `an API has this identifier. If an update that was stopped or broke has made it, take it back: ${repair}. Otherwise adopt it with its id: pulumi import auth0:index/resourceServer:ResourceServer ${name} … --protect=false --generate-code=false`,
    },
];

/** What to do about a failed operation. */
export interface Reaction {
    readonly kind: "try again" | "advise" | "leave";

    /** Milliseconds to wait first. */
    readonly afterMs: number;

    readonly text: string;
}

/** Milliseconds before each further try; two and a half minutes in all. */
const pauses = [1, 2, 4, 8, 15, 15, 15, 15, 15, 15, 15, 15, 15].map((seconds) => seconds * 1000);

/** An operation that failed. */
export interface Failure {
    /** Type of the resource. */
    readonly type: string;
    readonly name: string;
    readonly operation: string;

    /** The newest first, as the engine counts them. */
    readonly errors: readonly string[];

    /** The stack, as what it owns says: `microsoft-connection/dev`. */
    readonly owningStack: string;
}

/** What to do about an operation that failed. */
export function reactionTo({ errors, name, operation, owningStack, type }: Failure): Reaction {
    const [newest = ""] = errors;
    const known = knownRefusals.find(
        (refusal) =>
            refusal.type === type && (refusal.operation ?? "create") === operation && refusal.pattern.test(newest),
    );
    if (known === undefined) return { kind: "leave", afterMs: 0, text: "" };

    const text = known.text(name, repairCommand(owningStack));
    if (!known.passes) return { kind: "advise", afterMs: 0, text: `${name}: ${text}` };

    const afterMs = pauses[errors.length - 1];
    if (afterMs === undefined) {
        return {
            kind: "advise",
            afterMs: 0,
            text: `${name}: ${text}; still so after ${errors.length} tries. Run \`pulumi up\` again later.`,
        };
    }
    return { kind: "try again", afterMs, text: `${name}: ${text}; trying again in ${afterMs / 1000} s` };
}

/**
 * A hook that tries an operation again where the refusal is known to pass, and gives advice where one is known that does not. Never for
 * a service principal: tried again after the 404 that is known there, it is created twice and the first is lost from the state.
 */
export function retryKnownRefusals(owningStack: string, wait: (ms: number) => Promise<void> = pause): pulumi.ErrorHook {
    const hook: pulumi.ErrorHookFunction = async ({ type, name, failedOperation, errors }) => {
        const reaction = reactionTo({ type, name, operation: failedOperation, errors, owningStack });
        if (reaction.kind === "advise") await pulumi.log.warn(reaction.text);
        if (reaction.kind === "try again") {
            await pulumi.log.info(reaction.text);
            await wait(reaction.afterMs);
        }
        return reaction.kind === "try again";
    };
    return new pulumi.ErrorHook("known-refusals", inProgram(hook));
}

function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
}
