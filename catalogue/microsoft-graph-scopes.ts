/** What is known of one Microsoft Graph delegated permission. */
export interface MicrosoftGraphScope {
    /** Permission id, as an app registration lists it. */
    readonly id: string;

    /** Only an administrator can consent. */
    readonly adminOnly: boolean;

    /** Microsoft's managed consent policy, the default of new directories, keeps users from consenting. */
    readonly blockedByManagedPolicy: boolean;

    /** Personal Microsoft accounts have it. */
    readonly personalAccounts: boolean;

    /** The option of an Auth0 `windowslive` connection that asks for it, if there is one. */
    readonly windowsliveOption?: string;
}

/**
 * Microsoft Graph's delegated permissions by the name people write. Ids and consent: Microsoft's permissions reference and the
 * Graph service principal; managed policy: Microsoft's "Manage app consent policies" of 2026-01-22 (the list moves over time);
 * options: the tags of go-auth0's `ConnectionOptionsWindowsLive`. Auth0 publishes the scope behind an option only for `graph_user`.
 */
export const microsoftGraphScopes = {
    openid: {
        id: "37f7f235-527c-4136-accd-4a02d197296e",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
    },
    profile: {
        id: "14dad69e-099b-42c9-810b-d002981feec1",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
    },
    email: {
        id: "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
    },
    offline_access: {
        id: "7427e0e9-2fba-42fe-b0c0-848c9e6a8182",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "offline_access",
    },
    "User.Read": {
        id: "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_user",
    },
    "User.ReadWrite": {
        id: "b4e74841-8e56-480b-be8b-910348b18b4c",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_user_update",
    },
    "User.ReadBasic.All": {
        id: "b340eb25-3456-403f-be2f-af7a0d370277",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "User.Read.All": {
        id: "a154be20-db9c-4678-8ab7-66f6cc099a59",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Mail.Read": {
        id: "570282fd-fa5c-430d-a7fd-fc8dc98a9dca",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_emails",
    },
    "Mail.ReadBasic": {
        id: "a4b8392a-d8d1-4954-a029-8e668a39a170",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
    },
    "Mail.ReadWrite": {
        id: "024d486e-b451-40bb-833d-3e66d98c5c73",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_emails_update",
    },
    "Mail.Send": {
        id: "e383f46e-2787-4529-855e-0e479a3ffac0",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
    },
    "MailboxSettings.Read": {
        id: "87f447af-9fa4-4c32-9dfa-4a57a73d18ce",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
    },
    "Calendars.Read": {
        id: "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_calendars",
    },
    "Calendars.ReadBasic": {
        id: "662d75ba-a364-42ad-adee-f5f880ea4878",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
    },
    "Calendars.ReadWrite": {
        id: "1ec239c2-d7c9-4623-a91a-a9775856bb36",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_calendars_update",
    },
    "Calendars.Read.Shared": {
        id: "2b9c4092-424d-4249-948d-b43879977640",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
    },
    "Contacts.Read": {
        id: "ff74d97f-43af-4b68-9f2a-b77ee6968c5d",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_contacts",
    },
    "Contacts.ReadWrite": {
        id: "d56682ec-c09e-4743-aaf4-1a3aac4caa21",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_contacts_update",
    },
    "Files.Read": {
        id: "10465720-29dd-4523-a11a-6a75c743c9d9",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_files",
    },
    "Files.Read.All": {
        id: "df85f4d6-205c-4ac5-a5ea-6bf408dba283",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_files_all",
    },
    "Files.ReadWrite": {
        id: "5c28f0bf-8a70-41f1-8ab2-9032436ddb65",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_files_update",
    },
    "Files.ReadWrite.All": {
        id: "863451e7-0667-486c-a5d6-d135439485f0",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_files_all_update",
    },
    "Files.ReadWrite.AppFolder": {
        id: "8019c312-3263-48e6-825e-2b833497195b",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
    },
    "Sites.Read.All": {
        id: "205e70e5-aba6-4c52-a976-6d2d46c48043",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
    },
    "Sites.ReadWrite.All": {
        id: "89fe6a52-be36-487e-b7d8-d061c450a026",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
    },
    "Sites.Selected": {
        id: "f89c84ef-20d0-4b54-87e9-02e856d66d53",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Tasks.Read": {
        id: "f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_tasks",
    },
    "Tasks.ReadWrite": {
        id: "2219042f-cab5-40cc-b0d2-16b1540b4c5f",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
        windowsliveOption: "graph_tasks_update",
    },
    "Notes.Read": {
        id: "371361e4-b9e2-4a3f-8315-2a301a3b0a3d",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_notes",
    },
    "Notes.Create": {
        id: "9d822255-d64d-4b7a-afdb-833b9a97ed02",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_notes_create",
    },
    "Notes.ReadWrite": {
        id: "615e26af-c38a-4150-ae3e-c3b0d4cb1d6a",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_notes_update",
    },
    "Notes.Read.All": {
        id: "dfabfca6-ee36-4db2-8208-7a28381419b3",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "People.Read": {
        id: "ba47897c-39ec-4d83-8086-ee8256fa737d",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: true,
    },
    "Presence.Read": {
        id: "76bc735e-aecd-4a1d-8b4c-2b915deabb79",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Chat.Read": {
        id: "f501c180-9344-439a-bca0-6cbf209fd270",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: false,
    },
    "Chat.ReadBasic": {
        id: "9547fcb5-d03f-419d-9948-5928bbf71b0f",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Chat.ReadWrite": {
        id: "9ff7295e-131b-4d94-90e1-69fde507ac11",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: false,
    },
    "ChatMessage.Send": {
        id: "116b7235-7cc6-461e-b163-8e55691d839e",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Team.ReadBasic.All": {
        id: "485be79e-c497-4b35-9400-0e3fa7f2a5d4",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Channel.ReadBasic.All": {
        id: "9d8982ae-4365-4f57-95e9-d6032a4c0b87",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "ChannelMessage.Read.All": {
        id: "767156cb-16ae-4d10-8f8b-41b657c8c8c8",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "ChannelMessage.Send": {
        id: "ebf0f66e-9fb1-49e4-a278-222f76911cf4",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "OnlineMeetings.Read": {
        id: "9be106e1-f4e3-4df5-bdff-e4bc531cbe43",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: false,
    },
    "OnlineMeetings.ReadWrite": {
        id: "a65f2972-a4f8-4f5e-afd7-69ccb046d5dc",
        adminOnly: false,
        blockedByManagedPolicy: true,
        personalAccounts: false,
    },
    "Group.Read.All": {
        id: "5f8c59db-677d-491f-a6b8-5f174b11ec1d",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "GroupMember.Read.All": {
        id: "bc024368-1153-4739-b217-4326f2e966d0",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Group.ReadWrite.All": {
        id: "4e46008b-f24c-477d-8fff-7bb4ec7aafe0",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Directory.Read.All": {
        id: "06da0dbc-49e2-44d2-8312-53f166ab848a",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Directory.ReadWrite.All": {
        id: "c5366453-9fb0-48a5-a156-24f0c49a4b84",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Directory.AccessAsUser.All": {
        id: "0e263e50-5827-48a4-b97c-d940288653c7",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "Device.Read": {
        id: "11d4cd79-5ba5-460f-803f-e22c8ab85ccd",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_device",
    },
    "Device.Command": {
        id: "bac3b9c2-b516-4ef4-bd3b-c2ef73d8d804",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_device_command",
    },
    "UserActivity.ReadWrite.CreatedByApp": {
        id: "47607519-5fb1-47d9-99c7-da4b48f369b1",
        adminOnly: false,
        blockedByManagedPolicy: false,
        personalAccounts: true,
        windowsliveOption: "graph_user_activity",
    },
    "Application.Read.All": {
        id: "c79f8feb-a9db-4090-85f9-90d820caa0eb",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: true,
    },
    "RoleManagement.Read.All": {
        id: "48fec646-b2ba-4019-8681-8eb31435aded",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "RoleManagement.ReadWrite.Directory": {
        id: "d01b97e9-cbc0-49fe-810a-750afd5527a3",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
    "TeamSettings.ReadWrite.All": {
        id: "39d65650-9d3e-4223-80db-a335590d027e",
        adminOnly: true,
        blockedByManagedPolicy: false,
        personalAccounts: false,
    },
} as const satisfies Record<string, MicrosoftGraphScope>;

/** Name of a delegated permission, e.g. `Calendars.Read`. */
export type ScopeName = keyof typeof microsoftGraphScopes;

/** Whether the catalogue has a scope of this name; the case of letters counts, as it does at Microsoft. */
export function isScopeName(name: string): name is ScopeName {
    return Object.hasOwn(microsoftGraphScopes, name);
}

/** What the catalogue knows of a scope; fails on a name it does not have. */
export function microsoftGraphScope(name: string): MicrosoftGraphScope {
    if (!isScopeName(name)) throw new Error(`"${name}" is not a Microsoft Graph scope in the catalogue`);
    return microsoftGraphScopes[name];
}
