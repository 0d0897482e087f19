import { listPathText, parsePath } from "../engine-data/property-path.ts";
import { type RiskId, risks } from "../report.ts";
import { type Operation, optionPaths, type PropertyChange, type ResourceChange } from "../stack-change.ts";
import type { Kind } from "./kinds.ts";

/** What makes a change one of a risk: all that a rule names has to be so. */
interface RiskRule {
    readonly risk: RiskId;

    /** @default any */
    readonly kinds?: readonly Kind[];

    /** @default any */
    readonly operations?: readonly Operation[];

    /** Properties that differ, or one above or below them; paths without indexes. @default any, or none at all */
    readonly paths?: readonly string[];

    /** What such a property becomes. @default anything */
    readonly to?: (change: PropertyChange) => boolean;
}

const identities: readonly Kind[] = ["connection", "app registration", "client", "API", "service principal"];
const secrets: readonly Kind[] = ["client secret", "client certificate", "client credentials", "key vault secret"];

/** Each change is of the worst risk that a rule finds, and of `setting` where none does. */
const rules: readonly RiskRule[] = [
    { risk: "identity", kinds: identities, operations: ["delete", "replace"] },
    { risk: "access", kinds: identities, operations: ["create", "import", "forget"] },
    {
        risk: "access",
        kinds: [
            "link",
            "links",
            "client grant",
            "API scope",
            "API scopes",
            "organization",
            "organization connection",
            "organization connections",
            "redirect URIs",
            "permissions",
            "owner",
            "admin consent",
            "assignment",
            "role assignment",
            "federated credential",
        ],
        operations: ["create", "import", "update", "replace", "delete", "forget", "refresh"],
    },
    {
        risk: "access",
        kinds: ["connection"],
        paths: [
            "strategy",
            "authentication",
            "connectedAccounts",
            "isDomainConnection",
            "options.clientId",
            "options.scopes",
            "options.domain",
            "options.domainAliases",
            "options.tenantDomain",
            "options.waadCommonEndpoint",
            "options.waadProtocol",
            "options.useWsfed",
            "options.identityApi",
            "options.userIdAttribute",
            "options.shouldTrustEmailVerifiedConnection",
            "options.upstreamParams",
        ],
    },
    {
        risk: "access",
        kinds: ["app registration"],
        paths: [
            "signInAudience",
            "requiredResourceAccesses",
            "web",
            "singlePageApplication",
            "publicClient",
            "fallbackPublicClientEnabled",
            "api",
            "appRoles",
            "identifierUris",
            "optionalClaims",
            "groupMembershipClaims",
            "owners",
        ],
    },
    {
        risk: "access",
        kinds: ["client"],
        paths: [
            "appType",
            "callbacks",
            "allowedOrigins",
            "webOrigins",
            "allowedLogoutUrls",
            "allowedClients",
            "crossOriginAuth",
            "grantTypes",
            "isFirstParty",
            "oidcConformant",
            "refreshToken",
            "resourceServerIdentifier",
            "tokenExchange",
            "organizationUsage",
            "organizationRequireBehavior",
            "requireProofOfPossession",
            "requirePushedAuthorizationRequests",
        ],
    },
    {
        risk: "access",
        kinds: ["API"],
        paths: [
            "identifier",
            "allowOfflineAccess",
            "enforcePolicies",
            "scopes",
            "skipConsentForVerifiableFirstPartyClients",
            "subjectTypeAuthorization",
        ],
    },
    { risk: "access", kinds: ["service principal"], paths: ["accountEnabled", "appRoleAssignmentRequired", "owners"] },
    {
        risk: "access",
        kinds: ["key vault"],
        paths: [
            "properties.accessPolicies",
            "properties.enableRbacAuthorization",
            "properties.enablePurgeProtection",
            "properties.enableSoftDelete",
            "properties.networkAcls",
            "properties.publicNetworkAccess",
        ],
    },
    // It may deploy to another tenant or directory.
    { risk: "access", kinds: ["provider"] },
    { risk: "access", kinds: identities, paths: [optionPaths.protect], to: ({ after }) => after === false },
    { risk: "access", kinds: ["key vault"], paths: [optionPaths.protect], to: ({ after }) => after === false },
    { risk: "access", kinds: ["connection"], paths: [optionPaths.ignoreChanges] },
    { risk: "secret", kinds: secrets },
    { risk: "secret", kinds: ["connection"], paths: ["options.clientSecret"] },
    { risk: "secret", kinds: ["key vault"], operations: ["delete", "replace"] },
];

/** How much a change can do. */
export function riskOf(kind: Kind | undefined, change: ResourceChange): RiskId {
    if (kind === undefined) return "unknown";
    const found = rules.filter((rule) => applies(rule, kind, change)).map(({ risk }) => risk);
    return risks.find(({ id }) => found.includes(id))?.id ?? "setting";
}

function applies({ kinds, operations, paths, to }: RiskRule, kind: Kind, change: ResourceChange): boolean {
    // What others took away is as much gone as what the program takes away.
    const isGone = change.operation === "refresh" && change.after === undefined;
    const operation = isGone ? "delete" : change.operation;
    if (kinds !== undefined && !kinds.includes(kind)) return false;
    if (operations !== undefined && !operations.includes(operation)) return false;
    return paths === undefined || change.properties.some((one) => touches(one.path, paths) && (to?.(one) ?? true));
}

function touches(path: string, paths: readonly string[]): boolean {
    const place = listPathText(parsePath(path));
    return paths.some((one) => one === place || place.startsWith(`${one}.`) || one.startsWith(`${place}.`));
}
