import { describe, expect, it } from "vitest";
import { schemaOf } from "../../../contract/vendor/json-schema.ts";
import { routeDifferences, type ServedRoute } from "../../../contract/vendor/openapi-comparison.ts";
import type { OpenApiDocument } from "../../../contract/vendor/openapi-document.ts";
import { PublishedReplies } from "../../../contract/vendor/published-replies.ts";
import { listOf, object, oneOf, orNull, text, whole } from "../../../sandbox/auth0/body-shape.ts";

const document = {
    paths: {
        "/shops/{id}": {
            patch: {
                parameters: [
                    { name: "id", in: "path", schema: { type: "string" } },
                    { name: "take", in: "query", schema: { type: "integer", minimum: 1, maximum: 50 } },
                ],
                security: [{ bearer: [] }, { client: ["update:shops"] }],
                requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Shop" } } } },
                responses: {
                    200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Shop" } } } },
                },
            },
        },
    },
    components: {
        schemas: {
            Shop: {
                type: "object",
                additionalProperties: false,
                required: ["name"],
                properties: {
                    name: { type: "string", minLength: 1, maxLength: 20 },
                    kind: { $ref: "#/components/schemas/Kind" },
                    tables: { type: "integer", minimum: 0 },
                    tags: { type: "array", items: { type: "string" }, maxItems: 3 },
                    note: { oneOf: [{ type: "string" }, { type: "null" }] },
                },
            },
            Kind: { type: "string", enum: ["bar", "café"] },
        },
    },
} as unknown as OpenApiDocument;

interface Shop {
    name: string;
    kind: string;
    tables: number;
    tags: string[];
    note: string | null;
}
const fields = {
    name: text({ shortest: 1, longest: 20 }),
    kind: oneOf("café", "bar"),
    tables: whole({ minimum: 0 }),
    tags: listOf("string", { longest: 3 }),
    note: orNull("string"),
};
const served: ServedRoute = {
    method: "PATCH",
    path: "/shops/{shop_id}",
    scopes: ["update:shops"],
    query: { take: { minimum: 1, maximum: 50 } },
    body: schemaOf(object<Shop>(fields, ["name"])),
};
const differencesOf = (changed: Partial<ServedRoute>) =>
    routeDifferences(document, { ...served, ...changed }).map(({ kind, path, published, ours }) =>
        [kind, path, published, ours].join(" | "),
    );
const withFields = (changed: object, required: "name"[] = ["name"]) => ({
    body: schemaOf({ kind: "object", fields: { ...fields, ...changed }, required } as never),
});

describe("a route and the document", () => {
    it("agree where path, scopes, parameters and body are the published ones", () => {
        expect(differencesOf({})).toEqual([]);
    });

    it.each<[Partial<ServedRoute>, string]>([
        [{ path: "/stalls/{id}" }, "route |  | none | served"],
        [{ scopes: ["read:shops"] }, "scopes |  | update:shops | read:shops"],
        [{ query: {} }, "parameter | take | integer from 1 to 50 | none"],
        [{ query: { ...served.query, page: { minimum: 0 } } }, "parameter | page | none | integer from 0 to any"],
        [{ body: undefined }, "body |  | a body | none"],
        [withFields({ name: "string" }), "minLength | name | 1 | none"],
        [withFields({ kind: oneOf("bar") }), 'enum | kind | ["bar","café"] | ["bar"]'],
        [withFields({ tables: "string" }), 'type | tables | ["integer"] | ["string"]'],
        [withFields({ tags: listOf("boolean", { longest: 3 }) }), 'type | tags[] | ["string"] | ["boolean"]'],
        [withFields({ note: "string" }), 'type | note | ["null","string"] | ["string"]'],
        [withFields({ owner: "string" }), 'extra property | owner | none | "taken"'],
        [withFields({}, []), 'required |  | ["name"] | []'],
    ])("differ in %o", (changed, difference) => {
        expect(differencesOf(changed)[0]).toBe(difference);
    });

    it("agree on a parameter that is answered with 501, if the document has it", () => {
        expect(differencesOf({ query: { take: "unserved" } })).toEqual([]);
        expect(differencesOf({ query: { ...served.query, rake: "unserved" } })).toEqual([
            "parameter | rake | none | unserved",
        ]);
    });
});

describe("a reply and its published schema", () => {
    const problems = (body: unknown, status = 200) =>
        new PublishedReplies(document)
            .problems("PATCH", "/shops/{x}", status, body)
            ?.map(({ path, published }) => `${path}: ${published}`);

    it("agree where it is valid, and cannot be compared where there is no schema", () => {
        expect(problems({ name: "Corner", note: null })).toEqual([]);
        expect(problems({ name: "Corner" }, 418)).toBeUndefined();
    });

    it("differ in keys, types and values", () => {
        expect(problems({ owner: "me", kind: "pub", tags: [1] })).toEqual([
            "200 : must have required property 'name'",
            "200 : must NOT have additional properties: owner",
            "200 kind: must be equal to one of the allowed values",
            "200 tags[]: must be string",
        ]);
    });
});
