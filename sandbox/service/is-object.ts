/** Whether a value of a body is an object with keys: no list, nothing that is `null`. */
export function isObject(value: unknown): value is Record<string, unknown> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}
