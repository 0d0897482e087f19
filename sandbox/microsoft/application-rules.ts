import type { PermissionScope } from "@microsoft/microsoft-graph-types";
import { errors, type GraphError } from "./errors.ts";
import type { StoredApplication } from "./objects.ts";
import { redirectUriProblem } from "./redirect-uri.ts";

/**
 * What Microsoft Graph refuses in an app registration as a whole (Microsoft, "Validation differences by supported account
 * types"); undefined when it is well.
 */
export function applicationProblem(application: StoredApplication): GraphError | undefined {
    return rules.find(({ broken }) => broken(application))?.problem(application);
}

/** The refusal of a change that takes away, or renames, a permission scope or an app role that is still enabled. */
export function entitlementProblem(before: StoredApplication, after: StoredApplication): GraphError | undefined {
    const lost =
        lostWhileEnabled(before.api.oauth2PermissionScopes, after.api.oauth2PermissionScopes) ||
        lostWhileEnabled(before.appRoles, after.appRoles);
    return lost ? errors.enabledEntitlement() : undefined;
}

/** Whether personal Microsoft accounts can sign in, and so the tighter limits hold. */
export function hasPersonalAccounts({ signInAudience }: Pick<StoredApplication, "signInAudience">): boolean {
    return signInAudience.includes("PersonalMicrosoftAccount");
}

/** The limits that depend on who can sign in. */
export function limitsOf(application: Pick<StoredApplication, "signInAudience">): Limits {
    return hasPersonalAccounts(application) ? personalLimits : organizationLimits;
}

interface Limits {
    readonly displayName: number;
    readonly passwords: number;
    readonly permissionsPerResource: number;
    readonly permissions: number;
    readonly redirectUris: number;
}

const personalLimits: Limits = {
    displayName: 90,
    passwords: 2,
    permissionsPerResource: 30,
    permissions: 200,
    redirectUris: 100,
};

const organizationLimits: Limits = {
    displayName: 256,
    passwords: 1000,
    permissionsPerResource: 400,
    permissions: 400,
    redirectUris: 256,
};

/** Most APIs an app registration can list permissions of. */
const resourceLimit = 50;

interface Rule {
    readonly broken: (application: StoredApplication) => boolean;
    readonly problem: (application: StoredApplication) => GraphError;
}

const rules: readonly Rule[] = [
    {
        broken: ({ displayName, ...application }) => displayName.length > limitsOf(application).displayName,
        problem: (application) => invalid("displayName", `longer than ${limitsOf(application).displayName} characters`),
    },
    {
        broken: (application) => {
            const version = application.api.requestedAccessTokenVersion ?? 1;
            return hasPersonalAccounts(application) ? version !== 2 : version !== 1 && version !== 2;
        },
        problem: () => errors.invalidAccessTokenVersion(),
    },
    {
        broken: (application) => redirectUrisOf(application).length > limitsOf(application).redirectUris,
        problem: (application) => invalid("web", `more than ${limitsOf(application).redirectUris} redirect URIs`),
    },
    ...(["web", "spa", "publicClient"] as const).map((platform) => ({
        broken: (application: StoredApplication) => platformProblem(platform, application) !== undefined,
        problem: (application: StoredApplication) => invalid(platform, platformProblem(platform, application)),
    })),
    {
        broken: (application) =>
            application.requiredResourceAccess.some(
                ({ resourceAccess = [] }) => resourceAccess.length > limitsOf(application).permissionsPerResource,
            ),
        problem: (application) =>
            invalid(
                "requiredResourceAccess",
                `more than ${limitsOf(application).permissionsPerResource} permissions of one resource`,
            ),
    },
    {
        broken: ({ requiredResourceAccess }) => requiredResourceAccess.length > resourceLimit,
        problem: () => invalid("requiredResourceAccess", `more than ${resourceLimit} resources`),
    },
    {
        broken: (application) =>
            application.requiredResourceAccess.flatMap(({ resourceAccess = [] }) => resourceAccess).length >
            limitsOf(application).permissions,
        problem: (application) =>
            invalid("requiredResourceAccess", `more than ${limitsOf(application).permissions} permissions`),
    },
    {
        broken: ({ passwordCredentials, ...application }) =>
            passwordCredentials.length > limitsOf(application).passwords,
        problem: ({ passwordCredentials, ...application }) =>
            errors.tooManyPasswords(passwordCredentials.length, limitsOf(application).passwords),
    },
];

function platformProblem(platform: "web" | "spa" | "publicClient", application: StoredApplication): string | undefined {
    const uris = application[platform].redirectUris ?? [];
    const duplicate = uris.find((uri, index) => uris.indexOf(uri) !== index);
    if (duplicate !== undefined) return `redirect URI ${duplicate} is listed twice`;
    const personalAccounts = hasPersonalAccounts(application);
    return uris
        .map((uri) => redirectUriProblem(uri, { platform, personalAccounts }))
        .find((problem) => problem !== undefined);
}

function redirectUrisOf({ publicClient, spa, web }: StoredApplication): string[] {
    return [web, spa, publicClient].flatMap(({ redirectUris = [] }) => redirectUris);
}

function lostWhileEnabled(before: readonly PermissionScope[] = [], after: readonly PermissionScope[] = []): boolean {
    return before.some(
        ({ id, isEnabled, value }) =>
            isEnabled === true && !after.some((other) => other.id === id && other.value === value),
    );
}

function invalid(property: string, why: string | undefined): GraphError {
    return errors.invalidValue(property, "Application", why);
}
