import { type WaadAttribute, waadAttributes } from "../../catalogue/auth0.ts";
import { microsoftGraphScopes, type ScopeName } from "../../catalogue/microsoft-graph-scopes.ts";
import type { FoundApplication, FoundConnection } from "./found.ts";
import type { Row } from "./proposal.ts";
import type { Sketch } from "./sketch.ts";

/** A connection that was found under a key. */
export interface ConnectionCase {
    readonly key: string;
    readonly connection: FoundConnection;
    readonly sketch: Sketch;
}

type ConnectionRow = Row<ConnectionCase>;

/** Every setting of a connection, and what it follows from. */
export const connectionRows: readonly ConnectionRow[] = [
    { setting: "strategy", found: ({ connection }) => connection.strategy },
    { setting: "name", found: ({ connection }) => connection.name, standard: ({ key }) => key },
    {
        setting: "displayName",
        found: ({ connection }) => connection.displayName || undefined,
        standard: () => "Microsoft",
        keeps: (_written, { connection }) => connection.displayName === "",
    },
    {
        setting: "appName",
        found: own(({ displayName }) => displayName),
        standard: ({ connection }) => `${connection.displayName || "Microsoft"} (${connection.name})`,
    },
    waad("iconUrl", ({ icon_url }) => icon_url || undefined),
    { setting: "showAsButton", found: ({ connection }) => onWaad(connection, connection.showAsButton), standard: yes },
    waad("directory", (options) => (isCommon(options) ? undefined : options["tenant_domain"] || options["domain"])),
    waad(
        "domainAliases",
        ({ domain_aliases }) => domain_aliases ?? [],
        () => [],
    ),
    waad("commonEndpoint", isCommon, no),
    { setting: "signInAudience", found: own(({ signInAudience }) => signInAudience), standard: audience },
    { setting: "scopes", found: scopes },
    { setting: "signIn", found: ({ connection }) => connection.signIn, standard: yes },
    { setting: "tokenVault", found: ({ connection }) => connection.tokenVault, standard: yes },
    {
        setting: "adminConsent",
        found: ({ connection }) => onWaad(connection, connection.application?.servicePrincipal?.consent !== undefined),
        standard: no,
    },
    {
        setting: "assignedTo",
        found: own(({ servicePrincipal }) =>
            servicePrincipal?.assignmentRequired === true
                ? servicePrincipal.assignments.map(({ principalId }) => principalId).sort()
                : [],
        ),
        standard: () => [],
    },
    { setting: "organizations", found: organizations, standard: () => [] },
    {
        setting: "attributes",
        found: (found) => onWaad(found.connection, attributes(found)),
        standard: () => ["basic_profile"],
    },
    {
        setting: "maxGroups",
        found: (found) => {
            const { max_groups_to_retrieve: most } = found.connection.options;
            const counts = typeof most === "string" || typeof most === "number";
            return counts && attributes(found)?.includes("ext_groups") === true ? Number(most) || undefined : undefined;
        },
    },
    waad(
        "userIdAttribute",
        ({ userid_attribute }) => userid_attribute || undefined,
        ({ connection }) => (isCommon(connection.options) ? "sub" : "oid"),
    ),
    waad(
        "emailVerification",
        ({ should_trust_email_verified_connection }) => should_trust_email_verified_connection || undefined,
        () => "never_set_emails_as_verified",
    ),
    {
        setting: "syncUserProfile",
        found: ({ connection }) => connection.options["set_user_root_attributes"] || undefined,
        standard: () => "on_each_login",
    },
    {
        setting: "upstreamParams",
        found: ({ connection }) => connection.options["upstream_params"] ?? {},
        standard: () => ({}),
    },
    {
        setting: "clientSecret",
        // Nobody here knows it: the connection keeps it until the first rotation.
        found: own(() => ({ active: "existing" })),
    },
];

/** A setting of `waad` connections alone, from their options. */
function waad(
    setting: string,
    found: (options: FoundConnection["options"]) => unknown,
    standard?: (found: ConnectionCase) => unknown,
): ConnectionRow {
    return {
        setting,
        found: ({ connection }) => onWaad(connection, found(connection.options)),
        ...(standard === undefined ? {} : { standard }),
    };
}

function onWaad(connection: FoundConnection, value: unknown): unknown {
    return connection.strategy === "waad" ? value : undefined;
}

/** A setting from the app registration, of the connection that it is declared with. */
function own(found: (application: FoundApplication) => unknown): ConnectionRow["found"] {
    return ({ connection, key, sketch }) => {
        if (sketch.connections[key]?.appRegistration !== undefined) return undefined;
        return connection.application === undefined ? undefined : found(connection.application);
    };
}

function isCommon(options: FoundConnection["options"]): boolean {
    return options["useCommonEndpoint"] === true || options["waad_common_endpoint"] === true;
}

function audience({ connection }: ConnectionCase): string {
    if (connection.strategy === "windowslive") return "AzureADandPersonalMicrosoftAccount";
    return isCommon(connection.options) ? "AzureADMultipleOrgs" : "AzureADMyOrg";
}

/**
 * The scopes after which the connection asks for what it asks for now: those whose option is on, and of the app registration's
 * permissions those that no option of the connection stands for.
 */
function scopes({ connection: { application, options, strategy } }: ConnectionCase): ScopeName[] | undefined {
    const names = (Object.keys(microsoftGraphScopes) as ScopeName[]).filter((name) => {
        const scope = microsoftGraphScopes[name];
        if (strategy === "windowslive" && "windowsliveOption" in scope) {
            return options[scope.windowsliveOption] === true;
        }
        return application?.permissionIds.includes(scope.id) === true;
    });
    return names.length === 0 ? undefined : names;
}

/** Not those that Microsoft would not give with these scopes, which the settings refuse: they stay as they were found. */
function attributes(found: ConnectionCase): WaadAttribute[] | undefined {
    const asked = waadAttributes.filter((name) => found.connection.options[name] === true);
    const extended = asked.some((name) => name.startsWith("ext_"));
    const names: readonly string[] = scopes(found) ?? [];
    const given = names.includes("User.Read") && names.includes("Directory.Read.All");
    return extended && !given ? undefined : asked;
}

/** By the names that the file has for them, else by their own. */
function organizations({ connection, key, sketch }: ConnectionCase): string[] {
    const written = sketch.connections[key]?.["organizations"];
    const known: unknown[] = Array.isArray(written) ? written : [];
    return connection.organizations.map(({ id, name }) => (known.includes(id) ? id : name)).sort();
}

function yes(): boolean {
    return true;
}

function no(): boolean {
    return false;
}
