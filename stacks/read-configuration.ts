import * as pulumi from "@pulumi/pulumi";

/** What a stack's file holds for this project. */
export interface Configuration {
    /** Every key of the project's namespace, the structured ones parsed. */
    readonly raw: Record<string, unknown>;

    /** The keys whose values are encrypted in the file. */
    readonly secretKeys: readonly string[];
}

/** Reads the configuration of the stack that is deployed. */
export function readConfiguration(): Configuration {
    const prefix = `${pulumi.getProject()}:`;
    const own = Object.entries(pulumi.runtime.allConfig()).filter(([key]) => key.startsWith(prefix));
    return {
        raw: Object.fromEntries(own.map(([key, text]) => [key.slice(prefix.length), parsed(text)])),
        secretKeys: own.filter(([key]) => runtime.isConfigSecret(key)).map(([key]) => key.slice(prefix.length)),
    };
}

/** The SDK has this function and leaves it out of its declarations. */
const runtime = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };

/** The engine hands over lists, mappings, numbers and truth values as JSON, and text as it is. */
function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
