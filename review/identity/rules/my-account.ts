import { type Phrase, phrase } from "../../phrase.ts";
import type { App } from "../app.ts";
import type { Compared, Pair, Said } from "../compared.ts";
import { host } from "../picture.ts";
import { names, plural } from "../words.ts";

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
    const differences = [...apps.both, ...outside].map(difference);
    // What happens to several apps alike is one thing to read.
    return [
        ...alike(
            differences.filter(({ gone }) => gone.length > 0),
            ({ gone, missing }) => [gone, missing],
        ).map(lost),
        ...alike(
            differences.filter(({ made }) => made.length > 0),
            ({ made }) => made,
        ).map(gained),
    ];
}

/** Audiences that an app reaches: of an app declared elsewhere only the grants are known. */
function reached(app: App): readonly string[] {
    const all = app.resource === undefined ? [app.granted] : needs.map((need) => app[need]);
    return all.reduce((some, others) => some.filter((audience) => others.includes(audience)));
}

interface Difference {
    readonly name: string;
    readonly made: readonly string[];
    readonly gone: readonly string[];

    /** What an app lacks that reaches less than before. */
    readonly missing: readonly string[];
}

function difference({ before, after }: Pair<App>): Difference {
    const gone = reached(before).filter((audience) => !reached(after).includes(audience));
    const lacks = (need: (typeof needs)[number]) => gone.some((audience) => !after[need].includes(audience));
    return {
        name: after.name,
        made: reached(after).filter((audience) => !reached(before).includes(audience)),
        gone,
        missing: [
            ...(lacks("granted") ? ["the grant is removed"] : []),
            ...(after.resource !== undefined && lacks("policies") ? ["refresh tokens have no policy for it"] : []),
        ],
    };
}

function alike(differences: readonly Difference[], by: (one: Difference) => unknown): Difference[][] {
    return [...Map.groupBy(differences, (one) => JSON.stringify(by(one))).values()];
}

function lost(some: readonly Difference[]): Said {
    const { gone, missing } = some[0] ?? { gone: [], missing: [] };
    return {
        topic: "tokens",
        weight: "narrower",
        about: some[0]?.name ?? "",
        text: phrase`${list(some)} ${[plural(some.length, "gets", "get")]} no tokens for the My Account API of ${names(gone.flatMap(host))} any more (${[
            missing.join(", "),
        ]}): users cannot connect, list or remove accounts there.`,
    };
}

function gained(some: readonly Difference[]): Said {
    const { made } = some[0] ?? { made: [] };
    return {
        topic: "tokens",
        weight: "wider",
        about: some[0]?.name ?? "",
        text: phrase`${list(some)} ${[plural(some.length, "gets", "get")]} tokens for the My Account API of ${names(made.flatMap(host))}: users can connect, list and remove accounts there.`,
    };
}

function list(some: readonly Difference[]): Phrase {
    return names(some.map(({ name }) => name));
}
