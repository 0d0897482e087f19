import type { Message } from "@microsoft/microsoft-graph-types";
import type { Account } from "../account.ts";
import type { GraphReply } from "../graph-request.ts";
import { listReply } from "../odata.ts";
import { utcOf } from "../utc.ts";
import { atHour, madeUpChoice, madeUpId } from "./made-up.ts";
import type { MeRequest } from "./me-reply.ts";

/** GET /me/messages, the latest first. Who may read basic mail only does not see what a message says. */
export function listMessages(request: MeRequest): GraphReply {
    const { account, now, scopes } = request;
    const seesBodies = scopes.has("Mail.Read") || scopes.has("Mail.ReadWrite");
    const messages = [0, 1, 2, 3].map((index) => messageOf(account, now, index));
    const shown = seesBodies ? messages : messages.map(({ body, bodyPreview, ...message }) => message);
    return listReply(request, "messages", shown, [], `users('${account.id}')/messages`);
}

const letters = [
    {
        subject: "Your invoice for November",
        sender: "Billing",
        text: "The invoice is attached. Nothing is left to do.",
    },
    { subject: "Minutes of yesterday's meeting", sender: "Ines", text: "Please have a look at point three." },
    { subject: "Lunch on Thursday?", sender: "Jonas", text: "The place at the corner has opened again." },
    { subject: "Sign-in from a new device", sender: "Security", text: "If it was you, there is nothing to do." },
    { subject: "Draft of the annual report", sender: "Maja", text: "Chapter two still lacks its figures." },
] as const;

function messageOf(account: Account, now: Date, index: number): Message {
    const { sender, subject, text } = madeUpChoice(account, letters, index);
    const from = { emailAddress: { name: sender, address: `${sender.toLowerCase()}@northwind.example` } };
    const received = utcOf(atHour(now, -index - 1, 15, index * 7));
    return {
        id: madeUpId(account, "message", index),
        createdDateTime: received,
        lastModifiedDateTime: received,
        receivedDateTime: received,
        sentDateTime: received,
        hasAttachments: false,
        subject,
        bodyPreview: text,
        body: { contentType: "text", content: text },
        importance: "normal",
        isRead: index > 1,
        isDraft: false,
        sender: from,
        from,
        toRecipients: [{ emailAddress: { name: account.displayName, address: account.username } }],
        ccRecipients: [],
        bccRecipients: [],
    };
}
