import { isDeepStrictEqual } from "node:util";
import type { SignInAudience } from "../../../catalogue/microsoft.ts";
import { microsoftGraphScopes, type ScopeName } from "../../../catalogue/microsoft-graph-scopes.ts";
import { type Draft, usable } from "../draft.ts";
import { keyText, removeCommand, setCommand } from "../key-path.ts";
import { connectionRule, connectionsOf, finding, findingIf, type Rule, repeats } from "../rule.ts";
import type { ConnectionSettings } from "../settings.ts";

/** What holds in a connection by itself, and between connections of one tenant. */
export const connectionRules: readonly Rule[] = [
    connectionRule("what only waad has is not set for windowslive", ({ connection, at }) =>
        connection.strategy !== "windowslive"
            ? []
            : (Object.keys(waadOnly) as (keyof typeof waadOnly)[])
                  .filter((key) => connection[key] !== undefined && !isDeepStrictEqual(connection[key], waadOnly[key]))
                  .map((key) => finding(at(key), connection[key], "only with strategy waad", removeCommand(at(key)))),
    ),
    connectionRule("waad names its directory, or is for any", ({ connection, at }) =>
        findingIf(
            connection.strategy === "waad" && connection.commonEndpoint === false && !("directory" in connection),
            at("directory"),
            undefined,
            "the directory's domain; or commonEndpoint: true for people of any directory",
            setCommand(at("directory"), "contoso.onmicrosoft.com"),
        ),
    ),
    connectionRule("the common endpoint is for no particular directory", ({ connection, at }) =>
        findingIf(
            isCommon(connection) && connection.directory !== undefined,
            at("directory"),
            connection.directory,
            "none with commonEndpoint, which lets people of any directory in",
            removeCommand(at("directory")),
        ),
    ),
    connectionRule("the common endpoint identifies users by sub", ({ connection, at }) =>
        findingIf(
            isCommon(connection) && connection.userIdAttribute === "oid",
            at("userIdAttribute"),
            connection.userIdAttribute,
            "sub with commonEndpoint",
            setCommand(at("userIdAttribute"), "sub"),
        ),
    ),
    connectionRule("the common endpoint's e-mail addresses are not trusted", ({ connection, at }) =>
        findingIf(
            isCommon(connection) && connection.emailVerification === "always_set_emails_as_verified",
            at("emailVerification"),
            connection.emailVerification,
            "never_set_emails_as_verified with commonEndpoint: any directory could claim an address",
            setCommand(at("emailVerification"), "never_set_emails_as_verified"),
        ),
    ),
    connectionRule("the audience fits the strategy", ({ connection, at }) => {
        const fitting = "appRegistration" in connection ? undefined : audiencesFor(connection);
        const { signInAudience } = connection;
        return findingIf(
            fitting !== undefined && signInAudience !== undefined && !fitting.includes(signInAudience),
            at("signInAudience"),
            signInAudience,
            `${fitting?.join(" or ")} with ${isCommon(connection) ? "commonEndpoint" : `strategy ${connection.strategy}`}`,
            setCommand(at("signInAudience"), fitting?.[0] ?? ""),
        );
    }),
    connectionRule("it signs users in, or holds tokens", ({ connection, at }) =>
        findingIf(
            connection.signIn === false && connection.tokenVault === false,
            at("signIn"),
            false,
            "true where tokenVault is false: the connection would be for nothing",
            setCommand(at("signIn"), true),
        ),
    ),
    connectionRule("what needs a scope has it", ({ connection, at }) => {
        const { scopes } = connection;
        if (scopes === undefined) return [];
        return scopeNeeds
            .filter(({ applies }) => applies(connection))
            .flatMap(({ because, needs }) => needs.map((scope) => ({ because, scope })))
            .filter(({ scope }) => !scopes.includes(scope))
            .map(({ because, scope }, index) =>
                finding(
                    at("scopes"),
                    scopes,
                    `with ${scope}, because of ${because}`,
                    setCommand(at("scopes", scopes.length + index), scope),
                ),
            );
    }),
    connectionRule("personal accounts have its scopes", ({ connection, at }) =>
        connection.strategy !== "windowslive"
            ? []
            : usable(connection.scopes)
                  .filter(([, scope]) => !microsoftGraphScopes[scope as ScopeName].personalAccounts)
                  .map(([index, scope]) =>
                      finding(
                          at("scopes", index),
                          scope,
                          "with strategy windowslive, a scope that personal Microsoft accounts have",
                          removeCommand(at("scopes", index)),
                      ),
                  ),
    ),
    connectionRule("nested groups are read with groups", ({ connection: { attributes }, at }) =>
        findingIf(
            attributes?.includes("ext_nested_groups") === true && !attributes.includes("ext_groups"),
            at("attributes"),
            attributes,
            "with ext_groups, because of ext_nested_groups",
            setCommand(at("attributes", attributes?.length ?? 0), "ext_groups"),
        ),
    ),
    connectionRule("groups are counted where they are read", ({ connection, at }) =>
        findingIf(
            connection.strategy === "waad" &&
                connection.maxGroups !== undefined &&
                connection.attributes?.includes("ext_groups") === false,
            at("maxGroups"),
            connection.maxGroups,
            "only with ext_groups in attributes",
            removeCommand(at("maxGroups")),
        ),
    ),
    connectionRule("only one directory's people are assigned", ({ connection, at }) => {
        const { strategy, assignedTo = [], signInAudience } = connection;
        return findingIf(
            strategy === "waad" && assignedTo.length > 0 && (signInAudience ?? "AzureADMyOrg") !== "AzureADMyOrg",
            at("assignedTo"),
            assignedTo,
            "only with signInAudience AzureADMyOrg: other directories assign their own people",
            removeCommand(at("assignedTo")),
        );
    }),
    {
        duty: "connections have different names",
        findings: (settings) =>
            repeats(connectionsOf(settings).map(({ at, connection }) => [at("name"), connection.name])).map(
                ({ path, value, first }) =>
                    finding(
                        path,
                        value,
                        `a name that no other connection has: it is ${keyText(first)} too`,
                        setCommand(path, `${value}-${path[1]}`),
                    ),
            ),
    },
];

/** Settings that a windowslive connection does not have, with the values that say nothing. */
const waadOnly = {
    iconUrl: undefined,
    showAsButton: true,
    directory: undefined,
    domainAliases: [],
    commonEndpoint: false,
    adminConsent: false,
    assignedTo: [],
    attributes: ["basic_profile"],
    maxGroups: undefined,
    userIdAttribute: "oid",
    emailVerification: "never_set_emails_as_verified",
} satisfies { [Key in keyof ConnectionSettings]?: ConnectionSettings[Key] | undefined };

/** Scopes that other settings need (Auth0, "Configure Token Vault" and "Connect to Microsoft Entra ID"). */
const scopeNeeds: readonly {
    readonly applies: (connection: Draft<ConnectionSettings>) => boolean;
    readonly because: string;
    readonly needs: readonly ScopeName[];
}[] = [
    { applies: ({ tokenVault }) => tokenVault === true, because: "tokenVault", needs: ["offline_access"] },
    {
        applies: ({ strategy, attributes }) =>
            strategy === "waad" && usable(attributes).some(([, name]) => name.startsWith("ext_")),
        because: "the ext_ attributes",
        needs: ["User.Read", "Directory.Read.All"],
    },
];

function isCommon({ strategy, commonEndpoint }: Draft<ConnectionSettings>): boolean {
    return strategy === "waad" && commonEndpoint === true;
}

/** The audiences an app registration may have, the usual one first. */
function audiencesFor({ strategy, commonEndpoint }: Draft<ConnectionSettings>): SignInAudience[] | undefined {
    // Auth0 sends people to Microsoft's common endpoint, which refuses apps for personal accounts only (AADSTS9002331).
    if (strategy === "windowslive") return ["AzureADandPersonalMicrosoftAccount"];
    if (strategy === undefined || commonEndpoint === undefined) return undefined;
    return commonEndpoint ? ["AzureADMultipleOrgs"] : ["AzureADMyOrg", "AzureADMultipleOrgs"];
}
