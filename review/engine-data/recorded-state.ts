import { z } from "zod";
import type { Resource } from "../stack-change.ts";
import { fitted, type Reading, read } from "./reading.ts";
import { recordedProperties } from "./recorded-value.ts";
import { isProvider, nameOfUrn } from "./urn.ts";

const properties = z.record(z.string(), z.unknown()).nullish();

const resourceSchema = z.looseObject({
    urn: z.string(),
    type: z.string(),
    id: z.string().nullish(),
    inputs: properties,
    outputs: properties,
    protect: z.boolean().nullish(),
    retainOnDelete: z.boolean().nullish(),
    ignoreChanges: z.array(z.string()).nullish(),
    parent: z.string().nullish(),
    propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
    delete: z.boolean().nullish(),
    pendingReplacement: z.boolean().nullish(),
});

const pendingSchema = z.looseObject({ type: z.string(), resource: z.looseObject({ urn: z.string() }) });

const stateSchema = z.looseObject({
    deployment: z
        .looseObject({
            resources: z.array(z.unknown()).nullish(),
            pending_operations: z.array(z.unknown()).nullish(),
        })
        .nullish(),
});

/** A stack's resources as its state has them. */
export interface RecordedState {
    readonly resources: readonly Resource[];

    /** Providers: they say where the stack deploys to. */
    readonly providers: readonly Resource[];

    /** Old versions that an interrupted replacement has left, to be deleted by the next update. */
    readonly leftovers: readonly Resource[];
}

/** Reads `pulumi stack export`. */
export function recordedState(text: string, reading: Reading): RecordedState {
    const deployment = read("The state", text, stateSchema, reading)?.deployment;
    const entries = (deployment?.resources ?? []).flatMap((entry, index) => {
        const resource = fitted(`The state's resource ${index + 1}`, entry, resourceSchema, reading);
        return resource === undefined ? [] : [resource];
    });
    for (const { type, urn } of deployment?.pending_operations?.flatMap((one) => pending(one, reading)) ?? []) {
        reading.notes.push(
            `An earlier update was interrupted while ${type} ${urn}: whether it happened is not known; refresh first`,
        );
    }
    const gone = entries.filter((entry) => entry.delete === true);
    for (const { urn } of gone) reading.notes.push(`An old version of ${urn} is left from an interrupted replacement`);
    for (const { urn } of entries.filter(({ pendingReplacement }) => pendingReplacement === true)) {
        reading.notes.push(`${urn} is deleted and not made again: its replacement was interrupted`);
    }
    const live = entries.filter((entry) => entry.delete !== true);
    return {
        resources: live.filter(({ type }) => !isProvider(type)).map(resourceOf),
        providers: live.filter(({ type }) => isProvider(type)).map(resourceOf),
        leftovers: gone.map(resourceOf),
    };
}

function pending(entry: unknown, reading: Reading): { type: string; urn: string }[] {
    const operation = fitted("A pending operation of the state", entry, pendingSchema, reading);
    return operation === undefined ? [] : [{ type: operation.type, urn: operation.resource.urn }];
}

function resourceOf(recorded: z.infer<typeof resourceSchema>): Resource {
    const { urn, type, id, parent, ignoreChanges } = recorded;
    return {
        urn,
        type,
        name: nameOfUrn(urn),
        ...(id ? { id } : {}),
        inputs: recordedProperties(recorded.inputs),
        outputs: recordedProperties(recorded.outputs),
        protect: recorded.protect === true,
        retainOnDelete: recorded.retainOnDelete === true,
        ...(ignoreChanges?.length ? { ignoreChanges } : {}),
        ...(parent ? { parent } : {}),
        madeFrom: madeFrom(recorded.propertyDependencies),
    };
}

/** The properties that were made from other resources, as state and plan note it; the engine notes them in any order. */
export function madeFrom(
    propertyDependencies: Readonly<Record<string, readonly string[] | null>> | null | undefined,
): Readonly<Record<string, readonly string[]>> {
    return Object.fromEntries(
        Object.entries(propertyDependencies ?? {}).flatMap(([name, urns]) =>
            urns?.length ? [[name, urns.toSorted()]] : [],
        ),
    );
}
