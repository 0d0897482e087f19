import type { AppRole, PermissionScope } from "@microsoft/microsoft-graph-types";

/**
 * The delegated permissions that Microsoft Graph's service principal publishes (`oauth2PermissionScopes`), as far as the sandbox
 * knows them. Kept apart from the catalogue on purpose: a wrong id there must not be right here. A test compares the two.
 */
export const graphDelegatedPermissions: readonly PermissionScope[] = [
    user("openid", "37f7f235-527c-4136-accd-4a02d197296e", "Sign users in"),
    user("profile", "14dad69e-099b-42c9-810b-d002981feec1", "View users' basic profile"),
    user("email", "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", "View users' email address"),
    user("offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182", "Maintain access to data it was given access to"),
    user("User.Read", "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "Sign in and read user profile"),
    user("User.ReadWrite", "b4e74841-8e56-480b-be8b-910348b18b4c", "Read and write access to user profile"),
    user("User.ReadBasic.All", "b340eb25-3456-403f-be2f-af7a0d370277", "Read all users' basic profiles"),
    admin("User.Read.All", "a154be20-db9c-4678-8ab7-66f6cc099a59", "Read all users' full profiles"),
    user("Mail.Read", "570282fd-fa5c-430d-a7fd-fc8dc98a9dca", "Read user mail"),
    user("Mail.ReadBasic", "a4b8392a-d8d1-4954-a029-8e668a39a170", "Read user basic mail"),
    user("Mail.ReadWrite", "024d486e-b451-40bb-833d-3e66d98c5c73", "Read and write access to user mail"),
    user("Mail.Send", "e383f46e-2787-4529-855e-0e479a3ffac0", "Send mail as a user"),
    user("MailboxSettings.Read", "87f447af-9fa4-4c32-9dfa-4a57a73d18ce", "Read user mailbox settings"),
    user("Calendars.Read", "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42", "Read user calendars"),
    user("Calendars.ReadBasic", "662d75ba-a364-42ad-adee-f5f880ea4878", "Read basic details of user calendars"),
    user("Calendars.ReadWrite", "1ec239c2-d7c9-4623-a91a-a9775856bb36", "Have full access to user calendars"),
    user("Calendars.Read.Shared", "2b9c4092-424d-4249-948d-b43879977640", "Read user and shared calendars"),
    user("Contacts.Read", "ff74d97f-43af-4b68-9f2a-b77ee6968c5d", "Read user contacts"),
    user("Contacts.ReadWrite", "d56682ec-c09e-4743-aaf4-1a3aac4caa21", "Have full access to user contacts"),
    user("Files.Read", "10465720-29dd-4523-a11a-6a75c743c9d9", "Read user files"),
    user("Files.Read.All", "df85f4d6-205c-4ac5-a5ea-6bf408dba283", "Read all files that user can access"),
    user("Files.ReadWrite", "5c28f0bf-8a70-41f1-8ab2-9032436ddb65", "Have full access to user files"),
    user(
        "Files.ReadWrite.All",
        "863451e7-0667-486c-a5d6-d135439485f0",
        "Have full access to all files user can access",
    ),
    user("Files.ReadWrite.AppFolder", "8019c312-3263-48e6-825e-2b833497195b", "Have full access to the app's folder"),
    user("Sites.Read.All", "205e70e5-aba6-4c52-a976-6d2d46c48043", "Read items in all site collections"),
    user("Sites.ReadWrite.All", "89fe6a52-be36-487e-b7d8-d061c450a026", "Edit or delete items in all site collections"),
    user("Sites.Selected", "f89c84ef-20d0-4b54-87e9-02e856d66d53", "Access selected sites, on behalf of the user"),
    user("Tasks.Read", "f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb", "Read user's tasks and task lists"),
    user("Tasks.ReadWrite", "2219042f-cab5-40cc-b0d2-16b1540b4c5f", "Read and write user's tasks and task lists"),
    user("Notes.Read", "371361e4-b9e2-4a3f-8315-2a301a3b0a3d", "Read user OneNote notebooks"),
    user("Notes.Create", "9d822255-d64d-4b7a-afdb-833b9a97ed02", "Create user OneNote notebooks"),
    user("Notes.ReadWrite", "615e26af-c38a-4150-ae3e-c3b0d4cb1d6a", "Read and write user OneNote notebooks"),
    user("Notes.Read.All", "dfabfca6-ee36-4db2-8208-7a28381419b3", "Read all OneNote notebooks that user can access"),
    user("People.Read", "ba47897c-39ec-4d83-8086-ee8256fa737d", "Read users' relevant people lists"),
    user("Presence.Read", "76bc735e-aecd-4a1d-8b4c-2b915deabb79", "Read user's presence information"),
    user("Chat.Read", "f501c180-9344-439a-bca0-6cbf209fd270", "Read user chat messages"),
    user("Chat.ReadBasic", "9547fcb5-d03f-419d-9948-5928bbf71b0f", "Read names and members of user chat threads"),
    user("Chat.ReadWrite", "9ff7295e-131b-4d94-90e1-69fde507ac11", "Read and write user chat messages"),
    user("ChatMessage.Send", "116b7235-7cc6-461e-b163-8e55691d839e", "Send user chat messages"),
    user("Team.ReadBasic.All", "485be79e-c497-4b35-9400-0e3fa7f2a5d4", "Read the names and descriptions of teams"),
    user(
        "Channel.ReadBasic.All",
        "9d8982ae-4365-4f57-95e9-d6032a4c0b87",
        "Read the names and descriptions of channels",
    ),
    admin("ChannelMessage.Read.All", "767156cb-16ae-4d10-8f8b-41b657c8c8c8", "Read user channel messages"),
    user("ChannelMessage.Send", "ebf0f66e-9fb1-49e4-a278-222f76911cf4", "Send channel messages"),
    user("OnlineMeetings.Read", "9be106e1-f4e3-4df5-bdff-e4bc531cbe43", "Read user's online meetings"),
    user("OnlineMeetings.ReadWrite", "a65f2972-a4f8-4f5e-afd7-69ccb046d5dc", "Read and create user's online meetings"),
    admin("Group.Read.All", "5f8c59db-677d-491f-a6b8-5f174b11ec1d", "Read all groups"),
    admin("GroupMember.Read.All", "bc024368-1153-4739-b217-4326f2e966d0", "Read group memberships"),
    admin("Group.ReadWrite.All", "4e46008b-f24c-477d-8fff-7bb4ec7aafe0", "Read and write all groups"),
    admin("Directory.Read.All", "06da0dbc-49e2-44d2-8312-53f166ab848a", "Read directory data"),
    admin("Directory.ReadWrite.All", "c5366453-9fb0-48a5-a156-24f0c49a4b84", "Read and write directory data"),
    admin(
        "Directory.AccessAsUser.All",
        "0e263e50-5827-48a4-b97c-d940288653c7",
        "Access directory as the signed-in user",
    ),
    user("Device.Read", "11d4cd79-5ba5-460f-803f-e22c8ab85ccd", "Read user devices"),
    user("Device.Command", "bac3b9c2-b516-4ef4-bd3b-c2ef73d8d804", "Communicate with user devices"),
    user("UserActivity.ReadWrite.CreatedByApp", "47607519-5fb1-47d9-99c7-da4b48f369b1", "Write the app's own activity"),
    admin("Application.Read.All", "c79f8feb-a9db-4090-85f9-90d820caa0eb", "Read applications"),
    admin(
        "RoleManagement.Read.All",
        "48fec646-b2ba-4019-8681-8eb31435aded",
        "Read role management data for all providers",
    ),
    admin("RoleManagement.ReadWrite.Directory", "d01b97e9-cbc0-49fe-810a-750afd5527a3", "Manage directory roles"),
    admin("TeamSettings.ReadWrite.All", "39d65650-9d3e-4223-80db-a335590d027e", "Read and change teams' settings"),
];

/** The application permissions (`appRoles`) that the sandbox's routes ask for, by the name people write. */
export const graphApplicationPermissions = {
    "Application.Read.All": "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30",
    "Application.ReadWrite.All": "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
    "Application.ReadWrite.OwnedBy": "18a4783c-866b-4cc7-a460-3d5e5662c884",
    "AppRoleAssignment.ReadWrite.All": "06b708a9-e830-4db3-a914-8e69da51d44f",
    "DelegatedPermissionGrant.ReadWrite.All": "8e8e4742-1d95-4f68-9d56-6ee75648c72a",
    "Directory.Read.All": "7ab1d382-f21e-4acd-a863-ba3e13f7da61",
    "Directory.ReadWrite.All": "19dbc75e-c2e2-444c-a770-ec69d8559fc7",
    "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
} as const;

/** Name of an application permission of Microsoft Graph. */
export type GraphApplicationPermission = keyof typeof graphApplicationPermissions;

/** The application permissions as Microsoft Graph's service principal publishes them. */
export const graphAppRoles: readonly AppRole[] = Object.entries(graphApplicationPermissions).map(([value, id]) => ({
    allowedMemberTypes: ["Application"],
    description: `Application permission ${value}.`,
    displayName: value,
    id,
    isEnabled: true,
    origin: "Application",
    value,
}));

/** A delegated permission that users may consent to themselves, where their directory's policy lets them. */
function user(value: string, id: string, displayName: string): PermissionScope {
    return { ...admin(value, id, displayName), type: "User", userConsentDisplayName: displayName };
}

/** A delegated permission that only an administrator can consent to. */
function admin(value: string, id: string, displayName: string): PermissionScope {
    return {
        adminConsentDescription: `${displayName}, on behalf of the signed-in user.`,
        adminConsentDisplayName: displayName,
        id,
        isEnabled: true,
        type: "Admin",
        userConsentDescription: null,
        userConsentDisplayName: null,
        value,
    };
}
