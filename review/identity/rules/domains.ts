import { type Phrase, phrase } from "../../phrase.ts";
import type { Compared, Pair, Said } from "../compared.ts";
import { host, type Picture } from "../picture.ts";
import { distinct, type Registration } from "../registration.ts";
import { names, plural, sentences } from "../words.ts";

/** Domains that Microsoft sends people back to, and those that it does not any more. */
export function domains({ registrations, before, after }: Compared): Said[] {
    const differences = registrations.both.map((pair) => ({
        name: pair.after.name,
        made: hosts(pair.after, after.domains).filter((one) => !hosts(pair.before).includes(one)),
        gone: hosts(pair.before).filter((one) => !hosts(pair.after).includes(one)),
    }));
    // The same move of several app registrations is one thing to read.
    const groups = Map.groupBy(differences, ({ made, gone }) => JSON.stringify([made, gone]));
    return [
        ...registrations.both.flatMap((pair) => elsewhere(pair, after)),
        ...[...groups.values()].flatMap((group) => {
            const [first] = group;
            return first === undefined ? [] : moved(first, distinct(group.map(({ name }) => name)), before, after);
        }),
    ];
}

/** Redirect URIs that lead to no domain of the apps: whoever answers there gets what signs people in. */
function elsewhere({ before, after }: Pair<Registration>, { domains: used }: Picture): Said[] {
    const made = after.redirectUris.filter((uri) => !before.redirectUris.includes(uri) && !leadsToAuth0(uri, used));
    if (made.length === 0) return [];
    return [
        {
            topic: "sign-in",
            weight: "wider",
            about: after.name,
            text: phrase`Microsoft may send people who sign in to app registration ${after.name} to ${names(made)}, with the code that signs them in.`,
        },
    ];
}

/** Whether it is Auth0's callback under a domain that apps use, or, where no app uses any, under any domain. */
function leadsToAuth0(uri: string, used: readonly string[]): boolean {
    if (!URL.canParse(uri)) return false;
    const { host: domain, pathname } = new URL(uri);
    return pathname === "/login/callback" && (used.length === 0 || used.includes(domain));
}

/** Hosts of redirect URIs; with `used`, of those alone that lead to Auth0. */
function hosts({ redirectUris }: Registration, used?: readonly string[]): string[] {
    return distinct(redirectUris.filter((uri) => used === undefined || leadsToAuth0(uri, used)).flatMap(host));
}

interface Difference {
    readonly made: readonly string[];
    readonly gone: readonly string[];
}

function moved({ made, gone }: Difference, registrations: readonly string[], before: Picture, after: Picture): Said[] {
    const title: Phrase = phrase`app ${[plural(registrations.length, "registration", "registrations")]} ${names(registrations)}`;
    const about = registrations[0] ?? "";
    const inUse = gone.filter((domain) => after.domains.includes(domain));
    const moves = gone.some((domain) => before.domains.includes(domain) && !after.domains.includes(domain));
    const said: Said[] = [];
    if (gone.length > 0) {
        said.push({
            topic: "sign-in",
            weight: "narrower",
            about,
            text: sentences(
                phrase`Sign-in under ${names(gone)} fails at Microsoft (AADSTS50011): ${title} ${[
                    plural(registrations.length, "has", "have"),
                ]} no redirect URI for it any more.`,
                inUse.length > 0
                    ? phrase`Apps still have grants or refresh tokens for ${names(inUse)}.`
                    : ["Apps have to use another domain before this."],
            ),
        });
    }
    if (made.length > 0) {
        said.push({
            topic: "sign-in",
            weight: "notice",
            about,
            text: phrase`People can sign in under ${names(made)} too: ${title} ${[
                plural(registrations.length, "gets", "get"),
            ]} a redirect URI for it.`,
        });
    }
    if (moves && made.length > 0) {
        said.push({
            topic: "users",
            weight: "notice",
            about,
            text: phrase`Apps move from ${names(gone)} to ${names(made)}: everyone signs in again, because sessions and tokens count for one domain.`,
        });
    }
    return said;
}
