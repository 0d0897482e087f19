/** What stands where a secret is: its value is never read. */
export const secretMark = Symbol.for("review.secret");

/** What stands where a value is known after the update only. */
export const unknownMark = Symbol.for("review.unknown");

/** A property's value: JSON, with marks for secrets and for what is not known yet. */
export type PropertyValue =
    | null
    | boolean
    | number
    | string
    | typeof secretMark
    | typeof unknownMark
    | readonly PropertyValue[]
    | { readonly [name: string]: PropertyValue };

export type Properties = Readonly<Record<string, PropertyValue>>;

/** A resource as a stack has it, or would have it. */
export interface Resource {
    readonly urn: string;

    /** Type token: `auth0:index/connection:Connection`. */
    readonly type: string;

    /** Logical name: the end of the URN. */
    readonly name: string;

    /** The provider's id; absent before it is made, and for components. */
    readonly id?: string;

    readonly inputs: Properties;

    /** What the provider knows of it; of a resource that would change, the inputs it would have then over the outputs it has. */
    readonly outputs: Properties;
    readonly protect: boolean;
    readonly retainOnDelete: boolean;

    /** Properties whose changes in the program are ignored; absent where there are none. */
    readonly ignoreChanges?: readonly string[];

    /** URN of the component or stack it belongs to. */
    readonly parent?: string;

    /** URNs of the resources that each property was made from. */
    readonly madeFrom: Readonly<Record<string, readonly string[]>>;
}

/** Paths of what a program asks of the engine for a resource, and not of its provider. */
export const optionPaths = {
    protect: "protect",
    retainOnDelete: "retainOnDelete",
    ignoreChanges: "ignoreChanges",
} as const;

/** What happens to a resource. `forget` takes it out of the state and leaves it where it is; `refresh` is what others changed. */
export type Operation = "create" | "update" | "replace" | "delete" | "read" | "import" | "forget" | "refresh";

/** One property that differs. */
export interface PropertyChange {
    /** Nested name: `options.scopes[1]`, `refreshToken.policies[0].scopes`; or one of `optionPaths`. */
    readonly path: string;
    readonly kind: "add" | "delete" | "update";
    readonly before?: PropertyValue;
    readonly after?: PropertyValue;

    /** Of a secret: the URNs of the resources that give it its value before and after, where that can be told. */
    readonly source?: { readonly before?: string; readonly after?: string };

    /** Whether this is a reason to replace the resource. */
    readonly replaces: boolean;
}

/** One resource that changes. */
export interface ResourceChange {
    readonly urn: string;
    readonly type: string;
    readonly name: string;
    readonly operation: Operation;

    /** Of a replacement: whether the old one goes before the new one is made. */
    readonly order?: "delete-first" | "create-first";

    /** Of a replacement: properties that ask for it, or URNs of resources whose replacement takes this one along. */
    readonly reasons: readonly string[];
    readonly properties: readonly PropertyChange[];

    /** Number of differences that the engine lists and that are none. */
    readonly hidden: number;
    readonly before?: Resource;
    readonly after?: Resource;
}

/** What a rule of the policy pack said. */
export interface PolicyVerdict {
    readonly rule: string;
    readonly level: "mandatory" | "advisory" | "remediate" | "disabled";
    readonly urn?: string;

    /** What the rule is for. */
    readonly purpose: string;

    /** What is wrong, a line each, with the value seen and one that would pass. */
    readonly problems: readonly string[];
}

/** One stack's change, as the engine foresees it. */
export interface StackChange {
    readonly stack: string;
    readonly project: string;

    /** `update` runs the program; `destroy` takes the stack away. */
    readonly operation: "update" | "destroy";

    /** `refused`: by the policies alone. `failed`: there is no whole preview. */
    readonly outcome: "foreseen" | "refused" | "failed";

    /** All resources before and after, providers left out, components not. */
    readonly before: readonly Resource[];
    readonly after: readonly Resource[];
    readonly changes: readonly ResourceChange[];
    readonly policies: readonly PolicyVerdict[];
    readonly errors: readonly string[];
    readonly warnings: readonly string[];

    /** What was recorded and could not be read, a sentence each. */
    readonly unreadable: readonly string[];
}
