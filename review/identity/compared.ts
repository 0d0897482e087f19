import type { Finding } from "../report.ts";
import type { Resource, ResourceChange, StackChange } from "../stack-change.ts";
import type { App } from "./app.ts";
import { type Connection, type Picture, picture } from "./picture.ts";
import type { Registration } from "./registration.ts";

/** A finding, with the name that it is sorted by. */
export interface Said extends Finding {
    readonly about: string;
}

/** One kind of things that a change can mean. */
export type Rule = (compared: Compared) => Said[];

/** Something that is there before and after. */
export interface Pair<T> {
    readonly before: T;
    readonly after: T;

    /** Its replacement, if it is deleted and made anew. */
    readonly replaced?: ResourceChange;
}

/** What becomes of the things of one kind. */
export interface Fates<T> {
    readonly both: readonly Pair<T>[];
    readonly made: readonly T[];

    /** Was there, and comes under this stack's care as it is. */
    readonly adopted: readonly T[];
    readonly gone: readonly T[];

    /** Leaves the stack's care and stays where it is. */
    readonly leftBehind: readonly T[];
}

/** Both pictures, and what becomes of everything in them. */
export interface Compared {
    readonly change: StackChange;
    readonly before: Picture;
    readonly after: Picture;
    readonly connections: Fates<Connection>;
    readonly registrations: Fates<Registration>;
    readonly apps: Fates<App>;
    readonly resources: Fates<Resource>;
}

/** Compares a stack with what it is to become. */
export function compared(change: StackChange): Compared {
    const now = afterOf(change);
    const before = picture(change.before);
    const after = picture(now);
    const resource = <T extends { readonly resource?: Resource }>(one: T) => one.resource;
    return {
        change,
        before,
        after,
        connections: fates(before.connections, after.connections, resource, change),
        registrations: fates(before.registrations, after.registrations, resource, change),
        apps: fates(before.apps, after.apps, resource, change),
        resources: fates(change.before, now, (one) => one, change),
    };
}

/** Whether two resources are one: under the same URN, or under another one with the same id of the provider's. */
export function isSame(one: Resource, other: Resource): boolean {
    if (one.urn === other.urn) return true;
    return one.type === other.type && one.id !== undefined && one.id === other.id;
}

/** What is there after the change. A preview that stopped half-way lacks resources that nothing takes away: they stay. */
function afterOf({ before, after, changes, outcome }: StackChange): readonly Resource[] {
    if (outcome !== "failed") return after;
    const taken = new Set(
        changes.filter(({ operation }) => operation === "delete" || operation === "forget").map(({ urn }) => urn),
    );
    const urns = new Set(after.map(({ urn }) => urn));
    return [...after, ...before.filter(({ urn }) => !urns.has(urn) && !taken.has(urn))];
}

function fates<T>(
    before: readonly T[],
    after: readonly T[],
    resource: (one: T) => Resource | undefined,
    { changes }: StackChange,
): Fates<T> {
    const changeOf = (one: T) => changes.find(({ urn }) => urn === resource(one)?.urn);
    const partner = (one: T, others: readonly T[]) => {
        const own = resource(one);
        return own && others.find((other) => isSame(resource(other) ?? own, own) && resource(other) !== undefined);
    };
    const both = after.flatMap((one) => {
        const former = partner(one, before);
        if (former === undefined) return [];
        const replaced = changeOf(one)?.operation === "replace" ? changeOf(one) : undefined;
        return [{ before: former, after: one, ...(replaced === undefined ? {} : { replaced }) }];
    });
    const fresh = after.filter((one) => partner(one, before) === undefined);
    const isAdopted = (one: T) => ["import", "read"].includes(changeOf(one)?.operation ?? "");
    const away = before.filter((one) => partner(one, after) === undefined);
    const stays = (one: T) => resource(one)?.retainOnDelete === true || changeOf(one)?.operation === "forget";
    return {
        both,
        made: fresh.filter((one) => !isAdopted(one)),
        adopted: fresh.filter(isAdopted),
        gone: away.filter((one) => !stays(one)),
        leftBehind: away.filter(stays),
    };
}

/** Whether something is in a list of resources' things. */
export function has<T extends { readonly resource?: Resource }>(list: readonly T[], one: T): boolean {
    const own = one.resource;
    return own !== undefined && list.some(({ resource }) => resource !== undefined && isSame(resource, own));
}
