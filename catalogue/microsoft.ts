/** Application (client) id of Microsoft Graph, the same in every directory. */
export const microsoftGraphAppId = "00000003-0000-0000-c000-000000000000";

/** App role id that stands for "assigned, with no particular role" (Microsoft Graph, appRoleAssignment). */
export const defaultAppRoleId = "00000000-0000-0000-0000-000000000000";

/** Who may sign in to an app registration, in Microsoft's words, with what follows from each. */
export const signInAudiences = {
    /** Accounts of the directory that holds the app registration. */
    AzureADMyOrg: { personalAccounts: false, otherDirectories: false },

    /** Accounts of any directory. */
    AzureADMultipleOrgs: { personalAccounts: false, otherDirectories: true },

    /** Accounts of any directory, and personal Microsoft accounts. */
    AzureADandPersonalMicrosoftAccount: { personalAccounts: true, otherDirectories: true },

    /** Personal Microsoft accounts only. */
    PersonalMicrosoftAccount: { personalAccounts: true, otherDirectories: false },
} as const;

/** One of Microsoft's sign-in audiences. */
export type SignInAudience = keyof typeof signInAudiences;

/** Limits of app registrations with personal accounts (Microsoft, "Validation differences by supported account types"). */
export const personalAccountLimits = {
    clientSecrets: 2,
    permissionsPerResource: 30,
    displayNameLength: 90,
    redirectUris: 100,
} as const;

/** Where Microsoft signs people in and gives out tokens. */
export const microsoftLoginHost = "login.microsoftonline.com";

/** Where Microsoft Graph is served. */
export const microsoftGraphHost = "graph.microsoft.com";

/** Where Azure Resource Manager is served. */
export const azureResourceManagerHost = "management.azure.com";

/** Application permissions of Microsoft Graph that a deployment of this project needs, and no more; `User.Read.All` is for owners who are people. */
export const deployerGraphPermissions = [
    "Application.Read.All",
    "Application.ReadWrite.OwnedBy",
    "AppRoleAssignment.ReadWrite.All",
    "DelegatedPermissionGrant.ReadWrite.All",
    "User.Read.All",
] as const;

/** Application permissions of Microsoft Graph that it takes to look: for previews, drift and the doctor. */
export const readerGraphPermissions = ["Application.Read.All", "Directory.Read.All"] as const;
