import { upstreamParamAliases } from "../../../catalogue/auth0.ts";
import type { Connection } from "../objects.ts";

/** Adds a connection's `upstream_params`: fixed values, and values of the app's own request under other names. */
export function addUpstreamParameters(
    url: URL,
    { options }: Connection,
    parameters: ReadonlyMap<string, string>,
): void {
    const configured = options["upstream_params"];
    if (typeof configured !== "object" || configured === null) return;
    for (const [name, parameter] of Object.entries(configured)) {
        const value = parameterValue(parameter, parameters);
        if (value !== undefined) url.searchParams.set(name, value);
    }
}

function parameterValue(parameter: unknown, parameters: ReadonlyMap<string, string>): string | undefined {
    if (typeof parameter !== "object" || parameter === null) return undefined;
    const { value, alias } = parameter as { value?: unknown; alias?: unknown };
    if (typeof value === "string") return value;
    const known = upstreamParamAliases.find((name) => name === alias);
    return known === undefined ? undefined : parameters.get(known);
}
