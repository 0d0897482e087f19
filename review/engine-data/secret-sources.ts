import { type PropertyChange, type Resource, secretMark } from "../stack-change.ts";
import { parsePath } from "./property-path.ts";
import { typeOfUrn } from "./urn.ts";

/** Types of resources that make secrets for others. */
const makers: readonly string[] = [
    "azuread:index/applicationPassword:ApplicationPassword",
    "azuread:index/servicePrincipalPassword:ServicePrincipalPassword",
    "random:index/randomPassword:RandomPassword",
];

/** The same change, with the resources that its secret comes from, where there is one of them each. */
export function withSource(
    change: PropertyChange,
    before: Resource | undefined,
    after: Resource | undefined,
): PropertyChange {
    const sources = {
        ...(change.before === secretMark ? { before: maker(change.path, before) } : {}),
        ...(change.after === secretMark ? { after: maker(change.path, after) } : {}),
    };
    const told = Object.fromEntries(Object.entries(sources).filter(([, urn]) => urn !== undefined));
    return Object.keys(told).length === 0 ? change : { ...change, source: told };
}

function maker(path: string, resource: Resource | undefined): string | undefined {
    const urns = resource?.madeFrom[String(parsePath(path)[0])] ?? [];
    const [one, ...others] = urns.filter((urn) => makers.includes(typeOfUrn(urn)));
    return others.length === 0 ? one : undefined;
}
