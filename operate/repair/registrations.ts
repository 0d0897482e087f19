import type { SlotName } from "../../infra/client-secret-slots.ts";
import { leftovers, otherStackIn } from "../../infra/leftover-secrets.ts";
import { claims, ownerIn, purposeOf } from "../../infra/mark.ts";
import { slotDisplayName } from "../../infra/slot-name.ts";
import type { ConnectionSettings } from "../../stacks/settings/settings.ts";
import { type Case, namesOf, takeUnknown } from "./case.ts";
import type { Diagnosis, LostSecret, Surplus, Take } from "./diagnosis.ts";
import type { SeenApplication } from "./seen.ts";

/** The app registrations of a stack: those of the state, and those that are taken. */
export interface Registrations extends Pick<Diagnosis, "takes" | "secrets" | "removes" | "left"> {
    /** By key of the connection that each belongs to. */
    readonly applications: Readonly<Record<string, SeenApplication | undefined>>;
}

/** Finds the app registrations that a stack made, what hangs on them, and their secrets that nobody knows. */
export function registrations(about: Case): Registrations {
    const own = Object.entries(about.settings.connections).filter(([, { clientSecret }]) => clientSecret !== undefined);
    const applications: Record<string, SeenApplication | undefined> = {};
    const taken = new Set<string>();
    const takes: Take[] = [];
    const left: string[] = [];
    const secrets: LostSecret[] = [];
    for (const [key, connection] of own) {
        const application = inState(about, key, connection) ?? unknown(about, connection, taken);
        applications[key] = application;
        if (application === undefined) {
            left.push(...inTheWay(about, key, connection));
            continue;
        }
        taken.add(application.objectId);
        takes.push(...takesOf(about, key, connection, application));
        const lost = lostSecrets(about, connection, application);
        secrets.push(...lost.secrets);
        left.push(...lost.left);
    }
    const surplus = surplusOf(about, taken);
    return { applications, takes, secrets, removes: surplus.removes, left: [...left, ...surplus.left] };
}

function inState({ seen, state }: Case, key: string, connection: ConnectionSettings): SeenApplication | undefined {
    const id = state.idOf("application", namesOf(key, connection));
    return seen.applications.find(({ objectId }) => `/applications/${objectId}` === id);
}

/** One that says it is this stack's and is for this connection: while it is being made it has another name for a moment. */
function unknown(
    { owner, seen, settings, state }: Case,
    { appName, name }: ConnectionSettings,
    taken: ReadonlySet<string>,
): SeenApplication | undefined {
    const candidates = seen.applications.filter(
        ({ description, displayName, notes, objectId }) =>
            claims(notes, owner) &&
            !state.hasObject("application", `/applications/${objectId}`) &&
            !taken.has(objectId) &&
            (displayName === appName || description === purposeOf(name, settings.auth0.domain)),
    );
    const used = candidates.find(({ clientId }) =>
        seen.connections.some((connection) => connection.name === name && connection.entraClientId === clientId),
    );
    return used ?? candidates[0];
}

function takesOf(about: Case, key: string, connection: ConnectionSettings, application: SeenApplication): Take[] {
    const names = namesOf(key, connection);
    const called = named(application);
    const { servicePrincipal } = application;
    const of = (path: string, id: string | undefined) => (id === undefined ? undefined : `/${path}/${id}`);
    return [
        ...takeUnknown(about, "application", names, { id: of("applications", application.objectId), what: called }),
        ...takeUnknown(about, "servicePrincipal", names, {
            id: of("servicePrincipals", servicePrincipal?.objectId),
            what: `service principal of ${called}`,
        }),
        ...(connection.adminConsent
            ? takeUnknown(about, "consent", names, {
                  id: of("oauth2PermissionGrants", servicePrincipal?.consent),
                  what: `consent for everyone to ${called}`,
              })
            : []),
        ...connection.assignedTo.flatMap((principal) => {
            const id = servicePrincipal?.assignments.find(({ principalId }) => principalId === principal)?.id;
            return takeUnknown(
                about,
                "assignment",
                namesOf(key, connection, (one) => `${one}/${principal}`),
                {
                    id: of(`servicePrincipals/${servicePrincipal?.objectId}/appRoleAssignedTo`, id),
                    what: `assignment of ${principal} to ${called}`,
                },
            );
        }),
    ];
}

/** Secrets of a declared slot and generation that the state has not; what may not be removed is told. */
function lostSecrets(
    { now, owner, state }: Case,
    { clientSecret }: ConnectionSettings,
    { notes, objectId, secrets, ...application }: SeenApplication,
): { secrets: LostSecret[]; left: string[] } {
    if (otherStackIn(notes, owner) !== undefined) return { secrets: [], left: [] };
    const unknownOnes = secrets.filter(({ keyId }) => !state.hasObject("password", `${objectId}/password/${keyId}`));
    const lost: LostSecret[] = [];
    const left: string[] = [];
    for (const [slot, { issued, ends }] of Object.entries(clientSecret?.slots ?? {})) {
        const identity = { displayName: slotDisplayName(slot as SlotName, issued), endDate: ends };
        const fresh = leftovers(unknownOnes, identity, now).map(({ keyId }) => keyId);
        for (const { displayName, endDateTime, keyId, mayBeInUse } of unknownOnes) {
            const isOfSlot =
                displayName === identity.displayName && Date.parse(endDateTime ?? "") === Date.parse(identity.endDate);
            if (!isOfSlot) continue;
            const what = `client secret "${displayName}" (${keyId}) of ${named(application)}`;
            if (mayBeInUse) left.push(`${what} is not in the state, and a connection may sign in with it: it stays`);
            else if (fresh.includes(keyId)) lost.push({ objectId, keyId, what });
            else left.push(`${what} is not in the state and older than a day: remove it where nothing uses it`);
        }
    }
    return { secrets: lost, left };
}

/** What says that this stack made it, and is neither in the state nor taken. */
function surplusOf({ owner, seen, state }: Case, taken: ReadonlySet<string>): { removes: Surplus[]; left: string[] } {
    const removes: Surplus[] = [];
    const left: string[] = [];
    for (const application of seen.applications) {
        const { clientId, hasCertificates, notes, objectId, secrets } = application;
        if (!claims(notes, owner) || taken.has(objectId)) continue;
        if (state.hasObject("application", `/applications/${objectId}`)) continue;
        const what = named(application);
        const user = seen.connections.find(({ entraClientId }) => entraClientId === clientId);
        if (user !== undefined) {
            left.push(
                `${what} says that this stack manages it, and connection "${user.name}" signs in with it: it stays`,
            );
        } else if (secrets.length > 0 || hasCertificates) {
            left.push(`${what} says that this stack manages it, and has credentials that may be in use: it stays`);
        } else {
            removes.push({ kind: "application", id: objectId, what });
        }
    }
    return { removes, left };
}

/** An application of the declared name that is not this stack's: an update would be refused. */
function inTheWay({ owner, seen }: Case, key: string, { appName }: ConnectionSettings): string[] {
    return seen.applications
        .filter(({ displayName, notes }) => displayName === appName && !claims(notes, owner))
        .map((application) => {
            const other = ownerIn(application.notes);
            const whose = other === undefined ? "does not say which stack manages it" : `is managed by stack ${other}`;
            return `connections.${key}: ${named(application)} has the name and ${whose}: it stays`;
        });
}

function named({ clientId, displayName }: Pick<SeenApplication, "clientId" | "displayName">): string {
    return `app registration "${displayName}" (client id ${clientId})`;
}
