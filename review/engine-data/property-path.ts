import type { PropertyValue } from "../stack-change.ts";

/** Names and indexes on the way to a nested property. */
export type PropertyPath = readonly (string | number)[];

/** `options.scopes[1]`; a name that is no word stands in brackets and quotes, as the engine writes it. */
export function pathText(path: PropertyPath): string {
    return path
        .map((step, index) => {
            if (typeof step === "number") return `[${step}]`;
            if (!/^[\w$-]+$/.test(step)) return `["${step.replace(/["\\]/g, "\\$&")}"]`;
            return index === 0 ? step : `.${step}`;
        })
        .join("");
}

/** The path without indexes: `refreshToken.policies.scopes`. */
export function listPathText(path: PropertyPath): string {
    return pathText(path.filter((step) => typeof step === "string"));
}

/** Reads a path of the engine (Pulumi, `resource.PropertyPath`); what is no path is one name. */
export function parsePath(text: string): PropertyPath {
    const steps: (string | number)[] = [];
    const step = /\.?([^.[\]"]+)|\[(\d+|\*)\]|\[("(?:[^"\\]|\\.)*")\]/sy;
    while (step.lastIndex < text.length) {
        const found = step.exec(text);
        if (found === null) return [text];
        const [, name, index, quoted] = found;
        if (name !== undefined) steps.push(name);
        else if (index !== undefined) steps.push(index === "*" ? index : Number(index));
        else steps.push(unquoted(quoted ?? ""));
    }
    return steps;
}

function unquoted(text: string): string {
    return text.slice(1, -1).replace(/\\(.)/gs, "$1");
}

/** What is at a path, or undefined. */
export function valueAt(value: PropertyValue | undefined, path: PropertyPath): PropertyValue | undefined {
    return path.reduce<PropertyValue | undefined>((inside, step) => {
        if (Array.isArray(inside)) return typeof step === "number" ? inside[step] : undefined;
        return isObject(inside) && Object.hasOwn(inside, step) ? inside[step] : undefined;
    }, value);
}

/** Whether a value is an object with properties, and neither a list nor a mark. */
export function isObject(value: PropertyValue | undefined): value is Readonly<Record<string, PropertyValue>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
