import * as pulumi from "@pulumi/pulumi";
import { graph } from "./graph.ts";
import { inProgram } from "./in-program.ts";
import { ownerIn } from "./mark.ts";
import { patiently } from "./patiently.ts";
import { revealed } from "./revealed.ts";

/** Gets an access token for Microsoft Graph as the deployer. */
export type DirectoryToken = () => Promise<string>;

/** What it takes to look for secrets that an interrupted update left. */
export interface LeftoverSearch {
    /** The deployer's access to its directory. */
    readonly token: DirectoryToken;

    /** The stack, as its app registrations' notes say: `microsoft-connection/dev`. */
    readonly owningStack: string;

    /** Looks up the client secrets that the stack's connections have at Auth0. Fails where they are not shown. */
    readonly inUse: () => Promise<readonly string[]>;
}

/**
 * A hook for a client secret: before it is made, the one that an interrupted update made in its place, and did not live to note, is
 * removed. Nobody knows its value, and an app for personal accounts has no room for a third.
 *
 * What it removes is nobody's, because all of this holds:
 * - It runs where the engine is about to create the secret, never in a preview. So the state has no secret of this slot: what it
 *   replaces goes first (`deleteBeforeReplace`), and the app registration's other slot has another name.
 * - The app registration is the one in the state of this stack, and its notes name no other stack.
 * - The secret has the name and the very end that are about to be given: the same slot of the same generation. One made by hand, of
 *   an earlier rotation or of the other slot has another name.
 * - It was made within a day. An older one may be in use where a state was lost.
 * - None of the stack's connections has a secret that begins like it. Where that cannot be seen, it stays.
 *
 * Where a connection has, the state is older than the clouds: the secret is not made a second time, for then nobody would know the first.
 * Where it cannot look, or must not remove, it warns and the update goes on: at worst Microsoft refuses the third secret, and says so.
 *
 * @param search without it the hook does nothing
 */
export function removeLeftoverSecrets(search: LeftoverSearch | undefined): pulumi.ResourceHook {
    const hook: pulumi.ResourceHookFunction = async ({ name, newInputs }) => {
        if (search === undefined) return;
        try {
            const secret = await aboutToBeMade(newInputs);
            if (secret === undefined) return;
            const removed = await withoutLeftovers(search, secret);
            if (removed > 0)
                await pulumi.log.info(`${name}: removed the client secret that an interrupted update left`);
        } catch (error) {
            if (error instanceof InUse) throw error;
            const why = error instanceof Error ? error.message : String(error);
            await pulumi.log.warn(
                `${name}: what an interrupted update may have left could not be looked for, or stays: ${why}`,
            );
        }
    };
    return new pulumi.ResourceHook("remove-leftover-secrets", inProgram(hook));
}

/** A secret of an app registration, as Microsoft Graph shows it. */
export interface SeenSecret {
    readonly keyId: string;
    readonly displayName: string | null;
    readonly startDateTime: string | null;
    readonly endDateTime: string | null;

    /** First three characters of its value. */
    readonly hint: string | null;
}

/** The name and the end of a client secret, which no other slot or generation has. */
export interface SecretIdentity {
    readonly displayName: string;

    /** In whole seconds and UTC. */
    readonly endDate: string;
}

/** The secrets that an interrupted update may have left: of the same slot and generation, and made within a day. */
export function leftovers(
    secrets: readonly SeenSecret[],
    { displayName, endDate }: SecretIdentity,
    now: Date,
): SeenSecret[] {
    return sameGeneration(secrets, { displayName, endDate }).filter(
        ({ startDateTime }) => now.getTime() - Date.parse(startDateTime ?? "") < dayLength,
    );
}

/** Secrets of the same slot and generation. */
function sameGeneration(secrets: readonly SeenSecret[], { displayName, endDate }: SecretIdentity): SeenSecret[] {
    return secrets.filter(
        (secret) => secret.displayName === displayName && Date.parse(secret.endDateTime ?? "") === Date.parse(endDate),
    );
}

/** A secret that the state has not, and a connection signs in with. */
class InUse extends Error {
    constructor(displayName: string) {
        super(
            `"${displayName}" exists, is not in the state, and a connection signs in with it: the state is older than the clouds. It is not made a second time; docs/states.md says how to go on.`,
        );
    }
}

const dayLength = 24 * 60 * 60 * 1000;

/** Whether a secret may be one of those in use; of one without a hint that is not to be told. */
export function mayBeInUse({ hint }: SeenSecret, inUse: readonly string[]): boolean {
    return inUse.length > 0 && (hint === null || hint === "" || inUse.some((secret) => secret.startsWith(hint)));
}

/** The other stack that an app registration's notes name. */
export function otherStackIn(notes: string | null | undefined, owningStack: string): string | undefined {
    const named = ownerIn(notes ?? "");
    return named === owningStack ? undefined : named;
}

interface NewSecret extends SecretIdentity {
    readonly objectId: string;
}

async function aboutToBeMade(inputs: Record<string, unknown> | undefined): Promise<NewSecret | undefined> {
    const [applicationId, displayName, endDate] = await Promise.all(
        ["applicationId", "displayName", "endDate"].map((property) => revealed(inputs?.[property])),
    );
    if (typeof applicationId !== "string" || typeof displayName !== "string" || typeof endDate !== "string") return;
    const objectId = /^\/applications\/([^/]+)$/.exec(applicationId)?.[1];
    return objectId === undefined ? undefined : { objectId, displayName, endDate };
}

async function withoutLeftovers({ inUse, owningStack, token }: LeftoverSearch, secret: NewSecret): Promise<number> {
    const bearer = await patiently(token);
    const path = `applications/${secret.objectId}`;
    const application = (await graph(bearer, "GET", path)) as SeenApplication;
    const same = sameGeneration(application.passwordCredentials ?? [], secret);
    if (same.length === 0) return 0;

    const other = otherStackIn(application.notes, owningStack);
    if (other !== undefined) throw new Error(`the app registration says that stack ${other} manages it`);
    const used = await inUse();
    if (same.some(({ hint }) => hint && used.some((one) => one.startsWith(hint)))) throw new InUse(secret.displayName);
    const found = leftovers(same, secret, new Date());
    if (found.some((left) => mayBeInUse(left, used))) {
        throw new Error(`"${secret.displayName}" is not in the state, and may be what a connection signs in with`);
    }
    for (const { keyId } of found) await removeSecret(bearer, secret.objectId, keyId);
    return found.length;
}

/** Removes a client secret of an app registration. */
export async function removeSecret(token: string, objectId: string, keyId: string): Promise<void> {
    await graph(token, "POST", `applications/${objectId}/removePassword`, { keyId });
}

interface SeenApplication {
    readonly notes?: string | null;
    readonly passwordCredentials?: readonly SeenSecret[];
}
