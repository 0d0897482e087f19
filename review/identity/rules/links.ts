import { phrase } from "../../phrase.ts";
import type { Resource } from "../../stack-change.ts";
import { type App, isSameApp, signsUsersIn } from "../app.ts";
import { type Compared, has, type Pair, type Said } from "../compared.ts";
import type { Connection } from "../picture.ts";
import { referred } from "../referred.ts";
import { types } from "../types.ts";
import { names } from "../words.ts";

const linkTypes: readonly string[] = [types.connectionClient, types.connectionClients];

/** Apps whose users can sign in with a connection that goes on, and could not before; and the reverse. */
export function links(compared: Compared): Said[] {
    return compared.connections.both.flatMap((pair) => [
        ...linked(pair),
        ...unlinked(pair, compared),
        ...deserted(pair, compared),
        ...unseen(pair),
        ...lists(pair, compared),
    ]);
}

function linked({ before, after }: Pair<Connection>): Said[] {
    const apps = without(after.apps, before.apps).filter(signsUsersIn);
    if (apps.length === 0 || !after.signIn) return [];
    return [
        {
            topic: "sign-in",
            weight: "wider",
            about: after.name,
            text: phrase`Users of ${names(apps.map(({ name }) => name))} can sign in with connection ${after.name}: ${after.who.text}.`,
        },
    ];
}

function unlinked({ before, after }: Pair<Connection>, { apps, resources }: Compared): Said[] {
    const gone = without(before.apps, after.apps)
        .filter(signsUsersIn)
        // Of an app that goes itself, its own finding tells.
        .filter((app) => !has(apps.gone, app));
    if (gone.length === 0 || !before.signIn) return [];
    const kept = resources.leftBehind.some(
        (one) => linkTypes.includes(one.type) && referred(one, "connectionId", [before.resource]).length > 0,
    );
    const users = phrase`Users of ${names(gone.map(({ name }) => name))}`;
    return [
        kept
            ? {
                  topic: "sign-in",
                  weight: "notice",
                  about: after.name,
                  text: phrase`${users} can still sign in with connection ${after.name}: the link stays in Auth0, and no stack declares it.`,
              }
            : {
                  topic: "sign-in",
                  weight: "narrower",
                  about: after.name,
                  text: phrase`${users} cannot sign in with connection ${after.name} any more.`,
              },
    ];
}

/** Who decides on a connection's apps: a list has the last word, single links leave others alone. */
function lists({ before, after }: Pair<Connection>, { resources }: Compared): Said[] {
    const about = { topic: "sign-in", about: after.name } as const;
    const own = (connection: Connection) => (one: Resource) =>
        one.type === types.connectionClients && referred(one, "connectionId", [connection.resource]).length > 0;
    if (resources.adopted.some(own(after))) {
        return [
            {
                ...about,
                weight: "neutral",
                text: phrase`The apps that connection ${after.name} is linked to are taken up as one list; nobody is linked or unlinked by that.`,
            },
        ];
    }
    if (resources.made.some(own(after))) {
        return [
            {
                ...about,
                weight: "narrower",
                text: phrase`A list decides which apps connection ${after.name} is linked to: those that somebody links beside it are unlinked.`,
            },
        ];
    }
    if (![...resources.gone, ...resources.leftBehind].some(own(before))) return [];
    return [
        {
            ...about,
            weight: "wider",
            text: phrase`No list decides any more which apps connection ${after.name} is linked to: those that somebody links beside this stack stay linked.`,
        },
    ];
}

/** A list of apps that nothing is known of before the update. */
function unseen({ before, after }: Pair<Connection>): Said[] {
    if (before.moreApps || !after.moreApps) return [];
    return [
        {
            topic: "sign-in",
            weight: "wider",
            about: after.name,
            text: phrase`Which apps connection ${after.name} is linked to is known after the update only.`,
        },
    ];
}

/** A connection whose last app goes itself. */
function deserted({ before, after }: Pair<Connection>, { apps }: Compared): Said[] {
    const gone = before.apps.length > 0 && before.apps.every((app) => has(apps.gone, app));
    if (!gone || after.apps.length > 0 || after.moreApps) return [];
    return [
        {
            topic: "sign-in",
            weight: "narrower",
            about: after.name,
            text: phrase`No app is linked to connection ${after.name} any more: nobody can sign in with it. Its users are kept.`,
        },
    ];
}

/** Apps of one list that are not in another. */
export function without(apps: readonly App[], others: readonly App[]): App[] {
    return apps.filter((app) => !others.some((other) => isSameApp(app, other)));
}
