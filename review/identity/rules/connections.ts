import { type Phrase, phrase } from "../../phrase.ts";
import { signsUsersIn } from "../app.ts";
import { type Compared, has, type Pair, type Said } from "../compared.ts";
import type { Connection } from "../picture.ts";
import { known } from "../read.ts";
import { names, plural, sentences, shown } from "../words.ts";

/** Connections that are new, made anew, taken away, taken over or left behind. */
export function connections(compared: Compared): Said[] {
    const { both, made, gone, adopted, leftBehind } = compared.connections;
    return [
        ...both.flatMap((pair) => (pair.replaced === undefined ? [] : [replaced(pair)])),
        ...gone.map(deleted),
        ...made.map(created),
        ...adopted.map(
            ({ name }): Said => ({
                topic: "sign-in",
                weight: "neutral",
                about: name,
                text: phrase`Connection ${name} is there already and comes into this stack's care; its users stay.`,
            }),
        ),
        ...leftBehind.map((connection) => left(connection, compared)),
    ];
}

const lostWithUsers =
    "Its users are deleted, with their profiles, metadata, linked identities and connected Microsoft accounts.";

function replaced({ before, after, replaced: change }: Pair<Connection>): Said {
    const moved = [
        ["name", before.name, after.name],
        ["strategy", before.strategy, after.strategy],
    ] as const;
    const why = moved.flatMap(([what, from, to]) =>
        from === to ? [] : [phrase`its ${[what]} changes from ${shown(from)} to ${shown(to)}`],
    );
    // A reason is a property, or the URN of what takes this one along.
    const others = (change?.reasons ?? []).map((one) => one.slice(one.lastIndexOf("::") + 1).replace(/^:/, ""));
    const other = others.length > 0 ? phrase`of ${names(others)}` : phrase`its settings cannot be changed in place`;
    const reason = why.length > 0 ? names(why) : other;
    return {
        topic: "users",
        weight: "loss",
        about: before.name,
        text: sentences(
            phrase`Connection ${before.name} is deleted and made anew, because ${reason}.`,
            [lostWithUsers],
            ["Whoever signs in afterwards is a new user."],
            before.name === after.name
                ? undefined
                : phrase`Apps that ask for connection ${before.name} by name have to ask for ${after.name}.`,
        ),
    };
}

function deleted(connection: Connection): Said {
    const { name } = connection;
    const apps = connection.apps.filter(signsUsersIn).map((app) => app.name);
    return {
        topic: "users",
        weight: "loss",
        about: name,
        text: sentences(
            phrase`Connection ${name} is deleted.`,
            [lostWithUsers],
            connection.signIn && apps.length > 0
                ? phrase`Nobody can sign in to ${names(apps, "or")} with it any more.`
                : phrase`Nobody can sign in with it any more.`,
        ),
    };
}

function created(connection: Connection): Said {
    const { name, apps, moreApps, organizations, signIn } = connection;
    const entered = apps.filter(signsUsersIn).map((app) => app.name);
    const about = { topic: "sign-in", about: name } as const;
    const title = named(connection);
    if (!signIn) {
        return {
            ...about,
            weight: "neutral",
            text: phrase`${title} is new and only for connecting accounts: nobody signs in with it.`,
        };
    }
    if (entered.length === 0 && !moreApps) {
        return {
            ...about,
            weight: "neutral",
            text: phrase`${title} is new. No app is linked to it, so nobody can sign in with it yet; those that it is for: ${connection.who.text}.`,
        };
    }
    const where = moreApps ? phrase`apps that are known after the update` : names(entered);
    return {
        ...about,
        weight: "wider",
        text: sentences(
            phrase`${title} is new: ${connection.who.text} can sign in to ${where} with it.`,
            organizations.length > 0
                ? phrase`It is enabled for ${[plural(organizations.length, "Organization", "Organizations")]} ${names(organizations)}.`
                : undefined,
        ),
    };
}

/** A connection by Auth0's name, and by the one that people read on its button. */
function named({ name, displayName }: Connection): Phrase {
    const button = known(displayName);
    return button === undefined || button === name
        ? phrase`Connection ${name}`
        : phrase`Connection ${name} (${button})`;
}

function left(connection: Connection, { registrations }: Compared): Said {
    const { name, registration } = connection;
    const broken = registration !== undefined && has(registrations.gone, registration);
    return {
        topic: "sign-in",
        weight: broken ? "narrower" : "notice",
        about: name,
        text: sentences(
            phrase`Connection ${name} leaves this stack and stays in Auth0 as it is, with its users; nothing looks after it any more.`,
            broken
                ? phrase`Its app registration ${registration.name} is deleted, so nobody can sign in with it.`
                : undefined,
        ),
    };
}
