/** What the driver process is told when it starts. */
export interface DriverTarget {
    /** Folder with Pulumi.yaml and the stack file, both copies. */
    readonly workDir: string;
    readonly project: string;
    readonly stack: string;

    /** File whose default export is the program. */
    readonly program: string;

    /** Policy packs to preview and deploy with. @default none */
    readonly policyPacks?: readonly PolicyPack[];
}

/** A policy pack that Node runs. */
export interface PolicyPack {
    readonly folder: string;

    /** JSON file with settings of its rules. @default the rules' own defaults */
    readonly settingsFile?: string;
}

/** An operation of the engine. */
export type Operation =
    | "preview"
    | "up"
    | "previewRefresh"
    | "refresh"
    | "previewDestroy"
    | "destroy"
    | "import"
    | "unprotect"
    | "outputs";

export interface DriverRequest {
    readonly id: number;
    readonly operation: Operation;

    /** Prints nothing of what the engine prints. */
    readonly quiet: boolean;

    /** Folder that gets what the engine knows of a preview, files as `recordFiles` names them. @default nothing is written */
    readonly record?: string;

    /**
     * Of a preview: gets what the program declares and the state has not, as an import file without ids. Of an import: the file with ids
     * to take into the state; nothing in the clouds changes.
     */
    readonly importFile?: string;
}

/** What a recorded preview consists of; no file holds a secret in the clear, unless a program gave it out as no secret. */
export const recordFiles = {
    /** The stack's state before, as `pulumi stack export` gives it: secrets are encrypted. */
    state: "state.json",

    /** The engine's events but debug diagnostics and lists of rules that passed, a line each. */
    events: "events.jsonl",

    /** What the program asks for, as `--save-plan` writes it; absent after a failure, and for what runs no program. */
    plan: "plan.json",
} as const;

/** What a rule of a policy pack said of a resource or of the stack. */
export interface PolicyViolation {
    readonly rule: string;

    /** `mandatory` refuses; `advisory` is a hint, or the note of a rule that could not run. */
    readonly level: "mandatory" | "advisory" | "remediate" | "disabled";

    /** URN of the resource; absent for the stack as a whole. */
    readonly urn?: string;

    /** What the rule is for, then what is wrong, a line each. */
    readonly message: string;
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

    /** What the rules of the policy packs said, each once. */
    readonly violations: readonly PolicyViolation[];

    /** After `outputs`. */
    readonly outputs?: Readonly<Record<string, StackOutput>>;
}

export type DriverReply = { readonly id: number; readonly result: OperationResult };
