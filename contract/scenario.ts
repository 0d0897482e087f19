import type { World, WorldOptions } from "../sandbox/world.ts";
import type { LookUp, ResourceClass } from "./scenario-resources.ts";
import type { Json } from "./transcript.ts";

/** What is recorded: steps of one stack in one world, one after the other. */
export interface Scenario {
    /** Name of its folder: `auth0-connection-options`. */
    readonly name: string;

    /** What it shows, one sentence without a full stop. */
    readonly title: string;

    /** What the clouds hold before; nothing in it is random. @default `emptySeed` */
    readonly seed?: ScenarioSeed;

    /** Settings of the providers, in the stack's configuration: `auth0:clientSecret`. @default everything is in the environment */
    readonly settings?: Readonly<Record<string, string>>;

    /** Deploys a whole stack of this repository instead of `resources`. @default the steps say what there is */
    readonly stack?: "dev" | "prod";

    readonly steps: readonly Step[];
}

/** What the clouds hold before a scenario. */
export type ScenarioSeed = Pick<WorldOptions, "tenant" | "directory">;

export interface Step {
    /** What happens, a clause: `a scope is taken away`. */
    readonly title: string;

    /** @default "up" */
    readonly operation?: "up" | "preview" | "refresh" | "unprotect" | "destroy";

    /** What the program declares, in order. @default as in the step before */
    readonly resources?: readonly Declared[];

    /** Changes the stack file first, where a whole stack is deployed. @default it stays as it is */
    readonly edit?: (stackFile: string) => string;

    /** What the program looks up afterwards, in order. @default nothing */
    readonly lookUps?: readonly AskedLookUp[];

    /**
     * What others do in the clouds before the step, and the faults that strike in it. Faults that are left over afterwards
     * are taken away. What it returns can be used in the step and all later ones by `given`.
     */
    readonly before?: (world: World) => undefined | Readonly<Record<string, Json>>;

    /** Whether the operation is to fail. A recording that ends otherwise is refused. @default false */
    readonly fails?: true;
}

/** A resource that a program declares. Inside its inputs, `output`, `given` and `secret` stand for what is known later. */
export interface Declared {
    readonly type: ResourceClass;
    readonly name: string;
    readonly inputs: Inputs;

    /** Resource options that are plain data. */
    readonly options?: {
        readonly import?: Input;
        readonly retainOnDelete?: boolean;
        readonly deleteBeforeReplace?: boolean;
    };
}

export interface AskedLookUp {
    readonly name: LookUp;
    readonly inputs: Inputs;
}

export type Inputs = { readonly [name: string]: Input };
export type Input = Json | Inputs | readonly Input[];

/** An output of a resource that is declared earlier. */
export function output(resource: string, property: string): Input {
    return { $output: [resource, property] };
}

/** A value that `before` has returned. */
export function given(name: string): Input {
    return { $given: name };
}

/** A value that the program marks as a secret. */
export function secret(value: Json): Input {
    return { $secret: value };
}
