import { ProviderError } from "../provider-error.ts";
import { GraphError } from "./graph-client.ts";

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The object id in a resource id such as `/applications/{id}`; nothing when it is none. */
export function objectIdIn(collection: string, resourceId: string): string | undefined {
    const [, found, id, ...more] = resourceId.split("/");
    return found === collection && id !== undefined && uuid.test(id) && more.length === 0 ? id : undefined;
}

/** The last part of a resource id. */
export function lastPart(resourceId: string): string {
    return resourceId.split("/").at(-1) ?? "";
}

/** Says what was being done when Graph refused, as the provider does. */
export async function during<Result>(what: string, call: Promise<Result>): Promise<Result> {
    return call.catch((error: unknown) => {
        throw new ProviderError(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    });
}

/** The answer, or nothing when there is no such thing. */
export async function unlessMissing<Result>(call: Promise<Result>): Promise<Result | undefined> {
    return call.catch((error: unknown) => {
        if (isMissing(error)) return undefined;
        throw error;
    });
}

export function isMissing(error: unknown): boolean {
    return error instanceof GraphError && error.status === 404;
}
