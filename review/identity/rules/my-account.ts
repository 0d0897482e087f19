import { phrase } from "../../phrase.ts";
import type { App } from "../app.ts";
import type { Compared, Pair, Said } from "../compared.ts";
import { host } from "../picture.ts";
import { names } from "../words.ts";

/** What an app needs to get a user's token for the My Account API: a grant, and a policy of its refresh tokens. */
const needs = ["granted", "policies"] as const;

/** Apps that can let their users connect accounts under a domain, and could not before; and the reverse. */
export function myAccount({ apps, before, after }: Compared): Said[] {
    const elsewhere = [...before.connections, ...after.connections].flatMap((one) =>
        one.apps.filter(({ resource }) => resource === undefined),
    );
    const keys = new Set(elsewhere.map(({ key }) => key));
    const outside = [...keys].flatMap((key) => {
        const [was, is] = [before, after].map(({ connections }) =>
            connections.flatMap((one) => one.apps).find((app) => app.key === key),
        );
        return was && is ? [{ before: was, after: is }] : [];
    });
    return [...apps.both, ...outside].flatMap((pair) => [...lost(pair), ...gained(pair)]);
}

/** Audiences that an app reaches: of an app declared elsewhere only the grants are known. */
function reached(app: App): readonly string[] {
    const all = app.resource === undefined ? [app.granted] : needs.map((need) => app[need]);
    return all.reduce((some, others) => some.filter((audience) => others.includes(audience)));
}

function lost({ before, after }: Pair<App>): Said[] {
    const gone = reached(before).filter((audience) => !reached(after).includes(audience));
    if (gone.length === 0) return [];
    const missing = [
        after.granted.includes(gone[0] ?? "") ? [] : ["its grant is removed"],
        after.resource === undefined || after.policies.includes(gone[0] ?? "")
            ? []
            : ["its refresh tokens have no policy for it any more"],
    ].flat();
    return [
        {
            topic: "tokens",
            weight: "narrower",
            about: after.name,
            text: phrase`${after.name} gets no tokens for the My Account API of ${names(gone.flatMap(host))} any more (${[
                missing.join(", "),
            ]}): its users cannot connect, list or remove accounts there.`,
        },
    ];
}

function gained({ before, after }: Pair<App>): Said[] {
    const made = reached(after).filter((audience) => !reached(before).includes(audience));
    if (made.length === 0) return [];
    return [
        {
            topic: "tokens",
            weight: "wider",
            about: after.name,
            text: phrase`${after.name} gets tokens for the My Account API of ${names(made.flatMap(host))}: its users can connect, list and remove accounts there.`,
        },
    ];
}
