import { errors } from "../errors.ts";
import { listDriveChildren } from "./drive-items.ts";
import { listEvents } from "./events.ts";
import type { MeRoute } from "./me-reply.ts";
import { listMessages } from "./messages.ts";
import { sendMail } from "./send-mail.ts";
import { getMe } from "./user.ts";

const calendar = {
    anyOf: ["Calendars.ReadBasic", "Calendars.Read", "Calendars.ReadWrite"],
    refusal: errors.mailboxAccessDenied,
    handler: listEvents,
} as const;

/** What the sandbox serves of a user's own things (permissions: Microsoft Graph's reference, delegated). */
export const meRoutes: readonly MeRoute[] = [
    {
        method: "GET",
        path: "/me",
        anyOf: ["User.Read", "User.ReadWrite", "User.Read.All", "Directory.Read.All", "Directory.ReadWrite.All"],
        refusal: errors.insufficientPrivileges,
        handler: getMe,
    },
    { method: "GET", path: "/me/events", ...calendar },
    { method: "GET", path: "/me/calendar/events", ...calendar },
    {
        method: "GET",
        path: "/me/messages",
        anyOf: ["Mail.ReadBasic", "Mail.Read", "Mail.ReadWrite"],
        refusal: errors.mailboxAccessDenied,
        handler: listMessages,
    },
    {
        method: "POST",
        path: "/me/sendMail",
        anyOf: ["Mail.Send"],
        refusal: errors.mailboxAccessDenied,
        handler: sendMail,
    },
    {
        method: "GET",
        path: "/me/drive/root/children",
        anyOf: [
            "Files.Read",
            "Files.ReadWrite",
            "Files.Read.All",
            "Files.ReadWrite.All",
            "Sites.Read.All",
            "Sites.ReadWrite.All",
        ],
        refusal: errors.driveAccessDenied,
        handler: listDriveChildren,
    },
];
