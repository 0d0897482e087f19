import type { Shape } from "../../sandbox/auth0/body-shape.ts";
import type { QueryRules } from "../../sandbox/auth0/query.ts";
import { type JsonSchema, schemaOf } from "./json-schema.ts";
import {
    bodySchema,
    type OpenApiDocument,
    type Operation,
    operationOf,
    resolved,
    scopesOf,
} from "./openapi-document.ts";
import { type SchemaDifference, schemaDifferences } from "./schema-comparison.ts";

/** A route of the sandbox's, as its table has it. */
export interface ServedRoute {
    readonly method: string;

    /** As the document writes it, below the API's base. */
    readonly path: string;
    readonly scopes: readonly string[];
    readonly query: QueryRules;
    readonly body: JsonSchema | undefined;
}

/** Where a route of ours is not the one of the document. */
export interface RouteDifference {
    readonly route: string;
    readonly kind: SchemaDifference["kind"] | "route" | "scopes" | "parameter" | "body" | "reply";
    readonly path: string;
    readonly published: string;
    readonly ours: string;
}

type Rule = QueryRules[string];

/** The row of a table of routes with a body shape, as it is compared. */
export function servedRoute(
    { method, path, scopes, query, body }: Omit<ServedRoute, "body"> & { readonly body: { shape: Shape } | undefined },
    base: string,
): ServedRoute {
    const schema = body === undefined ? undefined : schemaOf(body.shape);
    return { method, path: path.slice(base.length), scopes, query, body: schema };
}

/** How a route of ours differs from the published one: whether it is there, scopes, query parameters, the body. */
export function routeDifferences(document: OpenApiDocument, route: ServedRoute): RouteDifference[] {
    const name = `${route.method} ${route.path}`;
    const operation = operationOf(document, route.method, route.path);
    if (operation === undefined) return [{ route: name, kind: "route", path: "", published: "none", ours: "served" }];
    const [published, ours] = [scopesOf(operation), route.scopes.toSorted()];
    return [
        ...(String(published) === String(ours)
            ? []
            : [{ route: name, kind: "scopes" as const, path: "", published: String(published), ours: String(ours) }]),
        ...parameterDifferences(document, operation, route.query, name),
        ...bodyDifferences(document, operation, route.body, name),
    ];
}

function bodyDifferences(
    document: OpenApiDocument,
    operation: Operation,
    ours: JsonSchema | undefined,
    route: string,
): RouteDifference[] {
    const published = bodySchema(operation);
    if (published === undefined || ours === undefined) {
        const told = (schema: JsonSchema | undefined) => (schema === undefined ? "none" : "a body");
        return published === ours
            ? []
            : [{ route, kind: "body", path: "", published: told(published), ours: told(ours) }];
    }
    const resolve = (schema: JsonSchema) => resolved(document, schema);
    return schemaDifferences(published, ours, resolve).map((difference) => ({ route, ...difference }));
}

function parameterDifferences(
    document: OpenApiDocument,
    { parameters = [] }: Operation,
    rules: QueryRules,
    route: string,
): RouteDifference[] {
    const published = new Map(
        parameters
            .map((one) => resolved(document, one))
            .filter((one) => one.in === "query")
            .map(({ name, schema }) => [name, resolved(document, schema)]),
    );
    const names = [...new Set([...published.keys(), ...Object.keys(rules)])];
    return names.flatMap((name): RouteDifference[] => {
        const [theirs, own] = [told(published.get(name)), toldRule(rules[name])];
        const isSame = theirs === own || (theirs !== "none" && rules[name] === "unserved");
        return isSame ? [] : [{ route, kind: "parameter", path: name, published: theirs, ours: own }];
    });
}

/** What a parameter may be, in words that both sides share. */
function told(schema: JsonSchema | undefined): string {
    if (schema === undefined) return "none";
    const { type = "string", minimum, maximum } = schema;
    if (type === "array") return "string";
    return type === "integer" ? `integer from ${minimum ?? "any"} to ${maximum ?? "any"}` : String(type);
}

function toldRule(rule: Rule | undefined): string {
    if (rule === undefined) return "none";
    return typeof rule === "string" ? rule : `integer from ${rule.minimum} to ${rule.maximum ?? "any"}`;
}
