import { phrase } from "../../review/phrase.ts";
import type { PropertyChange, ResourceChange } from "../../review/stack-change.ts";
import type { ChangedProperty, ChangedResource } from "./drift-report.ts";
import type { Found } from "./finding.ts";
import { shownValue } from "./shown-value.ts";

/**
 * What a refresh found otherwise than the state knows it. An addition that a finding around the stack tells of is left out here.
 *
 * @param found the findings
 */
export function changedResources(
    stack: string,
    changes: readonly ResourceChange[],
    found: readonly Found[],
): { readonly changed: readonly ChangedResource[]; readonly hidden: number } {
    const refreshed = changes.filter(({ operation }) => operation === "refresh");
    return {
        changed: refreshed.flatMap((change) => changedResource(stack, change, found)),
        hidden: refreshed.reduce((sum, { hidden }) => sum + hidden, 0),
    };
}

function changedResource(stack: string, change: ResourceChange, found: readonly Found[]): ChangedResource[] {
    const { name, properties, type, urn } = change;
    if (change.after === undefined) {
        const lost =
            type === connectionType ? phrase` A connection takes its users along: they are new ones afterwards.` : [];
        const mend = phrase`have it made again: ${`pulumi up --refresh --stack ${stack}`}.${lost}`;
        return [{ name, type, what: "gone", differences: [], mend }];
    }
    const told = found.flatMap(({ tells }) => (tells?.urn === urn ? [tells.path] : []));
    const own = properties.filter(({ kind, path }) => kind !== "add" || !told.some((one) => path.startsWith(one)));
    if (own.length === 0) return [];
    const mend = phrase`have it put back: ${`pulumi up --refresh --stack ${stack}`}; or take it into ${`Pulumi.${stack}.yaml`}`;
    return [{ name, type, what: "changed", differences: own.map(difference), mend }];
}

const connectionType = "auth0:index/connection:Connection";

function difference({ after, before, kind, path }: PropertyChange): ChangedProperty {
    return { path, kind, ...shown("before", path, before), ...shown("after", path, after) };
}

function shown(name: "before" | "after", path: string, value: PropertyChange["after"]): object {
    const text = shownValue(path, value);
    return text === undefined ? {} : { [name]: text };
}
