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
    return one.type === other.type && idOf(one) !== undefined && idOf(one) === idOf(other);
}

/** What two resources that are one have in common, the URN first. */
function keysOf(resource: Resource | undefined): string[] {
    if (resource === undefined) return [];
    const id = idOf(resource);
    return id === undefined ? [resource.urn] : [resource.urn, `${resource.type} ${id}`];
}

/** The provider's id. Of what is to go on under another name only the outputs may tell it. */
function idOf({ id, outputs }: Resource): string | undefined {
    const told = id ?? outputs["id"];
    return typeof told === "string" && told !== "" ? told : undefined;
}

/**
 * What is there after the change. A preview that stopped half-way lacks resources that nothing takes away: they stay. What goes on under
 * another name is one thing, also where both names are listed.
 */
export function afterOf({ before, after, changes, outcome }: StackChange): readonly Resource[] {
    const former = new Set(before.map(({ urn }) => urn));
    const renamed = new Set(after.filter(({ urn }) => !former.has(urn)).flatMap(keysOf));
    const standing = after.filter((one) => !former.has(one.urn) || !keysOf(one).some((key) => renamed.has(key)));
    if (outcome !== "failed") return standing;
    const taken = new Set(
        changes.filter(({ operation }) => operation === "delete" || operation === "forget").map(({ urn }) => urn),
    );
    const there = new Set(standing.flatMap(keysOf));
    const missing = before.filter((one) => !taken.has(one.urn) && !keysOf(one).some((key) => there.has(key)));
    return [...standing, ...missing];
}

function fates<T>(
    before: readonly T[],
    after: readonly T[],
    resource: (one: T) => Resource | undefined,
    { changes }: StackChange,
): Fates<T> {
    const byUrn = new Map(changes.map((one) => [one.urn, one]));
    const changeOf = (one: T) => byUrn.get(resource(one)?.urn ?? "");
    const partnerIn = (others: readonly T[]) => {
        const known = new Map(others.flatMap((other) => keysOf(resource(other)).map((key) => [key, other] as const)));
        return (one: T) => keysOf(resource(one)).flatMap((key) => known.get(key) ?? [])[0];
    };
    const [formerOf, currentOf] = [partnerIn(before), partnerIn(after)];
    const both = after.flatMap((one) => {
        const former = formerOf(one);
        if (former === undefined) return [];
        const replaced = changeOf(one)?.operation === "replace" ? changeOf(one) : undefined;
        return [{ before: former, after: one, ...(replaced === undefined ? {} : { replaced }) }];
    });
    const fresh = after.filter((one) => formerOf(one) === undefined);
    const isAdopted = (one: T) => ["import", "read"].includes(changeOf(one)?.operation ?? "");
    const away = before.filter((one) => currentOf(one) === undefined);
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
