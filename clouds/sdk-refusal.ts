import { Refusal } from "./refusal.ts";

/**
 * Waits for an SDK's answer; what the service refused comes as a `Refusal`, whatever error the SDK made of it. `host` is who was
 * asked.
 */
export async function refusing<T>(host: string, asked: Promise<T>): Promise<T> {
    try {
        return await asked;
    } catch (error) {
        throw refusalIn(host, error) ?? error;
    }
}

/** Shapes of the SDKs' errors: Auth0's carry OAuth's error as `cause`, Microsoft Graph's its code and status. */
interface SdkError {
    readonly statusCode?: number;
    readonly code?: string | null;
    readonly error?: string;
    readonly error_description?: string;
    readonly message?: string;
    readonly cause?: unknown;
}

function refusalIn(host: string, thrown: unknown): Refusal | undefined {
    if (thrown instanceof Refusal) return thrown;
    if (typeof thrown !== "object" || thrown === null) return undefined;
    const { statusCode, cause, ...error } = thrown as SdkError;
    const inner = (cause ?? {}) as SdkError;
    const code = inner.error ?? error.error ?? error.code;
    if (typeof statusCode !== "number" || typeof code !== "string") return undefined;
    return new Refusal(host, statusCode, code, inner.error_description ?? error.error_description ?? messageOf(error));
}

function messageOf({ message = "" }: SdkError): string {
    return message;
}
