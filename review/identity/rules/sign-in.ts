import { type Phrase, phrase } from "../../phrase.ts";
import { signsUsersIn } from "../app.ts";
import type { Compared, Pair, Said } from "../compared.ts";
import type { Connection } from "../picture.ts";
import { known } from "../read.ts";
import { beyond } from "../who.ts";
import { names, plural, sentences, shown } from "../words.ts";

type Check = (pair: Pair<Connection>) => Omit<Said, "about" | "topic">[];

/** What is compared of a connection that is there before and after. */
const checks: readonly { readonly topic: Said["topic"]; readonly check: Check }[] = [
    { topic: "sign-in", check: people },
    { topic: "sign-in", check: switched },
    { topic: "sign-in", check: organizations },
    { topic: "users", check: userIds },
    { topic: "users", check: emails },
    { topic: "users", check: attributes },
    { topic: "sign-in", check: aliases },
    { topic: "sign-in", check: button },
];

/** Who can sign in with connections that go on, and as whom. */
export function signIn({ connections }: Compared): Said[] {
    return connections.both.flatMap((pair) =>
        checks.flatMap(({ topic, check }) =>
            check(pair).map((one): Said => ({ ...one, topic, about: pair.after.name })),
        ),
    );
}

function people({ before, after }: Pair<Connection>) {
    if (!after.signIn) return [];
    const gained = beyond(after.who, before.who);
    const lost = beyond(before.who, after.who);
    if (gained.length === 0 && lost.length === 0) return [];
    const more = lost.length === 0 ? "More people" : "Other people";
    const title: Phrase = [gained.length === 0 ? "Fewer people" : more];
    return [
        {
            weight: gained.length === 0 ? ("narrower" as const) : ("wider" as const),
            text: sentences(
                phrase`${title} can sign in with connection ${after.name}: ${after.who.text}. Before: ${before.who.text}.`,
                assignments("Newly assigned", gained),
                assignments("No longer assigned", lost),
            ),
        },
    ];
}

function assignments(title: string, groups: readonly string[]): Phrase | undefined {
    const ids = groups.flatMap((group) => (group.startsWith("assigned:") ? [group.slice("assigned:".length)] : []));
    const shownIds = ids.filter((id) => id !== "?" && id !== "by hand");
    return shownIds.length === 0 ? undefined : phrase`${[title]}: ${names(shownIds)}.`;
}

function switched({ before, after }: Pair<Connection>) {
    if (before.signIn === after.signIn) return [];
    const apps = after.apps.filter(signsUsersIn).map(({ name }) => name);
    const where: Phrase = apps.length > 0 ? phrase` to ${names(apps)}` : [];
    return [
        after.signIn
            ? {
                  weight: "wider" as const,
                  text: phrase`Sign-in is switched on for connection ${after.name}: ${after.who.text} can sign in${where} with it.`,
              }
            : {
                  weight: "narrower" as const,
                  text: phrase`Sign-in is switched off for connection ${after.name}: nobody can sign in${where} with it. Its users are kept.`,
              },
    ];
}

function organizations({ before, after }: Pair<Connection>) {
    const made = after.organizations.filter((one) => !before.organizations.includes(one));
    const gone = before.organizations.filter((one) => !after.organizations.includes(one));
    const members = (list: readonly string[]) =>
        phrase`Members of ${[plural(list.length, "Organization", "Organizations")]} ${names(list)}`;
    return [
        ...(made.length > 0
            ? [{ weight: "wider" as const, text: phrase`${members(made)} can sign in with connection ${after.name}.` }]
            : []),
        ...(gone.length > 0
            ? [
                  {
                      weight: "narrower" as const,
                      text: phrase`${members(gone)} cannot sign in to it with connection ${after.name} any more.`,
                  },
              ]
            : []),
    ];
}

/** Auth0 knows a user by the connection and this claim. */
function userIds({ before, after, replaced }: Pair<Connection>) {
    const [from, to] = [known(before.userIdAttribute), known(after.userIdAttribute)];
    if (replaced !== undefined || from === undefined || to === undefined || from === to) return [];
    return [
        {
            weight: "loss" as const,
            text: phrase`Connection ${after.name} knows its users by ${to} instead of ${from}: whoever signs in is a new user, and the profile, metadata and connected accounts of the old one are out of reach.`,
        },
    ];
}

function emails({ before, after }: Pair<Connection>) {
    const from = known(before.emailsTrusted);
    const to = known(after.emailsTrusted);
    if (from === to || (from === undefined && to === "never_set_emails_as_verified")) return [];
    if (to === "always_set_emails_as_verified") {
        return [
            {
                weight: "wider" as const,
                text: phrase`E-mail addresses that come through connection ${after.name} count as verified, whoever set them in their directory.`,
            },
        ];
    }
    if (from !== "always_set_emails_as_verified") return [];
    return [
        {
            weight: "narrower" as const,
            text: phrase`E-mail addresses that come through connection ${after.name} do not count as verified any more.`,
        },
    ];
}

function attributes({ before, after }: Pair<Connection>) {
    const made = after.attributes.filter((one) => !before.attributes.includes(one));
    const gone = before.attributes.filter((one) => !after.attributes.includes(one));
    if (before.strategy !== after.strategy) return [];
    return [
        ...(made.length > 0
            ? [
                  {
                      weight: "wider" as const,
                      text: phrase`Auth0 reads ${names(made)} of everyone who signs in with connection ${after.name}.`,
                  },
              ]
            : []),
        ...(gone.length > 0
            ? [
                  {
                      weight: "narrower" as const,
                      text: phrase`Auth0 does not read ${names(gone)} of those who sign in with connection ${after.name} any more.`,
                  },
              ]
            : []),
    ];
}

function aliases({ before, after }: Pair<Connection>) {
    const made = after.domainAliases.filter((one) => !before.domainAliases.includes(one));
    const gone = before.domainAliases.filter((one) => !after.domainAliases.includes(one));
    const people = (list: readonly string[]) => phrase`People with e-mail addresses of ${names(list)}`;
    return [
        ...(made.length > 0
            ? [{ weight: "notice" as const, text: phrase`${people(made)} are led to connection ${after.name}.` }]
            : []),
        ...(gone.length > 0
            ? [
                  {
                      weight: "notice" as const,
                      text: phrase`${people(gone)} are not led to connection ${after.name} any more.`,
                  },
              ]
            : []),
    ];
}

function button({ before, after }: Pair<Connection>) {
    if (before.displayName === after.displayName) return [];
    return [
        {
            weight: "notice" as const,
            text: phrase`The sign-in button of connection ${after.name} reads ${shown(after.displayName, "Auth0's own text")} instead of ${shown(before.displayName, "Auth0's own text")}.`,
        },
    ];
}
