import type { Phrase } from "../../phrase.ts";
import { phrase } from "../../phrase.ts";
import type { Resource } from "../../stack-change.ts";
import type { Compared, Said } from "../compared.ts";
import { host } from "../picture.ts";
import { known, text } from "../read.ts";
import { types } from "../types.ts";
import { capital, names, plural } from "../words.ts";

/** What is worth protecting, and what protection keeps from it. */
const kinds: Readonly<Record<string, string>> = {
    [types.connection]: "connection",
    [types.application]: "app registration",
    [types.applicationRegistration]: "app registration",
    [types.client]: "app",
    [types.resourceServer]: "API",
};

/** Protection that is lifted or set, and objects that stay behind in the clouds. Connections and apps that stay are told of by themselves. */
export function protection({ resources }: Compared): Said[] {
    const kept = resources.both.filter(({ after }) => Object.hasOwn(kinds, after.type));
    const lifted = kept.filter(({ before, after }) => before.protect && !after.protect).map(({ after }) => after);
    const set = kept.filter(({ before, after }) => !before.protect && after.protect).map(({ after }) => after);
    const left = resources.leftBehind.filter(
        ({ type }) => type === types.resourceServer || type.startsWith("azuread:"),
    );
    return [
        ...said(
            lifted,
            (list) => phrase`Protection is lifted from ${list}: the next change may delete or replace ${them(lifted)}.`,
        ),
        ...said(set, (list) => phrase`Protection is set on ${list}: deleting or replacing ${them(set)} is refused.`),
        ...said(
            left,
            (list) =>
                phrase`${list} ${[plural(left.length, "stays", "stay")]} where ${[plural(left.length, "it is", "they are")]}, and no stack looks after ${them(left)}.`,
        ),
    ];
}

function them(list: readonly Resource[]): Phrase {
    return [plural(list.length, "it", "them")];
}

function said(list: readonly Resource[], words: (list: Phrase) => Phrase): Said[] {
    if (list.length === 0) return [];
    const titles = list.map(title).sort((one, other) => (one.name < other.name ? -1 : 1));
    const text = words(names(titles.map(({ kind, name }) => phrase`${[kind]} ${name}`)));
    return [{ topic: "protection", weight: "notice", about: titles[0]?.name ?? "", text: capital(text) }];
}

function title(resource: Resource): { readonly kind: string; readonly name: string } {
    const named = ["identifier", "name", "displayName"].map((path) => known(text(resource, path)));
    const name = named.find((one) => one !== undefined) ?? resource.name;
    if (name.endsWith("/me/")) return { kind: "My Account API of", name: host(name)[0] ?? name };
    return { kind: kinds[resource.type] ?? resource.type.slice(resource.type.lastIndexOf(":") + 1), name };
}
