import { isObject, listPathText, parsePath } from "../engine-data/property-path.ts";
import { joined, type Phrase, phrase } from "../phrase.ts";
import {
    optionPaths,
    type PropertyChange,
    type PropertyValue,
    type ResourceChange,
    type StackChange,
} from "../stack-change.ts";
import type { Kind } from "./kinds.ts";
import { fieldNouns, listNouns, switches } from "./part-rules.ts";
import { byId, shownNameOf } from "./referred.ts";
import { slotOf } from "./slots.ts";
import { shownName, valuePhrase } from "./value-phrase.ts";

/** Parts of a summary that are told; what is left is in the list of properties. */
const most = 4;

/** What differs, in the field's words: `permission Files.Read added; accounts: … instead of …`; what replaces comes first. */
export function parts(kind: Kind | undefined, change: ResourceChange, stack: StackChange): Phrase {
    const ordered = change.properties.toSorted((one, other) => Number(other.replaces) - Number(one.replaces));
    const all = ordered.map((property) => partOf(kind, property, change, stack));
    const lists = Map.groupBy(
        all.flatMap((part) => ("noun" in part ? [part] : [])),
        ({ noun, verb }) => `${noun} ${verb}`,
    );
    const told = [
        ...all.flatMap((part) => ("known" in part ? [part.known] : [])),
        ...[...lists.values()].flatMap(listPart),
        ...all.flatMap((part) => ("other" in part ? [part.other] : [])),
    ];
    const left = told.length - most;
    if (left <= 1) return joined(told, "; ");
    return [...joined(told.slice(0, most), "; "), `; and ${left} more`];
}

/** A property that has words of its own, one that has not, or elements of a list that come or go: those of one list are one part. */
type Part = { readonly known: Phrase } | { readonly other: Phrase } | ListPart;

interface ListPart {
    readonly noun: string;
    readonly plural: string;
    readonly verb: "added" | "removed";
    readonly elements: readonly Phrase[];
}

function listPart(parts: readonly ListPart[]): Phrase[] {
    const [first] = parts;
    const elements = parts.flatMap((part) => part.elements);
    if (first === undefined || elements.length === 0) return [];
    return [[`${elements.length === 1 ? first.noun : first.plural} `, ...joined(elements, ", "), ` ${first.verb}`]];
}

function partOf(kind: Kind | undefined, property: PropertyChange, change: ResourceChange, stack: StackChange): Part {
    const place = listPathText(parsePath(property.path));
    const list = listNouns.find((rule) => rule.kind === kind && rule.path === place);
    if (list !== undefined && property.kind !== "update") {
        const { noun, plural = `${noun}s` } = list;
        const verb = property.kind === "add" ? "added" : "removed";
        return { noun, plural, verb, elements: elementNames(property, change, stack) };
    }
    const turned = switches.find((rule) => (rule.kind ?? kind) === kind && rule.path === place);
    if (turned !== undefined && typeof property.after === "boolean") {
        return { known: [property.after ? turned.on : turned.off] };
    }
    if (property.source !== undefined || (kind === "connection" && place === "options.clientSecret")) {
        return { known: secretPart(property, stack) };
    }
    if (property.path === optionPaths.ignoreChanges) {
        return { known: phrase`changes are ignored of ${shownValue(change.type, property, property.after)}` };
    }
    const field = fieldNouns.find((rule) => rule.kind === kind && rule.path === place);
    if (field !== undefined) return { known: fieldPart([field.noun], change.type, property) };
    return { other: fieldPart([{ value: shownName(property.path) }], change.type, property) };
}

function fieldPart(noun: Phrase, type: string, property: PropertyChange): Phrase {
    const { kind, before, after } = property;
    if (kind === "delete") return phrase`${noun} removed`;
    if (kind === "add") return phrase`${noun}: ${shownValue(type, property, after)}`;
    return phrase`${noun}: ${shownValue(type, property, after)} instead of ${shownValue(type, property, before)}`;
}

function shownValue(type: string, { path }: PropertyChange, value: PropertyValue | undefined): Phrase {
    return value === undefined ? ["none"] : valuePhrase(type, lastName(path), value);
}

/** The name of the property that a path leads to, or of the list that it is in. */
export function lastName(path: string): string {
    return String(parsePath(path).findLast((step) => typeof step === "string") ?? path);
}

function elementNames({ path, before, after }: PropertyChange, { type }: ResourceChange, stack: StackChange): Phrase[] {
    const value = after ?? before ?? null;
    const elements: readonly PropertyValue[] = Array.isArray(value) ? value : [value];
    return elements.map((element) => {
        const named = namedElement(element);
        const client = path.startsWith("enabledClients") ? byId([...stack.after, ...stack.before], named) : undefined;
        return client === undefined ? valuePhrase(type, lastName(path), named) : phrase`${shownNameOf(client)}`;
    });
}

/** Properties that tell which element of a list it is. */
function namedElement(element: PropertyValue): PropertyValue {
    if (!isObject(element)) return element;
    return element["audience"] ?? element["resourceAppId"] ?? element["name"] ?? element;
}

function secretPart({ source }: PropertyChange, { before, after }: StackChange): Phrase {
    const was = before.find(({ urn }) => urn === source?.before);
    const is = after.find(({ urn }) => urn === source?.after);
    if (is === undefined) return ["client secret changes"];
    if (was === undefined) return phrase`client secret from ${slotOf(is)}`;
    if (was.urn === is.urn) return phrase`client secret of ${slotOf(is)} as it is made anew`;
    return phrase`client secret from ${slotOf(was)} to ${slotOf(is)}`;
}
