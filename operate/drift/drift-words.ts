import { type Phrase, phrase } from "../../review/phrase.ts";
import { type ChangedProperty, type ChangedResource, type DriftReport, outcomeOf } from "./drift-report.ts";

/** The services, in the order in which people read of them. */
export const services = [
    { at: "auth0", name: "Auth0" },
    { at: "microsoft", name: "Microsoft" },
] as const;

/** A resource that differs, in one line. */
export function resourceWords({ name, type, what }: ChangedResource): Phrase {
    return phrase`${[kindOf(type)]} ${name} ${[what === "gone" ? "is gone" : "was changed"]}`;
}

/** A property that differs, in one line; where values may be shown, with them. */
export function propertyWords({ after, before, kind, path }: ChangedProperty): Phrase {
    if (before === undefined && after === undefined)
        return phrase`${path} ${[{ add: "was added", delete: "was removed", update: "was changed" }[kind]]}`;
    if (before === undefined) return phrase`${path} has ${after ?? ""}`;
    if (after === undefined) return phrase`${path} no longer has ${before}`;
    return phrase`${path} is ${after}; the state has ${before}`;
}

/** What a look for drift came to, in a sentence. */
export function verdictWords(report: DriftReport): Phrase {
    const { around, changed, failures, stack } = report;
    const found = around.reduce((sum, row) => sum + row.found.length, 0);
    const blind = around.filter(({ outcome }) => outcome === "not looked at").length;
    const unseen = [
        ...(failures.length > 0 ? ["the state could not be compared"] : []),
        ...(blind > 0 ? [`${counted(blind, "kind")} could not be looked at`] : []),
    ].join(", ");
    const but = unseen === "" ? phrase`.` : phrase`; ${[unseen]}.`;
    switch (outcomeOf(report)) {
        case "clean":
            return phrase`${stack} is clean: the clouds are as its state says, and nothing is around it.`;
        case "drifted":
            return phrase`${stack} has drifted: ${[
                [
                    ...(changed.length > 0 ? [`${counted(changed.length, "resource")} changed or gone`] : []),
                    ...(found > 0 ? [`${counted(found, "thing")} that it does not declare`] : []),
                ].join(", "),
            ]}${but}`;
        case "failed":
            return phrase`Whether ${stack} has drifted is not known: nothing was found${but}`;
    }
}

export function counted(count: number, noun: string): string {
    return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** The provider and the resource's kind out of a type token: `auth0 Client`. */
function kindOf(type: string): string {
    const [provider = "", , kind = ""] = type.split(":");
    return `${provider} ${kind}`.trim();
}
