import { z } from "zod";

const texts = z
    .array(z.string())
    .nullish()
    .transform((value) => value ?? []);
const nullable = z
    .string()
    .nullish()
    .transform((value) => value ?? "");

/** A connection of the tenant. Of its options there are names, and those values that say something and are no secret. */
export const seenConnection = z
    .object({
        id: z.string(),
        name: z.string(),
        strategy: z.string(),
        options: z.record(z.string(), z.unknown()).optional(),
    })
    .transform(({ options, ...connection }) => ({
        ...connection,
        entraClientId: typeof options?.["client_id"] === "string" ? options["client_id"] : "",

        /** Absent where the credentials may not see options. */
        ...(options === undefined ? {} : { options: shownOptions(options) }),
    }));

/** Options that are set, by name. Names of scopes are shown, switches and numbers; anything else could be a secret. */
export function shownOptions(options: Readonly<Record<string, unknown>>): Record<string, string> {
    return Object.fromEntries(
        Object.entries(options)
            .filter(([, value]) => !isEmpty(value))
            .map(([name, value]) => [name, shownOption(name, value)]),
    );
}

function shownOption(name: string, value: unknown): string {
    if (typeof value === "boolean" || typeof value === "number") return String(value);
    if (name === "freeform_scopes" && Array.isArray(value))
        return value.filter((one) => typeof one === "string").join(" ");
    return "";
}

/** Switched off, or nothing: what Auth0 and its Dashboard leave behind. */
function isEmpty(value: unknown): boolean {
    if (value === null || value === undefined || value === false || value === "") return true;
    if (Array.isArray(value)) return value.length === 0;
    return typeof value === "object" && Object.values(value).every(isEmpty);
}

export const seenClient = z
    .object({
        client_id: z.string(),
        name: z.string(),
        description: nullable,
        app_type: nullable,
        refresh_token: z
            .object({ policies: z.array(z.object({ audience: z.string(), scope: texts })).nullish() })
            .nullish(),
    })
    .transform(({ app_type, client_id, refresh_token, ...client }) => ({
        ...client,
        clientId: client_id,
        appType: app_type,
        policies: refresh_token?.policies ?? [],
    }));

/** The fields of a client that are asked for: none of them is a secret. */
export const clientFields = "client_id,name,description,app_type,refresh_token";

export const seenClientGrant = z
    .object({ id: z.string(), client_id: nullable, audience: z.string(), scope: texts, subject_type: nullable })
    .transform(({ client_id, subject_type, ...grant }) => ({
        ...grant,
        clientId: client_id,
        subjectType: subject_type,
    }));

export const seenEnabledClient = z.object({ client_id: z.string() });
export const seenOrganization = z.object({ id: z.string(), name: z.string() });
export const seenOrganizationConnection = z.object({ connection_id: z.string() });

const addresses = z
    .object({ redirectUris: texts })
    .nullish()
    .transform((value) => value?.redirectUris ?? []);

const credential = z.object({
    keyId: z.string(),
    displayName: nullable,
    startDateTime: nullable,
    endDateTime: nullable,
});

export const seenApplication = z.object({
    id: z.string(),
    appId: z.string(),
    displayName: nullable,
    web: addresses,
    spa: addresses,
    publicClient: addresses,
    passwordCredentials: z.array(credential),
    keyCredentials: z.array(credential),
    requiredResourceAccess: z.array(
        z.object({
            resourceAppId: z.string(),
            resourceAccess: z.array(z.object({ id: z.string(), type: z.string() })),
        }),
    ),
});

export const applicationFields = Object.keys(seenApplication.shape).join(",");

export const seenServicePrincipal = z.object({
    id: z.string(),
    appId: z.string(),
    passwordCredentials: z.array(credential),
    keyCredentials: z.array(credential),
});

export const servicePrincipalFields = Object.keys(seenServicePrincipal.shape).join(",");

export const seenFederatedCredential = z.object({
    id: z.string(),
    name: z.string(),
    issuer: nullable,
    subject: nullable,
});

export const seenOwner = z.object({
    id: z.string(),
    displayName: nullable,
    userPrincipalName: nullable,
});

export const seenPermissionGrant = z.object({
    id: z.string(),
    consentType: z.string(),
    principalId: nullable,
    resourceId: z.string(),
    scope: nullable,
});

export const seenAssignment = z.object({
    id: z.string(),
    appRoleId: nullable,
    principalId: z.string(),
    principalDisplayName: nullable,
    principalType: nullable,
    resourceDisplayName: nullable,
});

export const seenNotes = z.object({
    id: z.string(),
    appId: z.string(),
    displayName: nullable,
    notes: nullable,
});
