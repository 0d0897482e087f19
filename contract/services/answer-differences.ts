import type { Json } from "../transcript.ts";
import { isObject, type LiveValues } from "./live-values.ts";
import { formOf } from "./stand-in-forms.ts";

/** A place in an answer that is not what was recorded. */
export interface Difference {
    /** `value[0].displayName`; empty for the whole body. */
    readonly path: string;

    /** What it was, with the values of today in place of stand-ins; nothing where it was not. */
    readonly recorded: Json | undefined;
    readonly live: Json | undefined;
}

/** What of an answer's body differs from its recording. The values have to be learned before. */
export function bodyDifferences(
    recorded: Json | undefined,
    live: Json | undefined,
    values: LiveValues,
    path = "",
): Difference[] {
    if (Array.isArray(recorded) && Array.isArray(live)) {
        const longest = recorded.length > live.length ? recorded : live;
        return longest.flatMap((_, at) => bodyDifferences(recorded[at], live[at], values, `${path}[${at}]`));
    }
    if (isObject(recorded) && isObject(live)) {
        const members = Object.fromEntries(
            Object.entries(recorded).map(([name, member]) => [values.text(name), member]),
        );
        const names = new Set([...Object.keys(members), ...Object.keys(live)]);
        return [...names].flatMap((name) => {
            const at = path === "" ? name : `${path}.${name}`;
            if (name === "innerError") return innerErrorDifferences(members[name], live[name], at);
            const asked = name === "hint" ? hintOf(members[name], values) : members[name];
            return bodyDifferences(asked, live[name], values, at);
        });
    }
    if (typeof recorded === "string" && typeof live === "string" && isToken(recorded)) {
        return tokenDifferences(recorded, live, values, path);
    }
    if (typeof recorded === "string" && typeof live === "string" && armour(recorded) !== undefined) {
        return armour(recorded) === armour(live) ? [] : [{ path, recorded, live }];
    }
    const expected = recorded === undefined ? undefined : values.json(recorded);
    return JSON.stringify(expected) === JSON.stringify(live) ? [] : [{ path, recorded: expected, live }];
}

/** What Microsoft Graph says of the request in a refusal: its ids are new in every answer, of which a recording keeps one. */
function innerErrorDifferences(recorded: Json | undefined, live: Json | undefined, path: string): Difference[] {
    const said = (error: Json | undefined) =>
        isObject(error) ? JSON.stringify([error["date"], ...Object.keys(error).sort()]) : "nothing";
    return said(recorded) === said(live) ? [] : [{ path, recorded, live }];
}

/** The beginning of a secret, as Microsoft shows it: of the secret that it was the beginning of. */
function hintOf(recorded: Json | undefined, values: LiveValues): Json | undefined {
    if (typeof recorded !== "string") return recorded;
    return values.startingWith(recorded)?.slice(0, recorded.length) ?? recorded;
}

/** What kind of thing a PEM text holds; of a tenant's certificate nothing else is the same in two runs. */
function armour(text: string): string | undefined {
    return /^-----BEGIN ([A-Z0-9 ]+)-----\n/.exec(text)?.[1];
}

function isToken(text: string): boolean {
    return text.startsWith("eyJ") && formOf(text) !== undefined;
}

/** Of a token, what a provider reads is compared: its stand-in says no more. */
function tokenDifferences(recorded: string, live: string, values: LiveValues, path: string): Difference[] {
    const { jti: _, ...expected } = claimsOf(recorded);
    const claims = claimsOf(live);
    values.learn(expected, claims);
    return Object.entries(expected).flatMap(([name, value]) =>
        bodyDifferences(value, claims[name], values, `${path} (claim ${name})`),
    );
}

function claimsOf(token: string): { readonly [name: string]: Json } {
    return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString() || "{}");
}
