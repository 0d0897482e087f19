import { credentialSign, withoutCredentials } from "../credential-shape.ts";
import { isObject } from "../engine-data/property-path.ts";
import { joined, type Phrase } from "../phrase.ts";
import { type PropertyValue, secretMark, unknownMark } from "../stack-change.ts";
import { permissionName } from "./permission-names.ts";

/** Characters of one value, and elements of one list or object, that are shown. */
const most = { characters: 160, elements: 20 };

/**
 * A property's value as a person reads it: never a secret, nor what looks like a credential by its name or its form. Long
 * texts are cut in the middle.
 */
export function valuePhrase(type: string, name: string, value: PropertyValue): Phrase {
    if (value === secretMark) return ["[secret]"];
    if (value === unknownMark) return ["[known after the update]"];
    if (typeof value === "string") return textPhrase(type, name, value);
    const permission = permissionName(value);
    if (permission !== undefined) return [{ value: shortened(withoutCredentials(permission)) }];
    if (Array.isArray(value)) {
        return value.length === 0
            ? ["none"]
            : elements(value.map((element: PropertyValue) => valuePhrase(type, name, element)));
    }
    if (!isObject(value)) return [{ value: String(value) }];
    const entries = Object.entries(value);
    if (entries.length === 0) return ["nothing"];
    const own = entries.map(
        ([key, inside]): Phrase => [{ value: shownName(key) }, ": ", ...valuePhrase(type, key, inside)],
    );
    return ["{ ", ...elements(own), " }"];
}

/** A text, cut in the middle where it is long. */
export function shortened(text: string): string {
    const letters = [...text];
    if (letters.length <= most.characters) return text;
    const half = most.characters / 2;
    return `${letters.slice(0, half).join("")} … ${letters.slice(-half).join("")}`;
}

/** A property's name or path; whoever gives a property the name of a credential does not get it printed. */
export function shownName(name: string): string {
    return shortened(withoutCredentials(name));
}

function textPhrase(type: string, name: string, text: string): Phrase {
    if (credentialSign(type, name, text) !== undefined) return ["[looks like a credential]"];
    const inside = jsonIn(text);
    if (inside !== undefined) return valuePhrase(type, name, inside);
    return text === "" ? ["empty"] : [{ value: shortened(text) }];
}

/** JSON in a text that is longer may be nested deeper than the stack. */
const mostJson = 2000;

/** What a text says that is JSON of its own: its properties have names, which tell what is a credential. */
function jsonIn(text: string): PropertyValue | undefined {
    if (text.length > mostJson || !/^\s*[[{]/.test(text)) return undefined;
    try {
        const inside: unknown = JSON.parse(text);
        return typeof inside === "object" ? (inside as PropertyValue) : undefined;
    } catch {
        // Text that only begins like JSON.
        return undefined;
    }
}

function elements(all: readonly Phrase[]): Phrase {
    const left = all.length - most.elements;
    if (left <= 0) return joined(all, ", ");
    return [...joined(all.slice(0, most.elements), ", "), ` and ${left} more`];
}
