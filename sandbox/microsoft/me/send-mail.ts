import { z } from "zod";
import { errors } from "../errors.ts";
import type { GraphReply } from "../graph-request.ts";
import { bodyAs, required, resourceShape } from "../resource-body.ts";
import type { MeRequest } from "./me-reply.ts";

const recipients = z.array(
    z.strictObject({ emailAddress: z.strictObject({ address: z.string(), name: z.string().optional() }) }),
);

/** Graph writes it in small letters and takes it in any. */
const contentType = z
    .string()
    .toLowerCase()
    .pipe(z.enum(["text", "html"]));

const mail = resourceShape({
    resource: "Message",
    schema: z.strictObject({
        message: z
            .strictObject({
                subject: z.string().optional(),
                body: z.strictObject({ contentType, content: z.string() }).optional(),
                toRecipients: recipients.optional(),
                ccRecipients: recipients.optional(),
                bccRecipients: recipients.optional(),
            })
            .optional(),
        saveToSentItems: z.boolean().optional(),
    }),
});

/** POST /me/sendMail: accepted; nothing leaves the sandbox. */
export async function sendMail(request: MeRequest): Promise<GraphReply> {
    const asked = bodyAs(mail, await request.json());
    const message = required("sendMail", "Message", asked.message);
    const { bccRecipients = [], ccRecipients = [], toRecipients = [] } = message;
    if (bccRecipients.length + ccRecipients.length + toRecipients.length === 0) throw errors.recipientsMissing();
    return { status: 202 };
}
