import { randomInt, randomUUID } from "node:crypto";
import { z } from "zod";
import { limitsOf } from "./application-rules.ts";
import { applicationOf } from "./applications.ts";
import type { Directory } from "./directory.ts";
import { errors } from "./errors.ts";
import { type GraphReply, type GraphRequest, noContent } from "./graph-request.ts";
import type { StoredPassword } from "./objects.ts";
import { valueReply } from "./odata.ts";
import { bodyAs, required, resourceShape } from "./resource-body.ts";
import { utc, utcOf, yearsLater } from "./utc.ts";

const day = 24 * 60 * 60 * 1000;
const resource = "PasswordCredential";
const dateTime = z.string().nullable().optional();

const newPassword = resourceShape({
    resource,
    schema: z.strictObject({
        passwordCredential: z
            .strictObject({
                displayName: z.string().nullable().optional(),
                endDateTime: dateTime,
                startDateTime: dateTime,
            })
            .nullable()
            .optional(),
    }),
});

const passwordToRemove = resourceShape({ resource, schema: z.strictObject({ keyId: z.guid().optional() }) });

/** POST /applications/{id}/addPassword: the only reply that ever holds the secret. */
export async function addPassword(request: GraphRequest): Promise<GraphReply> {
    const { directory } = request;
    const { passwordCredential } = bodyAs(newPassword, await request.json());
    const application = applicationOf(request);
    const { passwords: allowed } = limitsOf(application);
    const count = application.passwordCredentials.length + 1;
    if (count > allowed) throw errors.tooManyPasswords(count, allowed);

    const now = directory.clock.now();
    const secretText = newSecret();
    const password: StoredPassword = {
        customKeyIdentifier: null,
        displayName: passwordCredential?.displayName ?? null,
        ...lifetime(directory, now, passwordCredential ?? {}),
        hint: secretText.slice(0, 3),
        keyId: randomUUID(),
        secretText: null,
    };
    directory.applications.set(application.id, {
        ...application,
        passwordCredentials: [...application.passwordCredentials, password],
    });
    directory.keepSecret(password, secretText, now);
    directory.issueSecret(secretText);
    return valueReply(request, "microsoft.graph.passwordCredential", { ...password, secretText });
}

/** POST /applications/{id}/removePassword */
export async function removePassword(request: GraphRequest): Promise<GraphReply> {
    const asked = bodyAs(passwordToRemove, await request.json());
    const keyId = required(resource, "keyId", asked.keyId);
    const application = applicationOf(request);
    const left = application.passwordCredentials.filter((password) => password.keyId !== keyId.toLowerCase());
    if (left.length === application.passwordCredentials.length) throw errors.passwordNotFound();
    request.directory.applications.set(application.id, { ...application, passwordCredentials: left });
    return noContent;
}

interface AskedLifetime {
    readonly startDateTime?: string | null | undefined;
    readonly endDateTime?: string | null | undefined;
}

/** From now and for two years where the request does not say; within the directory's app management policy. */
function lifetime(
    directory: Directory,
    now: Date,
    asked: AskedLifetime,
): { startDateTime: string; endDateTime: string } {
    const startDateTime = normalised("startDateTime", asked.startDateTime) ?? utcOf(now);
    const endDateTime = normalised("endDateTime", asked.endDateTime) ?? yearsLater(startDateTime, 2);
    const [start, end] = [Date.parse(startDateTime), Date.parse(endDateTime)];
    // Microsoft's clock and the caller's may differ by some minutes.
    if (start < now.getTime() - 5 * 60 * 1000) throw errors.invalidCredentialStart();
    if (end <= now.getTime() || end <= start) throw errors.invalidCredentialEnd();
    const { secretMaxLifetimeDays: allowed, appManagementPolicyId } = directory;
    if (allowed !== undefined && end - start > allowed * day) throw errors.credentialLifetime(appManagementPolicyId);
    return { startDateTime, endDateTime };
}

function normalised(property: string, text: string | null | undefined): string | undefined {
    if (text === null || text === undefined) return undefined;
    const normal = utc(text);
    if (normal === undefined)
        throw errors.invalidValue(property, resource, `${text} is not a date-time with an offset`);
    return normal;
}

/** Forty characters in the pattern of Microsoft's client secrets. */
function newSecret(): string {
    return `${random(3, alphanumeric)}${random(1, "0123456789")}Q~${random(34, `${alphanumeric}-_.~`)}`;
}

const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

function random(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join("");
}
