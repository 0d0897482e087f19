import { lookUps, type ResourceClass, resourceClasses } from "../scenario-resources.ts";
import { type Aspect, aspects, type Recorded, shownBy } from "./covered-aspects.ts";
import { neverHappens } from "./never-happens.ts";

/** What is covered of a type of resource in one respect: how many different ones, or why there are none. */
export type Cell = { readonly shown: readonly string[] } | { readonly never: string };

export type CoverageTable = ReadonlyMap<ResourceClass, ReadonlyMap<Aspect, Cell>>;

/** What the recordings cover of each type of resource that the stacks use. */
export function coverageTable(recorded: readonly Recorded[]): CoverageTable {
    const shown = recorded.flatMap(shownBy);
    const rows = (Object.keys(resourceClasses) as ResourceClass[]).map((name) => {
        const cells = aspects.map((aspect): readonly [Aspect, Cell] => {
            const found = shown.filter((one) => one.aspect === aspect && one.token === tokenOf(name));
            const never = neverHappens[name]?.[aspect];
            const kinds = [...new Set(found.map(({ what }) => what))];
            return [aspect, kinds.length === 0 && never !== undefined ? { never } : { shown: kinds }];
        });
        return [name, new Map(cells)] as const;
    });
    return new Map(rows);
}

/** What is covered of each look-up that the stacks use: how often it found something, and which failures there are. */
export function lookUpTable(recorded: readonly Recorded[]): ReadonlyMap<string, { found: number; failures: number }> {
    const calls = recorded.flatMap(({ transcript }) => transcript.calls).filter(({ method }) => method === "Invoke");
    return new Map(
        Object.keys(lookUps).map((name) => {
            const own = calls.filter(({ request }) => isOf(name, String(request["tok"])));
            const failed = new Set(own.flatMap(({ error }) => (error === undefined ? [] : [error.message])));
            return [
                name,
                { found: own.filter(({ response }) => response !== undefined).length, failures: failed.size },
            ];
        }),
    );
}

/** What no recording covers, `auth0.Client: import`. */
export function notCovered(recorded: readonly Recorded[]): string[] {
    const resources = [...coverageTable(recorded)].flatMap(([name, cells]) =>
        [...cells].flatMap(([aspect, cell]) =>
            "shown" in cell && cell.shown.length === 0 ? [`${name}: ${aspect}`] : [],
        ),
    );
    const calls = [...lookUpTable(recorded)].filter(([, { found }]) => found === 0).map(([name]) => `${name}: found`);
    return [...resources, ...calls];
}

/** Pulumi's token of a class: `auth0.Client` is `auth0:index/client:Client`. */
export function tokenOf(name: ResourceClass): string {
    return (resourceClasses[name] as unknown as { readonly __pulumiType: string }).__pulumiType;
}

/** Whether a token is a look-up's: `auth0.getClient` is `auth0:index/getClient:getClient`. */
export function isOf(name: string, token: string): boolean {
    const [provider, look] = name.split(".");
    return token.startsWith(`${provider}:`) && token.endsWith(`:${look}`);
}
