import * as types from "../../../policies/resource-types.ts";
import { apiIsProtectedInProduction } from "../../../policies/rules/auth0/api-is-protected-in-production.ts";
import { callbackUsesHttps } from "../../../policies/rules/auth0/callback-uses-https.ts";
import { clientIsProtectedInProduction } from "../../../policies/rules/auth0/client-is-protected-in-production.ts";
import { connectedAccountsIsWritten } from "../../../policies/rules/auth0/connected-accounts-is-written.ts";
import { connectionIsProtectedInProduction } from "../../../policies/rules/auth0/connection-is-protected-in-production.ts";
import { connectionNameIsExplicit } from "../../../policies/rules/auth0/connection-name-is-explicit.ts";
import { connectionOptionsAreNotIgnored } from "../../../policies/rules/auth0/connection-options-are-not-ignored.ts";
import { connectionScopeIsKnown } from "../../../policies/rules/auth0/connection-scope-is-known.ts";
import { emailIsNotTrustedOnCommonEndpoint } from "../../../policies/rules/auth0/email-is-not-trusted-on-common-endpoint.ts";
import { linkingIsExclusiveInProduction } from "../../../policies/rules/auth0/linking-is-exclusive-in-production.ts";
import { myAccountGrantIsForUsers } from "../../../policies/rules/auth0/my-account-grant-is-for-users.ts";
import { myAccountScopesAreNeeded } from "../../../policies/rules/auth0/my-account-scopes-are-needed.ts";
import { noImplicitGrantWithTokenVault } from "../../../policies/rules/auth0/no-implicit-grant-with-token-vault.ts";
import { noLegacyTokenVaultSwitch } from "../../../policies/rules/auth0/no-legacy-token-vault-switch.ts";
import { tokenVaultClientDoesNotRotate } from "../../../policies/rules/auth0/token-vault-client-does-not-rotate.ts";
import { tokenVaultClientHasExactGrantTypes } from "../../../policies/rules/auth0/token-vault-client-has-exact-grant-types.ts";
import { tokenVaultClientIsFirstParty } from "../../../policies/rules/auth0/token-vault-client-is-first-party.ts";
import { tokenVaultClientIsOidcConformant } from "../../../policies/rules/auth0/token-vault-client-is-oidc-conformant.ts";
import { good } from "../good.ts";
import { describeRule } from "../rule-test.ts";
import { unknown } from "../verdicts.ts";

const tokenVault = "urn:auth0:params:oauth:grant-type:token-exchange:federated-connection-access-token";
const connectedAccounts = "create:me:connected_accounts, delete:me:connected_accounts, read:me:connected_accounts";
const connection = { type: types.Connection, props: good.connection, name: "login" };
const client = { type: types.Client, props: good.client };
const grant = { type: types.ClientGrant, props: good.clientGrant };

describeRule(connectedAccountsIsWritten, {
    passes: connection,
    broken: [
        [
            "connectedAccounts",
            undefined,
            "connectedAccounts is not set; expected { active: true } or { active: false }",
        ],
    ],
    fine: [["connectedAccounts.active", false]],
    needs: ["strategy", "connectedAccounts"],
});

describeRule(noLegacyTokenVaultSwitch, {
    passes: connection,
    broken: [
        [
            "options.federatedConnectionsAccessTokens.active",
            true,
            "options.federatedConnectionsAccessTokens.active is true; expected connectedAccounts: { active: true }",
        ],
    ],
    fine: [["options.federatedConnectionsAccessTokens.active", false]],
    needs: ["options", "options.federatedConnectionsAccessTokens"],
});

describeRule(connectionNameIsExplicit, {
    passes: connection,
    broken: [
        ["name", undefined, 'name is not set; expected a name such as "microsoft"'],
        ["name", "login-1a2b3c4", 'name is "login-1a2b3c4", which was generated; expected a name such as "microsoft"'],
        ["__defaults", ["name"], 'name is "microsoft", which was generated; expected a name such as "microsoft"'],
    ],
    fine: [
        ["name", "login-microsoft"],
        ["__defaults", []],
    ],
    needs: ["name"],
});

describeRule(connectionScopeIsKnown, {
    passes: connection,
    broken: [
        [
            "options.scopes.1",
            "User.Read",
            'scope "User.Read" is no option of a windowslive connection; expected one of graph_calendars, graph_calendars_update, graph_contacts, graph_contacts_update, graph_device, graph_device_command, graph_emails, graph_emails_update, graph_files, graph_files_all, graph_files_all_update, graph_files_update, graph_notes, graph_notes_create, graph_notes_update, graph_tasks, graph_tasks_update, graph_user, graph_user_activity, graph_user_update, offline_access, signin',
        ],
    ],
    fine: [["options.scopes", undefined]],
    needs: ["options", "options.scopes", "options.scopes.1", "strategy"],
});

describeRule(connectionScopeIsKnown, {
    passes: { type: types.Connection, props: { strategy: "waad", options: { scopes: ["basic_profile"] } } },
    broken: [
        [
            "options.scopes.0",
            "offline_access",
            'scope "offline_access" is no option of a waad connection; expected one of basic_profile, ext_admin, ext_agreed_terms, ext_assigned_plans, ext_groups, ext_is_suspended, ext_nested_groups, ext_profile',
        ],
    ],
});

describeRule(connectionOptionsAreNotIgnored, {
    passes: { ...connection, ignoreChanges: ["displayName", "optionsOfAnother"] },
    broken: ["options", "options.clientSecret", 'options["clientSecret"]', '["options"]', "*"].map(
        (path) => ["opts.ignoreChanges", [path], `ignoreChanges has [${path}]; expected nothing of options`] as const,
    ),
    needs: ["strategy"],
});

describeRule(emailIsNotTrustedOnCommonEndpoint, {
    passes: {
        type: types.Connection,
        props: {
            strategy: "waad",
            options: {
                waadCommonEndpoint: true,
                shouldTrustEmailVerifiedConnection: "never_set_emails_as_verified",
            },
        },
    },
    broken: [
        [
            "options.shouldTrustEmailVerifiedConnection",
            "always_set_emails_as_verified",
            'options.shouldTrustEmailVerifiedConnection is "always_set_emails_as_verified" with waadCommonEndpoint; expected "never_set_emails_as_verified"',
        ],
    ],
    fine: [["options.shouldTrustEmailVerifiedConnection", undefined]],
    needs: ["options.waadCommonEndpoint", "options.shouldTrustEmailVerifiedConnection"],
});

describeRule(emailIsNotTrustedOnCommonEndpoint, {
    passes: {
        type: types.Connection,
        props: { strategy: "waad", options: { shouldTrustEmailVerifiedConnection: "always_set_emails_as_verified" } },
    },
});

describeRule(linkingIsExclusiveInProduction, {
    passes: { type: types.ConnectionClient, props: good.connectionClient, name: "microsoft/portal" },
});

describeRule(tokenVaultClientIsOidcConformant, {
    passes: client,
    broken: [
        ["oidcConformant", false, "oidcConformant is false; expected true"],
        ["oidcConformant", undefined, "oidcConformant is nothing; expected true"],
    ],
    needs: ["grantTypes", "oidcConformant"],
});

describeRule(tokenVaultClientIsFirstParty, {
    passes: client,
    broken: [["isFirstParty", false, "isFirstParty is false; expected true"]],
    fine: [["isFirstParty", undefined]],
    needs: ["isFirstParty"],
});

describeRule(tokenVaultClientDoesNotRotate, {
    passes: client,
    broken: [
        [
            "refreshToken.rotationType",
            "rotating",
            'refreshToken.rotationType is "rotating"; expected "non-rotating", without which Token Vault refuses them',
        ],
    ],
    fine: [
        ["refreshToken", undefined],
        ["refreshToken.rotationType", undefined],
    ],
    needs: ["refreshToken.rotationType", "appType", "grantTypes"],
});

describeRule(tokenVaultClientDoesNotRotate, { passes: { type: types.Client, props: good.spa } });

describeRule(tokenVaultClientHasExactGrantTypes, {
    passes: client,
    broken: [
        [
            "grantTypes",
            ["client_credentials", "refresh_token", tokenVault],
            `grantTypes lacks authorization_code; expected authorization_code, refresh_token, ${tokenVault}`,
            `grantTypes has [client_credentials] too; expected authorization_code, refresh_token, ${tokenVault}`,
        ],
    ],
    needs: ["grantTypes", "grantTypes.0", "appType"],
});

describeRule(tokenVaultClientHasExactGrantTypes, {
    passes: { type: types.Client, props: good.apiClient },
    run: { settings: { "token-vault-client-has-exact-grant-types": { moreGrantTypes: ["client_credentials"] } } },
    broken: [["grantTypes.1", "password", `grantTypes has [password] too; expected ${tokenVault}`]],
    fine: [["grantTypes.1", "client_credentials"]],
});

describeRule(noImplicitGrantWithTokenVault, {
    passes: client,
    broken: [
        [
            "grantTypes.3",
            "implicit",
            'grantTypes has "implicit" beside Token Vault\'s; expected "authorization_code" instead',
        ],
    ],
    fine: [["grantTypes", ["implicit"]]],
    needs: ["grantTypes"],
});

describeRule(myAccountGrantIsForUsers, {
    passes: grant,
    broken: [
        ["subjectType", "client", 'subjectType is "client" on "https://login.acme.example/me/"; expected "user"'],
        ["subjectType", undefined, 'subjectType is nothing on "https://login.acme.example/me/"; expected "user"'],
    ],
    needs: ["audience", "subjectType"],
});

describeRule(myAccountGrantIsForUsers, {
    passes: {
        type: types.ClientGrant,
        props: { audience: "https://api.planner.acme.example", scopes: ["read:plans"] },
    },
});

describeRule(myAccountScopesAreNeeded, {
    passes: grant,
    broken: [
        [
            "allowAllScopes",
            true,
            "allowAllScopes is true; expected scopes: [create:me:connected_accounts, delete:me:connected_accounts, read:me:connected_accounts]",
        ],
        [
            "scopes",
            [unknown, "read:me:factors"],
            `scopes has "read:me:factors"; expected no more than ${connectedAccounts}`,
            "can't run policy 'my-account-scopes-are-needed' from policy pack 'pack@v1.0.0' during preview: string value at .scopes.0 can't be known during preview",
        ],
    ],
    needs: ["audience", "scopes"],
});

describeRule(myAccountScopesAreNeeded, {
    passes: client,
    broken: [
        [
            "refreshToken.policies.0.scopes.0",
            "update:me:authentication_methods",
            `refreshToken.policies has "update:me:authentication_methods"; expected no more than ${connectedAccounts}`,
        ],
    ],
    fine: [["refreshToken.policies.1", { audience: "https://api.acme.example", scopes: ["read:plans"] }]],
    needs: ["refreshToken", "refreshToken.policies.0.audience"],
});

describeRule(callbackUsesHttps, {
    passes: client,
    run: { stack: "staging" },
    broken: [
        [
            "callbacks.0",
            "http://portal.acme.example/cb",
            'callback "http://portal.acme.example/cb" is not https; expected https://…',
        ],
        [
            "callbacks.0",
            "http://localhost:3000/cb?next=1",
            'callback "http://localhost:3000/cb?…" is in stack staging; expected an address that is not on the user\'s own machine',
        ],
        [
            "callbacks.0",
            "com.acme.app://callback",
            'callback "com.acme.app://callback" is not https; expected https://…',
        ],
    ],
    fine: [["callbacks", undefined]],
    needs: ["callbacks", "callbacks.0"],
});

describeRule(callbackUsesHttps, {
    passes: {
        type: types.Client,
        props: { appType: "native", callbacks: ["com.acme.app://cb", "http://localhost/cb"] },
    },
    run: { stack: "prod" },
    broken: [
        ["callbacks.0", "http://acme.example/", 'callback "http://acme.example/" is not https; expected https://…'],
    ],
});

describeRule(connectionIsProtectedInProduction, {
    passes: { ...connection, protect: true },
    run: { stack: "prod" },
    broken: [["opts.protect", false, "protect is false in stack prod; expected true"]],
});

describeRule(clientIsProtectedInProduction, {
    passes: { ...client, protect: true },
    run: { stack: "prod" },
    broken: [["opts.protect", false, "protect is false in stack prod; expected true"]],
});

describeRule(apiIsProtectedInProduction, {
    passes: { type: types.ResourceServer, props: { identifier: "https://login.acme.example/me/" } },
    run: { stack: "prod" },
    broken: [["identifier", "https://api.planner.acme.example", "protect is false in stack prod; expected true"]],
    needs: ["identifier"],
});
