import type { Value } from "../property-values.ts";

/** Whether a text is given and says something. */
export function given(value: Value | undefined): value is string {
    return typeof value === "string" && value !== "";
}
