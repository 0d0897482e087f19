/**
 * What Microsoft's managed consent policy keeps users from consenting to (Microsoft, "Manage app consent policies" of 2026-01-22;
 * Microsoft moves the list). Kept apart from the catalogue on purpose, as the permissions are; a test compares the two.
 */
export const managedPolicyBlocks: ReadonlySet<string> = new Set([
    "Mail.Read",
    "Mail.ReadBasic",
    "Mail.ReadWrite",
    "MailboxSettings.Read",
    "Calendars.Read",
    "Calendars.ReadBasic",
    "Calendars.ReadWrite",
    "Calendars.Read.Shared",
    "Contacts.ReadWrite",
    "Files.Read.All",
    "Files.ReadWrite.All",
    "Sites.Read.All",
    "Sites.ReadWrite.All",
    "Tasks.Read",
    "Tasks.ReadWrite",
    "People.Read",
    "Chat.Read",
    "Chat.ReadWrite",
    "OnlineMeetings.Read",
    "OnlineMeetings.ReadWrite",
]);
