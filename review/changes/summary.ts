import { type Phrase, phrase } from "../phrase.ts";
import type { Resource, ResourceChange, StackChange } from "../stack-change.ts";
import type { Kind } from "./kinds.ts";
import { parts } from "./parts.ts";
import { referred, shownNameOf } from "./referred.ts";
import { endOf, slotOf } from "./slots.ts";
import { shortened, valuePhrase } from "./value-phrase.ts";

/** What a new, a deleted or an adopted resource is, by its kind; what else differs is told by its properties. */
const descriptions: Partial<Record<Kind, (resource: Resource, stack: StackChange) => Phrase>> = {
    connection: (resource) => phrase`named ${known(resource, "name")}, strategy ${known(resource, "strategy")}`,
    client: (resource) => phrase`${known(resource, "name")}, type ${known(resource, "appType")}`,
    "app registration": (resource) =>
        phrase`${known(resource, "displayName")}, accounts: ${known(resource, "signInAudience")}`,
    API: (resource) => phrase`${known(resource, "identifier")}`,
    "client grant": (resource, stack) =>
        phrase`${client(resource, "clientId", stack)} at ${known(resource, "audience")}: ${known(resource, "scopes")}`,
    "client credentials": (resource) => phrase`${known(resource, "authenticationMethod")}`,
    link: (resource, stack) => phrase`${client(resource, "clientId", stack)} with ${connection(resource, stack)}`,
    links: (resource, stack) => phrase`the clients of ${connection(resource, stack)}`,
    "admin consent": (resource) => phrase`for everyone in the directory: ${known(resource, "claimValues")}`,
    "organization connection": (resource, stack) => phrase`${connection(resource, stack)}`,
};

/** What a change comes to in one line, to be read after its kind and its name. */
export function summary(kind: Kind | undefined, change: ResourceChange, stack: StackChange): Phrase {
    const { operation, before, after } = change;
    if (operation === "refresh" && after === undefined) return ["is gone: others deleted it"];
    if (kind === "client secret") return secretSummary(change, stack);
    // What makes a link anew is its reason; all that it consists of is whom it links.
    const isRemade = operation === "replace" && kind === "link";
    if (["update", "refresh", "replace"].includes(operation) && !isRemade) return parts(kind, change, stack);
    const resource = after ?? before;
    const describe = kind === undefined ? undefined : descriptions[kind];
    return resource === undefined || describe === undefined ? [] : describe(resource, stack);
}

function secretSummary(change: ResourceChange, stack: StackChange): Phrase {
    const { operation, before, after } = change;
    if (after === undefined) {
        return before === undefined ? [] : phrase`${slotOf(before)}: ends now, not on ${endOf(before)}`;
    }
    if (operation === "create" || before === undefined) return phrase`${slotOf(after)}: new, ends ${endOf(after)}`;
    if (operation === "replace") {
        return phrase`${slotOf(after)}: made anew, ends ${endOf(after)}; the old one would have on ${endOf(before)}`;
    }
    return phrase`${slotOf(after)}: ${parts("client secret", change, stack)}`;
}

function known(resource: Resource, property: string): Phrase {
    const value = resource.inputs[property] ?? resource.outputs[property];
    return value === undefined ? ["none"] : valuePhrase(resource.type, property, value);
}

const clientTypes = ["auth0:index/client:Client"];
const connectionTypes = ["auth0:index/connection:Connection"];

function client(resource: Resource, property: string, stack: StackChange): Phrase {
    const found = referred(resource, property, clientTypes, stack);
    return found === undefined ? known(resource, property) : phrase`${shortened(shownNameOf(found))}`;
}

function connection(resource: Resource, stack: StackChange): Phrase {
    const found = referred(resource, "connectionId", connectionTypes, stack);
    return found === undefined ? known(resource, "connectionId") : phrase`${shortened(shownNameOf(found))}`;
}
