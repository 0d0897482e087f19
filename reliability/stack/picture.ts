import type { World } from "../../sandbox/world.ts";
import { type CloudObject, cloudObjects } from "./cloud-objects.ts";
import { type StoredResource, type StoredState, storedState } from "./state-file.ts";
import type { TrialStack } from "./trial-stack.ts";

/** One thing in a picture of a stack. */
export interface Piece {
    /** What a person calls it; two may have the same name. */
    readonly what: string;

    /** All of it, ids and secrets replaced by what they stand for, without times. */
    readonly value: unknown;

    /** It is in a cloud, and neither was there before the stack nor does the state know it. */
    readonly isOrphan: boolean;
}

/**
 * What both clouds and the state hold, so that two stacks can be compared that have other ids, secrets and times: a reference is
 * replaced by what it refers to. Without secrets.
 */
export type Picture = readonly Piece[];

export function pictureOf(trial: TrialStack): Picture {
    const state = storedState(trial);
    return picture(cloudObjects(trial.world), state, secretNames(trial.world, state));
}

/** @param secrets what each secret is called, by its value */
export function picture(
    objects: readonly CloudObject[],
    state: StoredState,
    secrets: ReadonlyMap<string, string>,
): Picture {
    const known = JSON.stringify(state.resources);
    const providers = state.resources
        .filter(({ type }) => type.startsWith("pulumi:providers:"))
        .map(({ id = "", type }) => [id, type] as const);
    const said = named([...secrets, ...objects.flatMap(({ ids }) => Object.entries(ids)), ...providers]);
    return [
        ...objects.map(({ ids, isGiven, value, what }) => ({
            what,
            value: said(value),
            isOrphan: !isGiven && Object.keys(ids).length > 0 && !Object.keys(ids).some((id) => known.includes(id)),
        })),
        ...state.resources.map((resource) => inState(nameInState(resource), said(withSortedDependencies(resource)))),
        ...state.pendingOperations.map(({ resource, type }) =>
            inState(`a pending operation: ${type} ${nameInState(resource)}`, null),
        ),
        ...(state.isLocked ? [inState("a lock", null)] : []),
        ...state.cutOff.map((name) => inState(`a file of the state that is cut off: ${nameless(name)}`, null)),
    ];
}

function inState(what: string, value: unknown): Piece {
    return { what, value, isOrphan: false };
}

/** Without times and ids, as a history and locks have them in their names: `dev….history.json.attrs`. */
function nameless(file: string): string {
    return file.replaceAll(/[0-9a-f-]{16,}/g, "…");
}

/** `the state's ApplicationPassword microsoft-a`. */
function nameInState(resource: StoredResource): string {
    const type = resource.type.split(":").at(-1);
    const name = `the state's ${type} ${resource.urn.split("::").at(-1)}`;
    return resource.delete === true ? `${name}, to be deleted` : name;
}

/** In one order, and without those of inputs that depend on nothing: the engine keeps both as they come. */
function withSortedDependencies({
    dependencies = [],
    outputs,
    propertyDependencies = {},
    ...resource
}: StoredResource) {
    return {
        ...resource,
        outputs: withoutEmptyLists(outputs),
        dependencies: [...(dependencies as string[])].sort(),
        propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies as Record<string, string[] | null>).flatMap(([input, urns]) =>
                urns === null || urns.length === 0 ? [] : [[input, [...urns].sort()]],
            ),
        ),
    };
}

/** The real providers note an empty list or map as none after a create, and as an empty one after an import. */
function withoutEmptyLists(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    if (Object.keys(value).length === 0) return null;
    if (Array.isArray(value)) return value.map(withoutEmptyLists);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutEmptyLists(item)]));
}

/** What the secrets in the clouds and the state are called. */
function secretNames({ tenant, directory }: World, state: StoredState): ReadonlyMap<string, string> {
    const former = [...tenant.issuedSecrets, ...directory.issuedSecrets].map(
        (value) => [value, "a secret that nobody has"] as const,
    );
    const clients = [...tenant.clients.values()].map(
        ({ client_secret, name }) => [client_secret, `the secret of client ${name}`] as const,
    );
    const inUse = [...tenant.connections.values()].map(({ options }) => options["client_secret"]);
    const values = [...new Set([...inUse, ...passwordsIn(state)])].filter((value) => typeof value === "string");
    const passwords = values.flatMap((value) =>
        [...directory.applications.values()].flatMap((application) => {
            const password = directory.passwordWithValue(application, value);
            if (password === undefined) return [];
            return [[value, `the client secret "${password.displayName}" of ${application.displayName}`] as const];
        }),
    );
    return new Map([...former, ...clients, ...passwords]);
}

function passwordsIn({ resources }: StoredState): unknown[] {
    return resources
        .filter(({ type }) => type.endsWith(":ApplicationPassword"))
        .map(({ outputs }) => (outputs as { value?: { secret?: unknown } } | undefined)?.value?.secret);
}

/** Gives a value with every id and secret replaced by its name, and without what is of its moment or made at random. */
function named(names: readonly (readonly [string, string])[]): (value: unknown) => unknown {
    const byValue = new Map<string, string>();
    const taken = new Map<string, number>();
    for (const [value, name] of names) {
        if (value === "" || byValue.has(value)) continue;
        const count = (taken.get(name) ?? 0) + 1;
        taken.set(name, count);
        byValue.set(value, count === 1 ? `<${name}>` : `<${name}, ${count}>`);
    }
    // The longest first: an id may be part of another.
    const values = [...byValue.keys()].sort((one, other) => other.length - one.length);
    const pattern = new RegExp(values.map((value) => RegExp.escape(value)).join("|") || "(?!)", "g");
    const said = (value: unknown): unknown => {
        if (typeof value === "string") return value.replace(pattern, (found) => byValue.get(found) ?? found);
        if (Array.isArray(value)) return value.map(said);
        if (typeof value !== "object" || value === null) return value;
        return Object.fromEntries(
            Object.entries(value)
                .filter(([key, item]) => !ofTheMoment.has(key) && item !== undefined)
                .map(([key, item]) => [said(key) as string, inOrder(key, said(item))]),
        );
    };
    return said;
}

/** A stack sorts owners by their ids, which are others in every directory. */
function inOrder(key: string, value: unknown): unknown {
    return key === "owners" && Array.isArray(value) ? value.toSorted() : value;
}

/** Keys of times, of what is made at random and nothing refers to, of places in the source, and notes of the bridge. */
const ofTheMoment = new Set([
    ...["created", "modified", "created_at", "updated_at", "createdDateTime", "startDateTime", "startDate"],
    ...["hint", "signing_keys", "signingKeys"],
    ...["sourcePosition", "stackTrace"],
    // What the bridge of the real providers notes for itself: an import has other notes than a create.
    ...["__defaults", "__pulumi_raw_state_delta"],
]);
