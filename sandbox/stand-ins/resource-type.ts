import type { Patience } from "./patience.ts";
import type { Properties } from "./properties.ts";
import type { Values } from "./property-values.ts";

/** What the program asks for, and what that comes to. */
export interface Plan {
    /** The program's inputs, checked, with defaults. */
    readonly inputs: Values;

    /** The state to be reached, as far as it is known before. */
    readonly planned: Values;

    /** The state up to now; absent when the resource is to be made. */
    readonly prior: Values | undefined;

    /** Whether a property is to change; true of everything the program gives when the resource is to be made. */
    readonly changed: (property: string) => boolean;
}

/** State as the service tells it. The id is given when the service knows the thing under another one. */
export interface Reading {
    readonly id?: string;
    readonly state: Values;
}

/** Takes note of a thing that was made, and of what the service tells of it this once. */
export type Made = (id: string, told?: Values) => void;

/** One kind of resource: its properties as data, its calls to the service as functions. */
export interface ResourceType<Api> {
    readonly token: string;
    readonly properties: Properties;

    /** What is wrong with a plan beyond its single values; asked in previews too. */
    readonly problem?: (plan: Plan, api: Api) => string | undefined | Promise<string | undefined>;

    /** Corrects a planned state that the service would not follow. */
    readonly amended?: (planned: Values, prior: Values | undefined) => Values;

    /** Makes the thing. From the moment it is `made`, a failure leaves it in the state, to be repaired by the next run. */
    create(api: Api, plan: Plan, made: Made): Promise<void>;

    /** Reads the thing; nothing when it is gone. `known` is the state as far as it is known. */
    read(api: Api, id: string, known: Values): Promise<Reading | undefined>;

    /** Changes the thing. Absent when every change replaces it. */
    update?(api: Api, id: string, plan: Plan): Promise<void>;

    delete(api: Api, id: string, state: Values): Promise<void>;

    /** What the id alone tells of the state, for an import; nothing when it cannot be imported under that id. */
    imported?(id: string): Values | undefined;
}

/** A look-up that programs call. */
export interface FunctionType<Api> {
    readonly token: string;
    readonly inputs: Properties;
    invoke(api: Api, inputs: Values): Promise<Values>;
}

/** A provider: resource types and functions, and the way to its service. */
export interface Provider<Api> {
    readonly name: string;
    readonly version: string;

    /** Settings a program or a stack file may give. */
    readonly settings: Properties;

    readonly resources: readonly ResourceType<Api>[];
    readonly functions: readonly FunctionType<Api>[];

    /** The way to the service. `environment` holds what the settings leave open. */
    connect(
        settings: Values,
        environment: Readonly<Record<string, string | undefined>>,
        patience: Patience,
    ): Api | Promise<Api>;
}
