import type { ConnectionSettings } from "../../stacks/settings/settings.ts";
import { type Case, namesOf, takeUnknown } from "./case.ts";
import type { Diagnosis, Take } from "./diagnosis.ts";
import type { Registrations } from "./registrations.ts";
import type { SeenConnection } from "./seen.ts";

/** Finds the connections that a stack made: a connection is this stack's where it signs in with this stack's app registration. */
export function connections(
    about: Case,
    applications: Registrations["applications"],
    clientIds: ReadonlySet<string>,
): Pick<Diagnosis, "takes" | "left"> {
    const { seen, settings, state } = about;
    const takes: Take[] = [];
    const left: string[] = [];
    for (const [key, connection] of Object.entries(settings.connections)) {
        const found = seen.connections.find(({ name }) => name === connection.name);
        if (found === undefined) continue;
        const what = `connection "${found.name}" (${found.id})`;
        const taken = takeUnknown(about, "connection", namesOf(key, connection), { id: found.id, what });
        const application = applications[connection.appRegistration ?? key];
        const isOwn = application?.clientId === found.entraClientId && found.strategy === connection.strategy;
        if (taken.length > 0 && !isOwn) {
            left.push(`connections.${key}: ${what} does not sign in with this stack's app registration: it stays`);
        } else if (taken.length > 0 || state.hasObject("connection", found.id)) {
            takes.push(...taken, ...around(about, key, connection, found, clientIds));
        }
    }
    return { takes, left };
}

/** Where it is enabled. Single links are made again without harm; the exclusive list is refused where links are. */
function around(
    about: Case,
    key: string,
    connection: ConnectionSettings,
    { enabledClients = [], id, name, organizations }: SeenConnection,
    clientIds: ReadonlySet<string>,
): Take[] {
    const own = connection.organizations.flatMap((wanted) => {
        const organization = organizations.find((one) => one.id === wanted || one.name === wanted);
        return takeUnknown(
            about,
            "organizationConnection",
            namesOf(key, connection, (one) => `${one}/${wanted}`),
            {
                id: organization === undefined ? undefined : `${organization.id}::${id}`,
                what: `connection "${name}" for organization ${wanted}`,
            },
        );
    });
    const isList = about.settings.linking === "exclusive" && enabledClients.length > 0;
    if (!isList || enabledClients.some((one) => !clientIds.has(one))) return own;
    const names = namesOf(key, connection);
    return [...own, ...takeUnknown(about, "links", names, { id, what: `links of connection "${name}"` })];
}
