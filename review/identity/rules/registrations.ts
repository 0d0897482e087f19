import { type Phrase, phrase } from "../../phrase.ts";
import { type Compared, has, type Pair, type Said } from "../compared.ts";
import { type Connection, connectionsOf } from "../picture.ts";
import { openings, type Registration } from "../registration.ts";
import { names, plural, sentences } from "../words.ts";

/** App registrations that are made anew, taken away or changed hands, and connections that use another one. */
export function registrations(compared: Compared): Said[] {
    const { both, gone } = compared.registrations;
    return [
        ...both.flatMap((pair) => (pair.replaced === undefined ? [] : [replaced(pair, compared)])),
        ...gone.map((registration) => deleted(registration, compared)),
        ...compared.connections.both.flatMap((pair) => otherRegistration(pair, compared)),
        ...both.flatMap((pair) => [
            ...owners(pair),
            ...opened(pair),
            ...consentScreen(pair),
            ...principal(pair, compared),
        ]),
    ];
}

function replaced({ before, after }: Pair<Registration>, compared: Compared): Said {
    const connections = connectionsOf(after, compared.after.connections);
    return {
        topic: "users",
        weight: "loss",
        about: before.name,
        text: sentences(
            phrase`App registration ${before.name} is deleted and made anew: its client id and its secrets change, and every consent has to be given again.`,
            ...newUsers(connections),
            connectedAccounts(connections),
        ),
    };
}

/** Microsoft's `sub` is another one for every app; the object id, `oid`, stays the same in a directory. */
function newUsers(connections: readonly Connection[]): Phrase[] {
    const said = (list: readonly Connection[], words: string) =>
        list.length === 0
            ? []
            : [
                  phrase`Users of ${[plural(list.length, "connection", "connections")]} ${names(list.map(({ name }) => name))} ${[words]}.`,
              ];
    const bySubject = connections.filter((one) => one.userIdAttribute === "sub");
    const byObject = connections.filter((one) => one.strategy === "waad" && one.userIdAttribute === "oid");
    const others = connections.filter((one) => !bySubject.includes(one) && !byObject.includes(one));
    return [
        ...said(bySubject, "are new users when they sign in: Microsoft gives their id (sub) anew for every app"),
        ...said(byObject, "stay who they are: their id (oid) does not depend on the app"),
        ...said(
            others,
            "may be new users when they sign in, should Auth0 know them by an id that Microsoft gives for every app",
        ),
    ];
}

function connectedAccounts(connections: readonly Connection[]): Phrase | undefined {
    return connections.some(({ vault }) => vault)
        ? [
              "Connected accounts end: Microsoft takes their refresh tokens from the old app only, so users connect them again.",
          ]
        : undefined;
}

function deleted(registration: Registration, compared: Compared): Said {
    const { name } = registration;
    const left = connectionsOf(registration, compared.before.connections).filter(
        (one) => !has(compared.connections.gone, one),
    );
    return {
        topic: "sign-in",
        weight: "loss",
        about: name,
        text: sentences(
            phrase`App registration ${name} is deleted, with its client secrets and every consent given to it; for thirty days the directory can restore it.`,
            left.length === 0
                ? undefined
                : phrase`Nobody can sign in through it with ${[plural(left.length, "connection", "connections")]} ${names(left.map((one) => one.name))}.`,
        ),
    };
}

function otherRegistration(
    { before, after, replaced: made }: Pair<Connection>,
    { registrations: fates }: Compared,
): Said[] {
    const [from, to] = [before.registration, after.registration];
    if (made !== undefined || from === undefined || to === undefined) return [];
    if (fates.both.some((pair) => pair.before === from && pair.after === to)) return [];
    return [
        {
            topic: "users",
            weight: "loss",
            about: after.name,
            text: sentences(
                phrase`Connection ${after.name} uses app registration ${to.name} instead of ${from.name}: consent has to be given to that one.`,
                ...newUsers([after]),
                connectedAccounts([after]),
            ),
        },
    ];
}

/** An owner may add secrets and redirect URIs of any kind. */
function owners({ before, after }: Pair<Registration>): Said[] {
    const made = after.owners.values.filter((one) => !before.owners.values.includes(one));
    const gone = before.owners.values.filter((one) => !after.owners.values.includes(one));
    const about = { topic: "apps", about: after.name } as const;
    return [
        ...(made.length === 0
            ? []
            : [
                  {
                      ...about,
                      weight: "wider" as const,
                      text: phrase`${names(made)} ${[plural(made.length, "becomes owner", "become owners")]} of app registration ${after.name}, and may add client secrets and redirect URIs.`,
                  },
              ]),
        ...(gone.length === 0 || after.owners.more
            ? []
            : [
                  {
                      ...about,
                      weight: "narrower" as const,
                      text: phrase`${names(gone)} ${[plural(gone.length, "is no owner", "are no owners")]} of app registration ${after.name} any more.`,
                  },
              ]),
    ];
}

function consentScreen({ before, after }: Pair<Registration>): Said[] {
    if (before.name === after.name) return [];
    return [
        {
            topic: "users",
            weight: "notice",
            about: after.name,
            text: phrase`Microsoft's consent screen reads ${after.name} instead of ${before.name}.`,
        },
    ];
}

function opened({ before, after }: Pair<Registration>): Said[] {
    const about = { topic: "tokens", about: after.name } as const;
    const made = after.open.filter((one) => !before.open.includes(one));
    const gone = before.open.filter((one) => !after.open.includes(one));
    return [
        ...made.map(
            (path): Said => ({
                ...about,
                weight: "wider",
                text: phrase`App registration ${after.name} ${[openings[path] ?? path]}.`,
            }),
        ),
        ...gone.map(
            (path): Said => ({
                ...about,
                weight: "narrower",
                text: phrase`App registration ${after.name} no longer ${[openings[path] ?? path]}.`,
            }),
        ),
    ];
}

/** Consent and assignments belong to the service principal, and go with it. */
function principal({ before, after, replaced: made }: Pair<Registration>, { change }: Compared): Said[] {
    if (made !== undefined || before.principal === undefined) return [];
    const anew = change.changes.some(
        ({ urn, operation }) => urn === after.principal?.resource.urn && operation === "replace",
    );
    if (after.principal !== undefined && !anew) return [];
    return [
        {
            topic: "consent",
            weight: "narrower",
            about: after.name,
            text: phrase`The service principal of app registration ${after.name} ${[
                anew ? "is deleted and made anew" : "leaves this stack",
            ]}: consent and assignments in its directory go with it.`,
        },
    ];
}
