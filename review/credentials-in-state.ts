import { credentialShape, credentialSign } from "./credential-shape.ts";
import { pathText } from "./engine-data/property-path.ts";
import { secretSignature, signatureName } from "./engine-data/recorded-value.ts";

/** Where a state holds in the clear what looks like a credential; never the value. */
export interface CredentialInState {
    readonly urn: string;

    /** `inputs.options.clientSecret`. */
    readonly path: string;

    /** What makes it look like one. */
    readonly why: string;
}

/** Parts of a resource in the state that hold what programs and providers put there. */
const parts = ["id", "inputs", "outputs", "initErrors"] as const;

/**
 * Looks through the state of a stack (`pulumi stack export`, where secrets carry the engine's mark), providers included, for
 * plain text that looks like a credential by its name or its form. A state that cannot be read has no findings:
 * `stackChange` lists it as unreadable.
 */
export function credentialsInState(stateText: string): CredentialInState[] {
    const deployment = field(parsed(stateText), "deployment");
    const pending = list(field(deployment, "pending_operations")).map((operation) => field(operation, "resource"));
    return [...list(field(deployment, "resources")), ...pending].flatMap((resource) => {
        const [urn, type] = [String(field(resource, "urn")), String(field(resource, "type"))];
        return parts.flatMap((part) => inPart(type, part, field(resource, part)).map((found) => ({ urn, ...found })));
    });
}

interface Place {
    readonly path: readonly (string | number)[];
    readonly name: string;
    readonly value: unknown;
}

/** Goes through nested values without calling itself: a text may be nested deeper than the stack. */
function inPart(type: string, part: string, whole: unknown): Omit<CredentialInState, "urn">[] {
    const found: Omit<CredentialInState, "urn">[] = [];
    const left: Place[] = [{ path: [part], name: part, value: whole }];
    for (let place = left.pop(); place !== undefined; place = left.pop()) {
        const { path, name, value } = place;
        const inside = typeof value === "string" ? json(value) : value;
        if (typeof inside === "string") {
            const why = credentialSign(type, name, inside);
            if (why !== undefined) found.push({ path: pathText(path), why });
        } else if (Array.isArray(inside)) {
            left.push(...inside.map((element, index) => ({ path: [...path, index], name, value: element })).reverse());
        } else if (isObject(inside) && inside[signatureName] !== secretSignature) {
            const own = Object.entries(inside).map(([key, nested]) => propertyPlace(path, key, nested));
            for (const { why, path: here } of own) if (why !== undefined) found.push({ path: pathText(here), why });
            left.push(...own.reverse());
        }
    }
    return found;
}

/** A property's name can be a credential itself: it is not shown then. */
function propertyPlace(path: Place["path"], key: string, value: unknown): Place & { why: string | undefined } {
    const why = credentialShape(key);
    return { path: [...path, why === undefined ? key : `[looks like ${why}]`], name: key, value, why };
}

/** What a text holds that is JSON of its own; any other text as it is. */
function json(text: string): unknown {
    const inside = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
    return typeof inside === "object" && inside !== null ? inside : text;
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        // It is no JSON: the caller treats it as plain text, or as having nothing in it.
        return undefined;
    }
}

function field(value: unknown, name: string): unknown {
    return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function list(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
