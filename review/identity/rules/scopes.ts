import { type Phrase, phrase } from "../../phrase.ts";
import type { Compared, Pair, Said } from "../compared.ts";
import { exchangers, hurdles } from "../exchange.ts";
import { type Connection, connectionsOf } from "../picture.ts";
import { distinct, type Registration } from "../registration.ts";
import { names, plural, sentences } from "../words.ts";

/** Ways in which a delegated permission counts. */
const ways = [
    { id: "listed", words: ({ name }: Registration) => phrase`listed by app registration ${name}` },
    { id: "consented", words: () => phrase`consented to for everyone in the directory by this stack` },
    {
        id: "asked",
        words: (_: Registration, connections: readonly string[]) =>
            phrase`asked of everyone who signs in with connection ${names(connections)}`,
    },
] as const;

type Way = (typeof ways)[number]["id"];

/** Permissions of app registrations that go on: those that come, and those that go. */
export function scopes(compared: Compared): Said[] {
    // What a connection asks for that comes or goes itself, its own finding tells.
    const was = compared.connections.both.map(({ before }) => before);
    const is = compared.connections.both.map(({ after }) => after);
    return compared.registrations.both.flatMap((pair) => {
        const before = scopesOf(pair.before, was);
        const after = scopesOf(pair.after, is);
        return [
            ...grouped(after, before).map(([which, list]) => added(pair, which, list, compared.after.connections)),
            ...grouped(before, after).map(([which, list]) => removed(pair, which, list, was, is)),
            ...applicationPermissions(pair),
        ];
    });
}

function scopesOf(registration: Registration, connections: readonly Connection[]): Record<Way, readonly string[]> {
    return {
        listed: registration.scopes,
        consented: registration.consented,
        asked: distinct(connectionsOf(registration, connections).flatMap(({ asked }) => asked)),
    };
}

/** Scopes that one side has and the other has not, put together where they differ in the same ways. */
function grouped(
    some: Record<Way, readonly string[]>,
    others: Record<Way, readonly string[]>,
): [readonly Way[], readonly string[]][] {
    const groups = new Map<string, [readonly Way[], string[]]>();
    for (const scope of distinct(Object.values(some).flat())) {
        const which = ways.map(({ id }) => id).filter((id) => some[id].includes(scope) && !others[id].includes(scope));
        if (which.length === 0) continue;
        const group = groups.get(which.join()) ?? [which, []];
        group[1].push(scope);
        groups.set(which.join(), group);
    }
    return [...groups.values()];
}

function added(
    { after }: Pair<Registration>,
    which: readonly Way[],
    list: readonly string[],
    all: readonly Connection[],
): Said {
    const connections = connectionsOf(after, all);
    const apps = distinct(connections.flatMap(exchangers).map(({ name }) => name));
    const forAll = which.includes("consented");
    const may: Phrase =
        apps.length === 0
            ? []
            : forAll
              ? phrase`${names(apps)} may get Microsoft Graph tokens for ${them(list)} without asking anyone.`
              : phrase`${names(apps)} may get Microsoft Graph tokens for ${them(list)} once a user or an administrator consents.`;
    return {
        topic: "consent",
        weight: "wider",
        about: after.name,
        text: sentences(
            phrase`${names(list)} ${[plural(list.length, "is", "are")]} now ${inWays(which, after, connections)}.`,
            may,
            forAll ? undefined : hurdles(list),
            // Microsoft lets an app ask for scopes that its registration does not list.
            which.join() === "listed"
                ? phrase`The list is no limit: apps could ask for ${them(list)} before.`
                : undefined,
        ),
    };
}

function removed(
    { after }: Pair<Registration>,
    which: readonly Way[],
    list: readonly string[],
    was: readonly Connection[],
    is: readonly Connection[],
): Said {
    const forAll = which.includes("consented");
    const stays = ways
        .map(({ id }) => id)
        .filter((id) => !which.includes(id) && list.every((scope) => scopesOf(after, is)[id].includes(scope)));
    return {
        topic: "consent",
        weight: forAll ? "narrower" : "notice",
        about: after.name,
        text: sentences(
            phrase`${names(list)} ${[plural(list.length, "is", "are")]} no longer ${inWays(which, after, connectionsOf(after, was))}.`,
            stays.length === 0 ? undefined : phrase`Still ${inWays(stays, after, connectionsOf(after, is))}.`,
            forAll
                ? [
                      "The consent for everyone is taken back; what users consented to themselves stays, and with it apps go on getting tokens.",
                  ]
                : phrase`This takes no consent back: where it was given, apps go on getting tokens for ${them(list)} until it is revoked at Microsoft.`,
        ),
    };
}

function inWays(
    which: readonly Way[],
    registration: Registration,
    connections: readonly { readonly name: string }[],
): Phrase {
    const list = connections.map(({ name }) => name);
    const parts = names(ways.filter(({ id }) => which.includes(id)).map(({ words }) => words(registration, list)));
    return which.includes("listed") ? parts : phrase`${parts} (app registration ${registration.name})`;
}

function them(list: readonly string[]): Phrase {
    return [plural(list.length, "it", "them")];
}

/** Permissions that act without a user: only an administrator grants them, and no user is asked. */
function applicationPermissions({ before, after }: Pair<Registration>): Said[] {
    const about = { topic: "consent", about: after.name } as const;
    const listed = after.roles.filter((role) => !before.roles.includes(role));
    const granted = after.grantedRoles.filter((role) => !before.grantedRoles.includes(role));
    const unlisted = before.roles.filter((role) => !after.roles.includes(role));
    const revoked = before.grantedRoles.filter((role) => !after.grantedRoles.includes(role));
    const permissions = (list: readonly string[]) =>
        phrase`${[plural(list.length, "application permission", "application permissions")]} ${names(list)}`;
    const all: [readonly string[], Said["weight"], Phrase][] = [
        [
            listed,
            "wider",
            phrase`App registration ${after.name} lists ${permissions(listed)}: once an administrator consents, whoever holds its client secret acts without a user.`,
        ],
        [
            granted,
            "wider",
            phrase`This stack grants app registration ${after.name} ${permissions(granted)}: whoever holds its client secret acts without a user.`,
        ],
        [
            unlisted,
            "notice",
            phrase`App registration ${after.name} does not list ${permissions(unlisted)} any more. This takes no consent back.`,
        ],
        [revoked, "narrower", phrase`This stack takes ${permissions(revoked)} from app registration ${after.name}.`],
    ];
    return all.flatMap(([list, weight, text]) => (list.length === 0 ? [] : [{ ...about, weight, text }]));
}
