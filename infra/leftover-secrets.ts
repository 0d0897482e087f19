import * as pulumi from "@pulumi/pulumi";
import { microsoftGraphHost } from "../catalogue/microsoft.ts";
import { inProgram } from "./in-program.ts";
import { revealed } from "./revealed.ts";

/** Gets an access token for Microsoft Graph as the deployer. */
export type DirectoryToken = () => Promise<string>;

/**
 * A hook for a client secret: before it is made, the one that an interrupted update made in its place, and did not live to note, is
 * removed. Nobody knows its value, and an app for personal accounts has no room for a third.
 *
 * @param token the deployer's access to its directory; without it the hook does nothing
 */
export function removeLeftoverSecrets(token: DirectoryToken | undefined): pulumi.ResourceHook {
    const hook: pulumi.ResourceHookFunction = async ({ name, newInputs }) => {
        const [applicationId, displayName] = await Promise.all([
            revealed(newInputs?.["applicationId"]),
            revealed(newInputs?.["displayName"]),
        ]);
        const objectId = String(applicationId).split("/").at(-1) ?? "";
        if (token === undefined || objectId === "" || typeof displayName !== "string") return;
        try {
            const removed = await withoutLeftovers({ token: await token(), objectId, displayName, now: new Date() });
            if (removed > 0)
                await pulumi.log.info(`${name}: removed the client secret that an interrupted update left`);
        } catch (error) {
            // It is an attempt: where there is no room for the new secret, Microsoft says so next.
            const why = error instanceof Error ? error.message : String(error);
            await pulumi.log.warn(`${name}: what an interrupted update may have left could not be looked for: ${why}`);
        }
    };
    return new pulumi.ResourceHook("remove-leftover-secrets", inProgram(hook));
}

/** A secret of an app registration, as Microsoft Graph shows it. */
export interface SeenSecret {
    readonly keyId: string;
    readonly displayName: string | null;
    readonly startDateTime: string | null;
}

/**
 * The secrets that an interrupted update left: of the same slot and generation, and made within a day. An older one may be in use where a
 * state was lost, so it is left to people.
 */
export function leftovers(secrets: readonly SeenSecret[], displayName: string, now: Date): SeenSecret[] {
    return secrets.filter(
        (secret) =>
            secret.displayName === displayName && now.getTime() - Date.parse(secret.startDateTime ?? "") < dayLength,
    );
}

const dayLength = 24 * 60 * 60 * 1000;

interface Leftovers {
    readonly token: string;
    readonly objectId: string;
    readonly displayName: string;
    readonly now: Date;
}

async function withoutLeftovers({ displayName, now, objectId, token }: Leftovers): Promise<number> {
    const path = `applications/${objectId}`;
    const application = (await graph(token, "GET", path)) as { passwordCredentials?: SeenSecret[] };
    const found = leftovers(application.passwordCredentials ?? [], displayName, now);
    for (const { keyId } of found) await graph(token, "POST", `${path}/removePassword`, { keyId });
    return found.length;
}

async function graph(token: string, method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`https://${microsoftGraphHost}/v1.0/${path}`, {
        method,
        headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Microsoft Graph answered ${response.status} to ${method} ${path}`);
    return text === "" ? undefined : JSON.parse(text);
}
