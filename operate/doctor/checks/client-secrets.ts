import { Refusal } from "../../../clouds/refusal.ts";
import { slotDisplayName } from "../../../infra/slot-name.ts";
import type { ClientSecretSettings } from "../../../stacks/settings/settings.ts";
import { type Due, dueOf, urgencyOf } from "../../rotate/urgency.ts";
import { attention, broken, type Check, fine } from "../check.ts";
import type { SeenSecret } from "../directory-view.ts";
import { isUnreadable, type Patient } from "../patient.ts";

export const clientSecretCheck: Check = {
    id: "client-secrets",
    group: "Client secrets and consent",
    about: "The active client secret of each app registration is there at Microsoft, and has time left.",
    run: async (patient) => {
        const { settings, stack } = patient;
        const secrets = await Promise.all(
            Object.entries(settings.connections).flatMap(([key, { clientSecret }]) =>
                clientSecret === undefined ? [] : [activeSecret(patient, key, clientSecret)],
            ),
        );
        const of = (...kinds: ActiveSecret["kind"][]) =>
            secrets.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
        const [gone, ended, due, undeployed] = [of("gone"), of("ended"), of("due"), of("undeployed")];
        const rotate = `npm run rotate -- --stack ${stack}`;
        if (gone.length > 0) {
            return broken(`nobody gets in: ${[...gone, ...ended].join("; ")}`, `pulumi up --refresh --stack ${stack}`);
        }
        if (ended.length > 0) return broken(`nobody gets in: ${ended.join("; ")}`, rotate);
        if (undeployed.length > 0) return attention([...undeployed, ...due].join("; "), `pulumi up --stack ${stack}`);
        if (due.length > 0) return attention(due.join("; "), rotate);
        return fine(of("fine").join("; "));
    },
};

interface ActiveSecret {
    readonly kind: "fine" | "due" | "undeployed" | "ended" | "gone";
    readonly text: string;
}

const adopted = "keeps the secret that it was adopted with, whose end only Microsoft knows; a rotation gives it a slot";

async function activeSecret(
    patient: Patient,
    key: string,
    { active, slots }: ClientSecretSettings,
): Promise<ActiveSecret> {
    if (active === "existing") return { kind: "due", text: `${key}: ${adopted}` };
    const slot = slots[active];
    if (slot === undefined) return { kind: "undeployed", text: `${key}: slot ${active} is not declared` };
    const due = dueOf(patient.settings.secretLifetimeDays);
    const seen = await secretsAtMicrosoft(patient, key);
    if (seen === undefined) return timeLeft(`${key}: by the settings, slot ${active}`, slot.ends, patient.now, due);

    const secret = seen.find(({ displayName }) => displayName === slotDisplayName(active, slot.issued));
    if (secret !== undefined) {
        return timeLeft(`${key}: slot ${active}`, secret.endDateTime ?? slot.ends, patient.now, due);
    }
    const keyId = keyIdInState(patient, `${key}-${active}`);
    return keyId === undefined || seen.some((one) => one.keyId === keyId)
        ? { kind: "undeployed", text: `${key}: slot ${active}, issued ${slot.issued}, is not deployed` }
        : { kind: "gone", text: `${key}: slot ${active} was removed at Microsoft` };
}

function timeLeft(what: string, ends: string, now: Date, due: Due): ActiveSecret {
    const urgency = urgencyOf(ends, now, due);
    const kind = urgency === "soon" || urgency === "late" ? "due" : urgency;
    return { kind, text: `${what} ends ${ends.slice(0, 10)}` };
}

/** The secrets of the app registration that a connection signs in with; undefined where nobody can look. */
async function secretsAtMicrosoft(
    { directory, settings, tenant }: Patient,
    key: string,
): Promise<readonly SeenSecret[] | undefined> {
    if (isUnreadable(tenant) || isUnreadable(directory)) return undefined;
    const name = settings.connections[key]?.name;
    try {
        const clientId = (await tenant.connections()).find((one) => one.name === name)?.options.client_id;
        return clientId === undefined ? undefined : (await directory.application(clientId))?.passwordCredentials;
    } catch (error) {
        if (error instanceof Refusal) return undefined;
        throw error;
    }
}

/** The provider's id of a secret ends with its key ID. */
function keyIdInState({ state }: Patient, name: string): string | undefined {
    if (isUnreadable(state)) return undefined;
    const found = state.resources.find(({ type, urn }) => type === password && urn.split("::").at(-1) === name);
    return found?.id?.split("/").at(-1);
}

const password = "azuread:index/applicationPassword:ApplicationPassword";
