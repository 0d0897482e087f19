import { readFileSync } from "node:fs";
import type { JsonSchema } from "./json-schema.ts";

/** As much of an OpenAPI 3.1 document as is compared. */
export interface OpenApiDocument {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface Operation {
    readonly parameters?: readonly Parameter[];
    readonly requestBody?: { readonly content: Content };
    readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly content?: Content }>>;
    readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}

export interface Parameter {
    readonly $ref?: string;
    readonly name: string;
    readonly in: string;
    readonly schema: JsonSchema;
}
type Content = Readonly<Record<string, { readonly schema: JsonSchema }>>;

export function openApiDocument(file: string): OpenApiDocument {
    return JSON.parse(readFileSync(file, "utf8")) as OpenApiDocument;
}

/** What a `#/components/…` reference stands for; anything else is returned as it is. */
export function resolved<T extends { readonly $ref?: string }>(document: OpenApiDocument, value: T): T {
    if (value.$ref === undefined) return value;
    const [, , group = "", name = ""] = value.$ref.split("/");
    const found = document.components[group]?.[name];
    if (found === undefined) throw new Error(`The document has no ${value.$ref}.`);
    return resolved(document, found as T);
}

/** The operation of a path, whatever its parameters are called. */
export function operationOf(document: OpenApiDocument, method: string, path: string): Operation | undefined {
    const nameless = (text: string) => text.replaceAll(/\{[^}]+\}/g, "{}");
    const found = Object.keys(document.paths).find((one) => nameless(one) === nameless(path));
    return found === undefined ? undefined : document.paths[found]?.[method.toLowerCase()];
}

/** The JSON schema of a request's body. */
export function bodySchema({ requestBody }: Operation): JsonSchema | undefined {
    return requestBody?.content["application/json"]?.schema;
}

/** The JSON schema of a reply, by its status. */
export function replySchema(
    document: OpenApiDocument,
    { responses }: Operation,
    status: number,
): JsonSchema | undefined {
    const response = responses[String(status)];
    return response === undefined ? undefined : resolved(document, response).content?.["application/json"]?.schema;
}

/** Scopes of which any opens an operation. */
export function scopesOf({ security = [] }: Operation): string[] {
    return [...new Set(security.flatMap((scheme) => Object.values(scheme).flat()))].toSorted();
}
