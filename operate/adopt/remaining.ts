import { isDeepStrictEqual } from "node:util";
import { clientAsFound, connectionAsFound } from "../../catalogue/as-found.ts";
import {
    optionPaths,
    type PropertyChange,
    type PropertyValue,
    type Resource,
    type ResourceChange,
    type StackChange,
    secretMark,
    unknownMark,
} from "../../review/stack-change.ts";
import type { Edit } from "./proposal.ts";
import type { Sketch } from "./sketch.ts";

/** What is left of a stack's difference from the clouds. */
export interface Remaining {
    /** What can stay as it was found: names to add to `asFound`, by path of that setting. */
    readonly asFound: readonly { readonly path: readonly string[]; readonly names: readonly string[] }[];

    /** What the next update would change. */
    readonly left: readonly Difference[];

    /** What does not exist yet, and the next update would make: type and name. */
    readonly made: readonly string[];
}

/** A difference that no setting takes away. */
export interface Difference {
    /** Type and logical name of the resource. */
    readonly resource: string;
    readonly path: string;
    readonly before: string;
    readonly after: string;

    /** Why it has to be, or cannot be otherwise. */
    readonly why: string;
}

/** A preview that was made after the import. */
export interface AfterImport extends Pick<StackChange, "changes"> {
    /** Whether the engine would leave every resource as it is: what `changes` has then are options of the program's own. */
    readonly isSame: boolean;
}

/** What such a preview leaves over. */
export function remaining({ changes, isSame }: AfterImport, sketch: Sketch): Remaining {
    if (isSame) return { asFound: [], left: [], made: [] };
    const own = changes.filter(({ type }) => !/^(microsoft-connection|pulumi):/.test(type));
    const verdicts = own
        .filter(({ operation }) => operation !== "create")
        .flatMap((change) => verdictsOn(change, sketch));
    const paths = new Map<string, { path: readonly string[]; names: string[] }>();
    for (const verdict of verdicts) {
        if (!("name" in verdict)) continue;
        const entry = paths.get(verdict.path.join(".")) ?? { path: verdict.path, names: [] };
        if (!entry.names.includes(verdict.name)) entry.names.push(verdict.name);
        paths.set(verdict.path.join("."), entry);
    }
    return {
        asFound: [...paths.values()],
        left: verdicts.flatMap((verdict) => ("name" in verdict ? [] : [verdict])),
        made: own.filter(({ operation }) => operation === "create").map(named),
    };
}

/** The edits that let things stay as they were found. */
export function asFoundEdits({ asFound }: Remaining, settings: unknown): Edit[] {
    return asFound.map(({ names, path }) => {
        const before = path.reduce<unknown>(
            (value, step) => (value as Record<string, unknown> | undefined)?.[step],
            settings,
        );
        const known = Array.isArray(before) ? before.map(String) : [];
        return { path, before, after: [...new Set([...known, ...names])].sort() };
    });
}

type Verdict = Difference | { readonly path: readonly string[]; readonly name: string };

function verdictsOn(change: ResourceChange, sketch: Sketch): Verdict[] {
    if (change.operation !== "update") {
        const why = `it would be ${change.operation === "replace" ? "replaced" : `lost (${change.operation})`}`;
        return [{ resource: named(change), path: change.reasons.join(", "), before: "", after: "", why }];
    }
    const differences = differencesIn(change);
    // A change of one property makes the engine list more of them, which are none: those wait for the next preview.
    const most = Math.max(...differences.map(likelihood));
    const likeliest = differences.filter((one) => likelihood(one) === most);
    return likeliest.map((property) => verdictOn(change, property, sketch));
}

/**
 * How likely a difference is one: a new value or an item that goes is; what goes whole may be what the provider fills in itself; what becomes
 * empty mostly is none.
 */
function likelihood({ after, kind, path }: PropertyChange): number {
    const isNothing = after === false || after === 0 || after === "" || (Array.isArray(after) && after.length === 0);
    if (kind === "add") return isNothing ? 0 : 2;
    return kind === "update" || path.endsWith("]") ? 2 : 1;
}

/**
 * The properties that differ. A list in another order is none to a reader, who is not shown it, and one to a provider: where something is
 * hidden or nothing shown, the inputs are compared.
 */
function differencesIn({ after, before, hidden, properties }: ResourceChange): PropertyChange[] {
    const passedOver: readonly string[] = [...Object.values(optionPaths), ...keptInStateAlone];
    const shown = properties.filter(({ path }) => !passedOver.includes(path));
    if (hidden === 0 && properties.length > 0) return shown;
    const known = shown.map(({ path }) => path.split(/[.[]/)[0]);
    const more = Object.keys(after?.inputs ?? {})
        .filter((name) => Array.isArray(after?.inputs[name]) && !known.includes(name))
        .filter((name) => !isDeepStrictEqual(before?.inputs[name], after?.inputs[name]))
        .map((path): PropertyChange => {
            const { after: is = null, before: was = null } = inputsOf({ after, before }, path);
            return { path, kind: "update", replaces: false, before: was, after: is };
        });
    return [...shown, ...more];
}

/** What a provider asks for when it makes something, and no import has: the next update notes it, and changes nothing in the clouds. */
const keptInStateAlone: readonly string[] = ["preventDuplicateNames"];

function verdictOn(change: ResourceChange, property: PropertyChange, sketch: Sketch): Verdict {
    const place = placeOf(change, sketch);
    const name = place === undefined ? undefined : nameIn(place, property);
    const broken = name === undefined ? undefined : duties[name]?.(inputsOf(change, property.path));
    if (place !== undefined && name !== undefined && broken === undefined) {
        return { path: [place.group, place.key, "asFound"], name };
    }
    return {
        resource: named(change),
        path: property.path,
        before: shown(property.before),
        after: shown(property.after),
        why: broken ?? "no setting lets it stay",
    };
}

interface Place {
    readonly group: "connections" | "clients";
    readonly key: string;
    readonly part: string;
}

/** Where the stack file speaks of a resource, and as what. */
function placeOf({ name, type }: ResourceChange, { clients }: Sketch): Place | undefined {
    const part = connectionParts[type];
    if (part !== undefined) return { group: "connections", key: name, part };
    const ofClient = clientParts.find(
        (one) => one.type === type && one.pattern.test(name) && Object.hasOwn(clients, name.replace(one.pattern, "$1")),
    );
    if (ofClient === undefined) return undefined;
    return { group: "clients", key: name.replace(ofClient.pattern, "$1"), part: ofClient.part };
}

const connectionParts: Readonly<Record<string, keyof typeof connectionAsFound>> = {
    "azuread:index/application:Application": "application",
    "azuread:index/servicePrincipal:ServicePrincipal": "servicePrincipal",
    "azuread:index/servicePrincipalDelegatedPermissionGrant:ServicePrincipalDelegatedPermissionGrant": "consent",
    "auth0:index/connection:Connection": "connection",
};

const clientParts: readonly { type: string; pattern: RegExp; part: keyof typeof clientAsFound }[] = [
    { type: "auth0:index/client:Client", pattern: /^(.+)-api$/, part: "apiClient" },
    { type: "auth0:index/client:Client", pattern: /^(.+)-spa$/, part: "client" },
    { type: "auth0:index/client:Client", pattern: /^(.+)$/, part: "client" },
    { type: "auth0:index/clientCredentials:ClientCredentials", pattern: /^(.+)-api$/, part: "apiCredentials" },
    { type: "auth0:index/resourceServer:ResourceServer", pattern: /^(.+)-api$/, part: "api" },
    { type: "auth0:index/clientGrant:ClientGrant", pattern: /^([^/]+)\/.+$/, part: "myAccountGrant" },
];

/** A name that `asFound` has. */
function nameIn({ part }: Place, { path }: PropertyChange): string | undefined {
    const table: Readonly<Record<string, readonly string[]>> = { ...connectionAsFound, ...clientAsFound };
    const property = table[part]?.find(
        (one) => path === one || path.startsWith(`${one}.`) || path.startsWith(`${one}[`),
    );
    return property === undefined ? undefined : `${part}.${property}`;
}

interface Inputs {
    readonly before: PropertyValue | undefined;
    readonly after: PropertyValue | undefined;
}

/** A whole property, of which a path leads to a part. */
function inputsOf({ before, after }: Ends, path: string): Inputs {
    const [property = ""] = path.split(/[.[]/);
    return { before: before?.inputs[property], after: after?.inputs[property] };
}

interface Ends {
    readonly before?: Resource | undefined;
    readonly after?: Resource | undefined;
}

/** What has to be, however it was found: why, where it is not so. */
const duties: Readonly<Record<string, (inputs: Inputs) => string | undefined>> = {
    "client.grantTypes": needs("Token Vault needs these grant types"),
    "apiClient.grantTypes": needs("Token Vault needs these grant types"),
    "myAccountGrant.scopes": needs("connecting an account needs these scopes"),
    "client.refreshToken": ({ before, after }) => {
        if (member(before, "rotationType") !== member(after, "rotationType")) {
            return "Token Vault takes no refresh tokens that rotate, and the browser gets no others";
        }
        const audiences = (value: PropertyValue | undefined) =>
            itemsOf(member(value, "policies")).map((one) => member(one, "audience"));
        const lacks = audiences(after).some((audience) => !audiences(before).includes(audience));
        return lacks ? "connecting an account needs a refresh token that is good for the My Account API" : undefined;
    },
    "application.web": ({ before, after }) => {
        const uris = (value: PropertyValue | undefined) => itemsOf(member(value, "redirectUris"));
        const lacks = uris(after).some((uri) => !uris(before).includes(uri));
        return lacks ? "without Auth0's callback URL nobody can sign in" : undefined;
    },
};

function needs(why: string): (inputs: Inputs) => string | undefined {
    return ({ before, after }) => (itemsOf(after).every((item) => itemsOf(before).includes(item)) ? undefined : why);
}

function itemsOf(value: PropertyValue | undefined): readonly PropertyValue[] {
    return Array.isArray(value) ? value : [];
}

function member(value: PropertyValue | undefined, name: string): PropertyValue | undefined {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
    return (value as Readonly<Record<string, PropertyValue>>)[name];
}

function named({ name, type }: ResourceChange): string {
    return `${type.split(":").at(-1)} ${name}`;
}

function shown(value: PropertyValue | undefined): string {
    if (value === undefined) return "nothing";
    return (
        JSON.stringify(value, (_key, part: unknown) => {
            if (part === secretMark) return "[secret]";
            return part === unknownMark ? "[known later]" : part;
        }) ?? (value === secretMark ? "[secret]" : "[known later]")
    );
}
