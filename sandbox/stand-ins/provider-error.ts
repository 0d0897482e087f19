import type { Secrets, Values } from "./property-values.ts";

/** A failure that is told to the person as it is, without a stack trace. */
export class ProviderError extends Error {
    constructor(message: string) {
        super(message);
        this.name = "ProviderError";
    }
}

/** The service says that the thing to be changed does not exist. The real providers then forget it, without an error. */
export class GoneError extends ProviderError {
    constructor() {
        super("the resource does not exist");
        this.name = "GoneError";
    }
}

/** A failure after the thing was made, or in the middle of a change: the state is kept and the next run goes on from there. */
export class HalfDoneError extends ProviderError {
    readonly id: string;
    readonly state: Values;
    readonly inputs: Values;

    /** What of it is secret. */
    secrets: Secrets | undefined;

    constructor(message: string, id: string, state: Values, inputs: Values) {
        super(message);
        this.name = "HalfDoneError";
        this.id = id;
        this.state = state;
        this.inputs = inputs;
    }
}

/** A failure in the words that the real providers' bridge puts around it. */
export function failure(error: unknown, during = ""): string {
    const message = error instanceof Error ? error.message : String(error);
    return `${during}1 error occurred:\n\t* ${message}\n\n`;
}
