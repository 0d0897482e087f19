import * as pulumi from "@pulumi/pulumi";

/** The settings of the stack as its file has them: every key of the project's namespace, the structured ones parsed. */
export function readConfiguration(): Record<string, unknown> {
    const prefix = `${pulumi.getProject()}:`;
    return Object.fromEntries(
        Object.entries(pulumi.runtime.allConfig())
            .filter(([key]) => key.startsWith(prefix))
            .map(([key, text]) => [key.slice(prefix.length), parsed(text)]),
    );
}

/** The engine hands over lists, mappings, numbers and truth values as JSON, and text as it is. */
function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return text;
    }
}
