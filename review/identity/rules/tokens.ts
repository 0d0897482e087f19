import { type Phrase, phrase } from "../../phrase.ts";
import { type App, isSameApp } from "../app.ts";
import { type Compared, has, type Pair, type Said } from "../compared.ts";
import { conditions, exchangers, limits } from "../exchange.ts";
import type { Connection } from "../picture.ts";
import { names, sentences } from "../words.ts";
import { without } from "./links.ts";

/** Which apps may exchange their tokens for Microsoft Graph tokens of a connection's users, and could not before; and the reverse. */
export function tokens(compared: Compared): Said[] {
    const { both, made, adopted } = compared.connections;
    return [
        ...[...made, ...adopted].flatMap((connection) => gained(connection, exchangers(connection), undefined)),
        ...both.flatMap(vaultSwitched),
        ...both.flatMap((pair) => [...more(pair), ...fewer(pair, compared)]),
    ];
}

function gained(connection: Connection, apps: readonly App[], before: Phrase | undefined): Said[] {
    if (apps.length === 0) return [];
    const sure = apps.filter(({ resource }) => resource !== undefined);
    const elsewhere = apps.filter(({ resource }) => resource === undefined);
    const may = phrase`may get Microsoft Graph tokens of users who connect their account with connection ${connection.name}`;
    return [
        {
            topic: "tokens",
            weight: "wider",
            about: connection.name,
            text: sentences(
                before,
                sure.length === 0 ? undefined : phrase`${list(sure)} ${may}.`,
                elsewhere.length === 0
                    ? undefined
                    : phrase`${list(elsewhere)}, declared elsewhere, ${sure.length === 0 ? may : ["may so too"]}, if set up for it there.`,
                limits(connection),
            ),
        },
    ];
}

function list(apps: readonly App[]): Phrase {
    return names(apps.map(({ name }) => name));
}

function vaultSwitched({ before, after }: Pair<Connection>): Said[] {
    if (before.vault === after.vault) return [];
    if (after.vault) {
        const on = phrase`Token Vault is switched on for connection ${after.name}.`;
        const apps = exchangers(after);
        if (apps.length > 0) return gained(after, apps, on);
        return [
            {
                topic: "tokens",
                weight: "wider",
                about: after.name,
                text: sentences(on, ["No linked app may exchange tokens yet."]),
            },
        ];
    }
    const apps = exchangers(before);
    return [
        {
            topic: "tokens",
            weight: "narrower",
            about: after.name,
            text: sentences(
                phrase`Token Vault is switched off for connection ${after.name}.`,
                apps.length === 0
                    ? undefined
                    : phrase`${list(apps)} ${[apps.length === 1 ? "gets" : "get"]} no Microsoft Graph tokens of its users any more.`,
                ["Users cannot connect accounts with it. Consent given at Microsoft stays."],
            ),
        },
    ];
}

function more({ before, after }: Pair<Connection>): Said[] {
    if (!before.vault || !after.vault) return [];
    return gained(after, without(exchangers(after), exchangers(before)), undefined);
}

/** Apps that could, and cannot any more, with the reason. */
function fewer({ before, after }: Pair<Connection>, { apps }: Compared): Said[] {
    if (!before.vault || !after.vault) return [];
    const lost = without(exchangers(before), exchangers(after)).filter((app) => !has(apps.gone, app));
    const why = (app: App) => {
        const now = after.apps.find((other) => isSameApp(app, other));
        return conditions.find(({ holds }) => now !== undefined && !holds(now))?.lost ?? "the link is removed";
    };
    return [...Map.groupBy(lost, why)].map(([reason, some]) => ({
        topic: "tokens",
        weight: "narrower",
        about: after.name,
        text: phrase`${list(some)} ${[some.length === 1 ? "gets" : "get"]} no Microsoft Graph tokens through connection ${after.name} any more: ${[reason]}.`,
    }));
}
