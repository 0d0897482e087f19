/** What the driver process is told when it starts. */
export interface DriverTarget {
    /** Folder with Pulumi.yaml and the stack file, both copies. */
    readonly workDir: string;
    readonly project: string;
    readonly stack: string;

    /** File whose default export is the program. */
    readonly program: string;

    /** Policy packs to run with. @default none */
    readonly policyPacks?: readonly string[];
}

/** An operation of the engine. */
export type Operation =
    | "preview"
    | "up"
    | "previewRefresh"
    | "refresh"
    | "previewDestroy"
    | "destroy"
    | "unprotect"
    | "outputs";

export interface DriverRequest {
    readonly id: number;
    readonly operation: Operation;

    /** Prints nothing of what the engine prints. */
    readonly quiet: boolean;
}

/** One output of a stack; `secret` as the engine marks it. */
export interface StackOutput {
    readonly value: unknown;
    readonly secret: boolean;
}

/** How an operation ended. */
export interface OperationResult {
    readonly succeeded: boolean;

    /** Number of resources per engine operation: `create`, `update`, `replace`, `delete`, `same` … */
    readonly changes: Readonly<Record<string, number>>;

    /** Error messages of the engine, the program and the providers, plain text. */
    readonly errors: readonly string[];

    readonly warnings: readonly string[];

    /** After `outputs`. */
    readonly outputs?: Readonly<Record<string, StackOutput>>;
}

export type DriverReply = { readonly id: number; readonly result: OperationResult };
