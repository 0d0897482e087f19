import { type Phrase, phrase } from "../../phrase.ts";
import { type Compared, has, isSame, type Pair, type Said } from "../compared.ts";
import type { Connection, Picture } from "../picture.ts";
import type { ClientSecret, Registration } from "../registration.ts";
import { ending, sentences, shown } from "../words.ts";

const day = 24 * 60 * 60 * 1000;

/** Days before its end from which a client secret in use is told of. */
const soonDays = 30;

/** Client secrets that come, go or are switched, and when each ends. */
export function clientSecrets(compared: Compared): Said[] {
    const { registrations, connections } = compared;
    return [
        ...registrations.both.flatMap((pair) => (pair.replaced === undefined ? slots(pair, compared) : [])),
        ...connections.both.flatMap((pair) => [...switched(pair), ...outside(pair, compared)]),
        ...connections.made.flatMap(firstSecret),
        ...endingSoon(compared),
    ];
}

function slots({ before, after }: Pair<Registration>, compared: Compared): Said[] {
    const about = { topic: "secrets", about: after.name } as const;
    const anew = (secret: ClientSecret) =>
        compared.change.changes.some(({ urn, operation }) => urn === secret.resource.urn && operation === "replace");
    const former = (secret: ClientSecret) => before.secrets.find(({ resource }) => isSame(resource, secret.resource));
    const made = after.secrets.flatMap((secret): Said[] => {
        const old = former(secret);
        const title = phrase`Client secret ${secret.name} of app registration ${after.name}`;
        if (old === undefined) {
            return [{ ...about, weight: "neutral", text: phrase`${title} is new and ${ends(secret)}.` }];
        }
        if (!anew(secret)) return [];
        const outage = inPlace(secret, compared);
        return [
            {
                ...about,
                weight: outage === undefined ? "neutral" : "notice",
                text: sentences(
                    phrase`${title} is made anew and ${ends(secret)}; the old one${old.ends === secret.ends ? [] : phrase` (${ending(old.ends)})`} is deleted.`,
                    outage,
                ),
            },
        ];
    });
    const gone = before.secrets.filter((secret) => !has(after.secrets, secret));
    return [
        ...made,
        ...gone.map(
            (secret): Said => ({
                ...about,
                weight: "neutral",
                text: phrase`Client secret ${secret.name} of app registration ${after.name}, ${ending(secret.ends)}, is ${[
                    secret.resource.retainOnDelete ? "left behind: it stays valid, and no stack knows it" : "deleted",
                ]}.`,
            }),
        ),
    ];
}

function ends({ ends: end }: ClientSecret): Phrase {
    if (end === undefined) return ["has no end of its own, so that Microsoft's default counts"];
    return phrase`ends ${shown(end)}`;
}

/** A secret that is in use before and after, and made anew meanwhile. */
function inPlace(secret: ClientSecret, { before, after }: Compared): Phrase | undefined {
    const uses = (one: Connection) => one.secret !== undefined && isSame(one.secret.resource, secret.resource);
    const users = after.connections.filter(
        (one) => uses(one) && before.connections.some((other) => uses(other) && other.name === one.name),
    );
    const [first] = users;
    return first === undefined
        ? undefined
        : phrase`Connection ${first.name} uses it: nobody can sign in from the moment the old one is deleted until the connection has the new one.`;
}

function switched({ before, after, replaced }: Pair<Connection>): Said[] {
    const [from, to] = [before.secret, after.secret];
    if (from === undefined || to === undefined || replaced !== undefined) return [];
    if (isSame(from.resource, to.resource)) return [];
    const kept = after.registration?.secrets.find(({ resource }) => isSame(resource, from.resource));
    return [
        {
            topic: "secrets",
            weight: "neutral",
            about: after.name,
            text: sentences(
                phrase`Connection ${after.name} changes from client secret ${from.name}, ${ending(from.ends)}, to ${to.name}, ${ending(to.ends)}.`,
                kept !== undefined && kept.ends === from.ends && typeof kept.ends === "string"
                    ? phrase`${kept.name} stays valid until ${kept.ends}.`
                    : undefined,
            ),
        },
    ];
}

/** A secret that no resource of the stack stands for: all that is known of it is that it differs. */
function outside({ after, before }: Pair<Connection>, { change }: Compared): Said[] {
    if (before.secret !== undefined || after.secret !== undefined) return [];
    const own = change.changes.find(({ urn, operation }) => urn === after.resource.urn && operation === "update");
    if (own?.properties.some(({ path }) => path === "options.clientSecret") !== true) return [];
    return [
        {
            topic: "secrets",
            weight: "neutral",
            about: after.name,
            text: phrase`Connection ${after.name} gets another client secret. It is not a resource of this stack, so its end is not known here.`,
        },
    ];
}

function firstSecret({ name, secret }: Connection): Said[] {
    if (secret === undefined) return [];
    return [
        {
            topic: "secrets",
            weight: "neutral",
            about: name,
            text: phrase`Connection ${name} uses client secret ${secret.name}, ${ending(secret.ends)}.`,
        },
    ];
}

/** Secrets in use that end soon after the newest one was made: the only clock is the dates in the data. */
function endingSoon({ before, after }: Compared): Said[] {
    const newest = newestIn(after);
    return after.connections.flatMap((connection): Said[] => {
        const former = before.connections.find(({ resource }) => isSame(resource, connection.resource));
        const { name, secret } = connection;
        if (secret === undefined || newest === undefined || !endsSoon(secret, newest)) return [];
        if (former?.secret !== undefined && endsSoon(former.secret, newestIn(before))) return [];
        return [
            {
                topic: "secrets",
                weight: "notice",
                about: name,
                text: phrase`Client secret ${secret.name}, which connection ${name} uses, ends ${shown(secret.ends)}: at most ${soonDays} days after the newest one was made (${newest}).`,
            },
        ];
    });
}

function newestIn({ registrations }: Picture): string | undefined {
    return registrations
        .flatMap(({ secrets }) => secrets.flatMap(({ issued }) => issued ?? []))
        .filter((one) => !Number.isNaN(Date.parse(one)))
        .sort()
        .at(-1);
}

function endsSoon({ ends: end }: ClientSecret, newest: string | undefined): boolean {
    if (typeof end !== "string" || newest === undefined) return false;
    return Date.parse(end) - Date.parse(newest) <= soonDays * day;
}
