import { tokenVaultGrantType } from "../../../catalogue/auth0.ts";
import { type Phrase, phrase } from "../../phrase.ts";
import { type App, signsUsersIn } from "../app.ts";
import type { Compared, Pair, Said } from "../compared.ts";
import { known, text } from "../read.ts";
import { types } from "../types.ts";
import { names, plural, sentences, shown } from "../words.ts";

/** Apps and APIs that are made anew, taken away, or change what they may do at Auth0. */
export function apps(compared: Compared): Said[] {
    const { both, gone, leftBehind } = compared.apps;
    const anew = both.filter((pair) => pair.replaced !== undefined);
    return [
        ...(anew.length === 0 ? [] : [replaced(anew.map(({ before }) => before.name).sort())]),
        ...(gone.length === 0 ? [] : [deleted(gone)]),
        ...(leftBehind.length === 0 ? [] : [left(leftBehind)]),
        ...both.flatMap((pair) => [...callbacks(pair), ...authentication(pair), ...shownName(pair)]),
        ...grantTypes(both),
        ...apis(compared),
    ];
}

function replaced(list: readonly string[]): Said {
    const one = list.length === 1;
    return {
        topic: "apps",
        weight: "loss",
        about: list[0] ?? "",
        text: phrase`${names(list)} ${[one ? "is" : "are"]} deleted and made anew: ${[
            one
                ? "its client id and client secret change, and it does not work until it has the new ones. Its users' sessions and refresh tokens end."
                : "their client ids and client secrets change, and they do not work until they have the new ones. Their users' sessions and refresh tokens end.",
        ]}`,
    };
}

function deleted(gone: readonly App[]): Said {
    const list = gone.map(({ name }) => name).sort();
    return {
        topic: "apps",
        weight: "loss",
        about: list[0] ?? "",
        text: phrase`${names(list)} ${[plural(list.length, "is", "are")]} deleted: ${[
            gone.some(signsUsersIn) ? "nobody can sign in there any more, and " : "",
        ]}the ${[plural(list.length, "client id never comes", "client ids never come")]} back.`,
    };
}

function left(apps: readonly App[]): Said {
    const list = apps.map(({ name }) => name).sort();
    return {
        topic: "apps",
        weight: "notice",
        about: list[0] ?? "",
        text: phrase`${names(list)} ${[plural(list.length, "leaves this stack and stays", "leave this stack and stay")]} in Auth0; no stack looks after ${[plural(list.length, "it", "them")]}.`,
    };
}

/** What an app can do with a grant type; Token Vault's is told by the connections. */
const grantTypeMeanings: Readonly<Record<string, string>> = {
    authorization_code: "sign users in",
    refresh_token: "keep users signed in with refresh tokens",
    implicit: "get tokens in the address bar of a browser",
    password: "take users' passwords itself",
    "http://auth0.com/oauth/grant-type/password-realm": "take users' passwords itself",
    client_credentials: "get tokens for itself, without a user",
    "urn:ietf:params:oauth:grant-type:device_code": "sign users in on another device",
};

function grantTypes(pairs: readonly Pair<App>[]): Said[] {
    const differs = (some: App, others: App) =>
        some.grantTypes.values
            .filter((one) => !others.grantTypes.values.includes(one) && one !== tokenVaultGrantType)
            .map((type) => ({ type, name: some.name }));
    const made = pairs.flatMap(({ before, after }) => differs(after, before));
    const gone = pairs.flatMap(({ before, after }) => (after.grantTypes.more ? [] : differs(before, after)));
    const say = (list: typeof made, verb: string, end: string, weight: Said["weight"]): Said[] =>
        [...Map.groupBy(list, ({ type }) => type)].map(([type, some]) => ({
            topic: "apps",
            weight,
            about: some[0]?.name ?? "",
            text: phrase`${names(some.map(({ name }) => name))} ${[verb]} ${meaning(type)}${[end]}.`,
        }));
    return [...say(made, "can", "", "wider"), ...say(gone, "cannot", " any more", "narrower")];
}

function meaning(type: string): Phrase {
    const words = Object.hasOwn(grantTypeMeanings, type) ? grantTypeMeanings[type] : undefined;
    return words === undefined ? phrase`use grant type ${type}` : phrase`${[words]} (grant type ${type})`;
}

function callbacks({ before, after }: Pair<App>): Said[] {
    const made = after.callbacks.filter((one) => !before.callbacks.includes(one));
    const gone = before.callbacks.filter((one) => !after.callbacks.includes(one));
    const about = { topic: "apps", about: after.name } as const;
    return [
        ...(made.length === 0
            ? []
            : [
                  {
                      ...about,
                      weight: "wider" as const,
                      text: phrase`Users of ${after.name} may be sent to ${names(made)} after signing in.`,
                  },
              ]),
        ...(gone.length === 0
            ? []
            : [
                  {
                      ...about,
                      weight: "narrower" as const,
                      text: phrase`Users of ${after.name} cannot be sent to ${names(gone)} after signing in any more: a login that asks for it fails.`,
                  },
              ]),
    ];
}

function authentication({ before, after }: Pair<App>): Said[] {
    if (before.authentication === after.authentication || before.authentication === undefined) return [];
    return [
        {
            topic: "apps",
            weight: "notice",
            about: after.name,
            text: phrase`${after.name} has to prove itself to Auth0 by ${shown(after.authentication)} instead of ${shown(before.authentication)}; change it at the same time.`,
        },
    ];
}

function shownName({ before, after }: Pair<App>): Said[] {
    if (before.name === after.name) return [];
    return [
        {
            topic: "users",
            weight: "notice",
            about: after.name,
            text: phrase`The sign-in page reads ${after.name} instead of ${before.name}.`,
        },
    ];
}

/** APIs that apps get tokens for. The My Account API's users are told of app by app. */
function apis({ resources }: Compared): Said[] {
    const isApi = (one: { type: string }) => one.type === types.resourceServer;
    const gone = resources.gone.filter(isApi);
    const anew = resources.both.filter(({ after, replaced: made }) => made !== undefined && isApi(after));
    return [
        ...gone.map((api) => ({ api, becomes: "is deleted" })),
        ...anew.map(({ before, after }) => ({ api: before, becomes: becoming(known(text(after, "identifier"))) })),
    ].map(({ api, becomes }) => {
        const identifier = known(text(api, "identifier")) ?? api.name;
        return {
            topic: "apps",
            weight: "loss",
            about: identifier,
            text: sentences(
                phrase`API ${identifier} ${becomes === "is deleted" ? [becomes] : becomes}: apps get no tokens for it any more, and grants to it go with it.`,
            ),
        } as Said;
    });
}

function becoming(identifier: string | undefined): Phrase {
    return identifier === undefined ? ["is deleted and made anew"] : phrase`is deleted and made anew as ${identifier}`;
}
