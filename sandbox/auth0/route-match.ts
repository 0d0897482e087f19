import type { Route } from "./api-request.ts";

/** A route and the parameters that a request's path gives it. */
export interface Match {
    readonly route: Route;
    readonly params: Record<string, string>;
}

/**
 * The route for a raw path. Raw, because API identifiers are escaped into one segment (`https:%2F%2Fapi.example.com`); a
 * literal segment goes before a parameter (`custom-domains/default` before `custom-domains/{id}`).
 */
export function matchRoute(routes: readonly Route[], method: string, rawPath: string): Match | undefined {
    const segments = rawPath.split("/");
    const matches = routes
        .filter((route) => route.method === method)
        .map((route) => ({ route, params: paramsOf(route.path.split("/"), segments) }))
        .filter((match): match is Match => match.params !== undefined);
    return matches.toSorted((a, b) => Object.keys(a.params).length - Object.keys(b.params).length)[0];
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
    if (pattern.length !== segments.length) return undefined;
    const params: Record<string, string> = {};
    for (const [index, part] of pattern.entries()) {
        const segment = segments[index] ?? "";
        const name = /^\{(.+)\}$/.exec(part)?.[1];
        if (name === undefined && part !== segment) return undefined;
        if (name !== undefined && segment === "") return undefined;
        if (name !== undefined) params[name] = unescaped(segment);
    }
    return params;
}

function unescaped(segment: string): string {
    try {
        return decodeURIComponent(segment);
    } catch {
        // An escape that stands for no text names nothing that exists: the handler answers as for any unknown id.
        return segment;
    }
}
