import type { Policies } from "@pulumi/policy";
import { apiIsProtectedInProduction } from "./rules/auth0/api-is-protected-in-production.ts";
import { callbackUsesHttps } from "./rules/auth0/callback-uses-https.ts";
import { clientIsProtectedInProduction } from "./rules/auth0/client-is-protected-in-production.ts";
import { connectedAccountsIsWritten } from "./rules/auth0/connected-accounts-is-written.ts";
import { connectionIsProtectedInProduction } from "./rules/auth0/connection-is-protected-in-production.ts";
import { connectionNameIsExplicit } from "./rules/auth0/connection-name-is-explicit.ts";
import { connectionOptionsAreNotIgnored } from "./rules/auth0/connection-options-are-not-ignored.ts";
import { connectionScopeIsKnown } from "./rules/auth0/connection-scope-is-known.ts";
import { emailIsNotTrustedOnCommonEndpoint } from "./rules/auth0/email-is-not-trusted-on-common-endpoint.ts";
import { linkingIsExclusiveInProduction } from "./rules/auth0/linking-is-exclusive-in-production.ts";
import { myAccountGrantIsForUsers } from "./rules/auth0/my-account-grant-is-for-users.ts";
import { myAccountScopesAreNeeded } from "./rules/auth0/my-account-scopes-are-needed.ts";
import { noImplicitGrantWithTokenVault } from "./rules/auth0/no-implicit-grant-with-token-vault.ts";
import { noLegacyTokenVaultSwitch } from "./rules/auth0/no-legacy-token-vault-switch.ts";
import { tokenVaultClientDoesNotRotate } from "./rules/auth0/token-vault-client-does-not-rotate.ts";
import { tokenVaultClientHasExactGrantTypes } from "./rules/auth0/token-vault-client-has-exact-grant-types.ts";
import { tokenVaultClientIsConfidential } from "./rules/auth0/token-vault-client-is-confidential.ts";
import { tokenVaultClientIsFirstParty } from "./rules/auth0/token-vault-client-is-first-party.ts";
import { tokenVaultClientIsOidcConformant } from "./rules/auth0/token-vault-client-is-oidc-conformant.ts";
import { tokenVaultIsOn } from "./rules/auth0/token-vault-is-on.ts";
import { adminOnlyPermissionIsNamed } from "./rules/entra/admin-only-permission-is-named.ts";
import { appRegistrationHasOwners } from "./rules/entra/app-registration-has-owners.ts";
import { applicationIsProtectedInProduction } from "./rules/entra/application-is-protected-in-production.ts";
import { audienceFitsStrategy } from "./rules/entra/audience-fits-strategy.ts";
import { clientSecretEndsInTime } from "./rules/entra/client-secret-ends-in-time.ts";
import { clientSecretEndsInWholeSeconds } from "./rules/entra/client-secret-ends-in-whole-seconds.ts";
import { noClientSecretInsideApplication } from "./rules/entra/no-client-secret-inside-application.ts";
import { noExistingServicePrincipalOfMicrosoft } from "./rules/entra/no-existing-service-principal-of-microsoft.ts";
import { noImplicitGrant } from "./rules/entra/no-implicit-grant.ts";
import { noRelativeEndOfClientSecret } from "./rules/entra/no-relative-end-of-client-secret.ts";
import { noSplitResourcesBesideApplication } from "./rules/entra/no-split-resources-beside-application.ts";
import { permissionIsAllowed } from "./rules/entra/permission-is-allowed.ts";
import { redirectUriHasNoWildcard } from "./rules/entra/redirect-uri-has-no-wildcard.ts";
import { redirectUriIsAuth0Callback } from "./rules/entra/redirect-uri-is-auth0-callback.ts";
import { redirectUriIsNotLocalhost } from "./rules/entra/redirect-uri-is-not-localhost.ts";
import { redirectUriUsesHttps } from "./rules/entra/redirect-uri-uses-https.ts";
import { tokenVersionIs2 } from "./rules/entra/token-version-is-2.ts";
import { vaultDeniesNetworkByDefault } from "./rules/key-vault/vault-denies-network-by-default.ts";
import { vaultHasPurgeProtection } from "./rules/key-vault/vault-has-purge-protection.ts";
import { vaultHasSoftDelete } from "./rules/key-vault/vault-has-soft-delete.ts";
import { vaultSecretEnds } from "./rules/key-vault/vault-secret-ends.ts";
import { vaultUsesRbac } from "./rules/key-vault/vault-uses-rbac.ts";
import { clientSecretsEndApart } from "./rules/stack/client-secrets-end-apart.ts";
import { linkedClientHasGrantAndPolicy } from "./rules/stack/linked-client-has-grant-and-policy.ts";

/** The rules of the pack. Not in the file that constructs it: constructing a pack starts a server. */
export const rules: Policies = [
    // Microsoft Entra
    redirectUriUsesHttps,
    redirectUriIsNotLocalhost,
    redirectUriHasNoWildcard,
    redirectUriIsAuth0Callback,
    noImplicitGrant,
    audienceFitsStrategy,
    tokenVersionIs2,
    clientSecretEndsInTime,
    clientSecretEndsInWholeSeconds,
    noRelativeEndOfClientSecret,
    noClientSecretInsideApplication,
    appRegistrationHasOwners,
    permissionIsAllowed,
    adminOnlyPermissionIsNamed,
    noExistingServicePrincipalOfMicrosoft,
    noSplitResourcesBesideApplication,
    applicationIsProtectedInProduction,
    // Auth0
    tokenVaultIsOn,
    connectedAccountsIsWritten,
    noLegacyTokenVaultSwitch,
    connectionNameIsExplicit,
    connectionScopeIsKnown,
    connectionOptionsAreNotIgnored,
    emailIsNotTrustedOnCommonEndpoint,
    linkingIsExclusiveInProduction,
    tokenVaultClientIsConfidential,
    tokenVaultClientIsOidcConformant,
    tokenVaultClientIsFirstParty,
    tokenVaultClientDoesNotRotate,
    tokenVaultClientHasExactGrantTypes,
    noImplicitGrantWithTokenVault,
    myAccountGrantIsForUsers,
    myAccountScopesAreNeeded,
    callbackUsesHttps,
    connectionIsProtectedInProduction,
    clientIsProtectedInProduction,
    apiIsProtectedInProduction,
    // Key Vault
    vaultUsesRbac,
    vaultHasPurgeProtection,
    vaultHasSoftDelete,
    vaultDeniesNetworkByDefault,
    vaultSecretEnds,
    // The stack as a whole
    linkedClientHasGrantAndPolicy,
    clientSecretsEndApart,
];
