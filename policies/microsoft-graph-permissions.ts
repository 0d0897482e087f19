/** A delegated permission of Microsoft Graph. */
export interface GraphPermission {
    readonly name: string;

    /** Only an administrator can consent. */
    readonly adminOnly: boolean;
}

/** Application (client) id of Microsoft Graph, the same in every directory. */
export const microsoftGraphAppId = "00000003-0000-0000-c000-000000000000";

const forUsers: Readonly<Record<string, string>> = {
    "37f7f235-527c-4136-accd-4a02d197296e": "openid",
    "14dad69e-099b-42c9-810b-d002981feec1": "profile",
    "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0": "email",
    "7427e0e9-2fba-42fe-b0c0-848c9e6a8182": "offline_access",
    "e1fe6dd8-ba31-4d61-89e7-88639da4683d": "User.Read",
    "b4e74841-8e56-480b-be8b-910348b18b4c": "User.ReadWrite",
    "b340eb25-3456-403f-be2f-af7a0d370277": "User.ReadBasic.All",
    "570282fd-fa5c-430d-a7fd-fc8dc98a9dca": "Mail.Read",
    "a4b8392a-d8d1-4954-a029-8e668a39a170": "Mail.ReadBasic",
    "024d486e-b451-40bb-833d-3e66d98c5c73": "Mail.ReadWrite",
    "e383f46e-2787-4529-855e-0e479a3ffac0": "Mail.Send",
    "87f447af-9fa4-4c32-9dfa-4a57a73d18ce": "MailboxSettings.Read",
    "465a38f9-76ea-45b9-9f34-9e8b0d4b0b42": "Calendars.Read",
    "662d75ba-a364-42ad-adee-f5f880ea4878": "Calendars.ReadBasic",
    "1ec239c2-d7c9-4623-a91a-a9775856bb36": "Calendars.ReadWrite",
    "2b9c4092-424d-4249-948d-b43879977640": "Calendars.Read.Shared",
    "ff74d97f-43af-4b68-9f2a-b77ee6968c5d": "Contacts.Read",
    "d56682ec-c09e-4743-aaf4-1a3aac4caa21": "Contacts.ReadWrite",
    "10465720-29dd-4523-a11a-6a75c743c9d9": "Files.Read",
    "df85f4d6-205c-4ac5-a5ea-6bf408dba283": "Files.Read.All",
    "5c28f0bf-8a70-41f1-8ab2-9032436ddb65": "Files.ReadWrite",
    "863451e7-0667-486c-a5d6-d135439485f0": "Files.ReadWrite.All",
    "8019c312-3263-48e6-825e-2b833497195b": "Files.ReadWrite.AppFolder",
    "205e70e5-aba6-4c52-a976-6d2d46c48043": "Sites.Read.All",
    "89fe6a52-be36-487e-b7d8-d061c450a026": "Sites.ReadWrite.All",
    "f89c84ef-20d0-4b54-87e9-02e856d66d53": "Sites.Selected",
    "f45671fb-e0fe-4b4b-be20-3d3ce43f1bcb": "Tasks.Read",
    "2219042f-cab5-40cc-b0d2-16b1540b4c5f": "Tasks.ReadWrite",
    "371361e4-b9e2-4a3f-8315-2a301a3b0a3d": "Notes.Read",
    "9d822255-d64d-4b7a-afdb-833b9a97ed02": "Notes.Create",
    "615e26af-c38a-4150-ae3e-c3b0d4cb1d6a": "Notes.ReadWrite",
    "dfabfca6-ee36-4db2-8208-7a28381419b3": "Notes.Read.All",
    "ba47897c-39ec-4d83-8086-ee8256fa737d": "People.Read",
    "76bc735e-aecd-4a1d-8b4c-2b915deabb79": "Presence.Read",
    "f501c180-9344-439a-bca0-6cbf209fd270": "Chat.Read",
    "9547fcb5-d03f-419d-9948-5928bbf71b0f": "Chat.ReadBasic",
    "9ff7295e-131b-4d94-90e1-69fde507ac11": "Chat.ReadWrite",
    "116b7235-7cc6-461e-b163-8e55691d839e": "ChatMessage.Send",
    "485be79e-c497-4b35-9400-0e3fa7f2a5d4": "Team.ReadBasic.All",
    "9d8982ae-4365-4f57-95e9-d6032a4c0b87": "Channel.ReadBasic.All",
    "ebf0f66e-9fb1-49e4-a278-222f76911cf4": "ChannelMessage.Send",
    "9be106e1-f4e3-4df5-bdff-e4bc531cbe43": "OnlineMeetings.Read",
    "a65f2972-a4f8-4f5e-afd7-69ccb046d5dc": "OnlineMeetings.ReadWrite",
    "11d4cd79-5ba5-460f-803f-e22c8ab85ccd": "Device.Read",
    "bac3b9c2-b516-4ef4-bd3b-c2ef73d8d804": "Device.Command",
    "47607519-5fb1-47d9-99c7-da4b48f369b1": "UserActivity.ReadWrite.CreatedByApp",
};

const forAdministrators: Readonly<Record<string, string>> = {
    "a154be20-db9c-4678-8ab7-66f6cc099a59": "User.Read.All",
    "767156cb-16ae-4d10-8f8b-41b657c8c8c8": "ChannelMessage.Read.All",
    "5f8c59db-677d-491f-a6b8-5f174b11ec1d": "Group.Read.All",
    "bc024368-1153-4739-b217-4326f2e966d0": "GroupMember.Read.All",
    "4e46008b-f24c-477d-8fff-7bb4ec7aafe0": "Group.ReadWrite.All",
    "06da0dbc-49e2-44d2-8312-53f166ab848a": "Directory.Read.All",
    "c5366453-9fb0-48a5-a156-24f0c49a4b84": "Directory.ReadWrite.All",
    "0e263e50-5827-48a4-b97c-d940288653c7": "Directory.AccessAsUser.All",
    "c79f8feb-a9db-4090-85f9-90d820caa0eb": "Application.Read.All",
    "48fec646-b2ba-4019-8681-8eb31435aded": "RoleManagement.Read.All",
    "d01b97e9-cbc0-49fe-810a-750afd5527a3": "RoleManagement.ReadWrite.Directory",
    "39d65650-9d3e-4223-80db-a335590d027e": "TeamSettings.ReadWrite.All",
};

/** Microsoft Graph's delegated permissions by id (Microsoft, "Microsoft Graph permissions reference"). */
export const graphPermissions: ReadonlyMap<string, GraphPermission> = new Map(
    [forUsers, forAdministrators].flatMap((permissions) =>
        Object.entries(permissions).map(([id, name]) => [id, { name, adminOnly: permissions === forAdministrators }]),
    ),
);

/** Names of the permissions that users can consent to themselves. */
export const userConsentable: readonly string[] = Object.values(forUsers);

/** Names of the permissions that only an administrator can consent to. */
export const adminOnly: readonly string[] = Object.values(forAdministrators);
