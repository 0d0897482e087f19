import { type Phrase, phrase } from "../phrase.ts";
import { type Resource, unknownMark } from "../stack-change.ts";
import { shortened } from "./value-phrase.ts";

/** Which client secret it is: `slot b`, by the name that it has at Microsoft; or that name. */
export function slotOf({ inputs, outputs, name }: Resource): Phrase {
    const displayName = inputs["displayName"] ?? outputs["displayName"];
    const label = typeof displayName === "string" && displayName !== "" ? displayName : name;
    const [, slot] = /^slot ([a-z])\b/.exec(label) ?? [];
    return slot === undefined ? phrase`${shortened(label)}` : [`slot ${slot}`];
}

/** The day that a client secret ends, or words of ours. */
export function endOf({ inputs, outputs }: Resource): Phrase {
    const end = inputs["endDate"] ?? outputs["endDate"];
    if (end === unknownMark) return ["on a day known after the update"];
    const [day] = typeof end === "string" ? (/^\d{4}-\d\d-\d\d/.exec(end) ?? []) : [];
    return day === undefined ? ["on a day that is not given"] : phrase`${day}`;
}
