import { z } from "zod";
import { withOptions } from "./with-options.ts";
import { withOrder } from "./with-order.ts";

/** A stack's state, as far as a repair needs it. */
export interface StateView {
    readonly resources: readonly StateResource[];

    /** Operations that were under way when their run ended. */
    readonly pending: readonly PendingOperation[];
}

export interface StateResource {
    readonly urn: string;
    readonly type: string;

    /** Logical name. */
    readonly name: string;
    readonly id: string;
}

export interface PendingOperation {
    /** As the engine calls it: `creating`, `updating`, `deleting` … */
    readonly operation: string;
    readonly urn: string;
    readonly type: string;
    readonly name: string;
}

/** Reads what `pulumi stack export` gives. Components and providers have no object in a cloud, and are left out. */
export function stateView(exported: unknown): StateView {
    const { deployment } = exportShape.parse(exported);
    return {
        resources: deployment.resources.flatMap(({ id, type, urn }) =>
            id === undefined || type.startsWith("pulumi:") ? [] : [{ urn, type, id, name: nameIn(urn) }],
        ),
        pending: deployment.pending_operations.map(({ resource, type: operation }) => ({
            operation,
            urn: resource.urn,
            type: resource.type,
            name: nameIn(resource.urn),
        })),
    };
}

/**
 * An exported state without the creations that were under way: what they made is in the state by now, or was not made. What was imported
 * gets the order that it is deleted in, and what the program says of its end.
 *
 * @returns undefined where there is nothing to change
 */
export function settledState(exported: unknown): unknown {
    const { deployment } = exportShape.parse(exported);
    const kept = deployment.pending_operations.filter(({ type }) => type !== "creating");
    const ordered = withOrder(deployment.resources) ?? deployment.resources;
    const resources = withOptions(ordered) ?? ordered;
    const isSettled = kept.length === deployment.pending_operations.length && resources === deployment.resources;
    if (isSettled) return undefined;
    const whole = exported as { readonly deployment: object };
    return { ...whole, deployment: { ...whole.deployment, resources, pending_operations: kept } };
}

const listOf = <Item extends z.ZodType>(item: Item) =>
    z
        .array(item)
        .nullish()
        .transform((value) => value ?? []);

const resource = z.looseObject({
    urn: z.string(),
    type: z.string(),
    id: z.string().optional(),
    dependencies: z.array(z.string()).nullish(),
    retainOnDelete: z.boolean().optional(),
});

const exportShape = z.looseObject({
    deployment: z.looseObject({
        resources: listOf(resource),
        pending_operations: listOf(z.looseObject({ resource, type: z.string() })),
    }),
});

function nameIn(urn: string): string {
    return urn.split("::").slice(3).join("::");
}
