import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { RouteDifference } from "./openapi-comparison.ts";
import { type OpenApiDocument, operationOf, replySchema } from "./openapi-document.ts";

/** Checks replies of ours against the schemas of a document; each schema is compiled once. */
export class PublishedReplies {
    private readonly document: OpenApiDocument;
    private readonly ajv: Ajv2020;
    private readonly checks = new Map<string, ValidateFunction | undefined>();

    constructor(document: OpenApiDocument) {
        this.document = document;
        this.ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, discriminator: false });
        (addFormats as unknown as (ajv: Ajv2020) => void)(this.ajv);
        this.ajv.addSchema({ $id: "document", components: document.components });
    }

    /**
     * What is wrong with a reply.
     *
     * @returns nothing where the document has no schema for it
     */
    problems(method: string, path: string, status: number, body: unknown): RouteDifference[] | undefined {
        const check = this.checkOf(method, path, status);
        if (check === undefined) return undefined;
        if (check(body)) return [];
        return (check.errors ?? [])
            .filter(({ keyword }) => keyword !== "oneOf" && keyword !== "anyOf")
            .map(({ instancePath, message = "", params }) => ({
                route: `${method} ${path}`,
                kind: "reply",
                path: `${status} ${instancePath.replaceAll(/\/\d+/g, "[]").replaceAll("/", ".").replace(/^\./, "")}`,
                published: `${message}${"additionalProperty" in params ? `: ${params["additionalProperty"]}` : ""}`,
                ours: "sent",
            }));
    }

    private checkOf(method: string, path: string, status: number): ValidateFunction | undefined {
        const name = `${method} ${path} ${status}`;
        if (!this.checks.has(name)) this.checks.set(name, this.compiled(method, path, status));
        return this.checks.get(name);
    }

    private compiled(method: string, path: string, status: number): ValidateFunction | undefined {
        const operation = operationOf(this.document, method, path);
        const schema = operation === undefined ? undefined : replySchema(this.document, operation, status);
        return schema === undefined ? undefined : this.ajv.compile(withAbsoluteRefs(schema));
    }
}

/** References point into the document that was added as `document`. */
function withAbsoluteRefs(schema: object): object {
    return JSON.parse(JSON.stringify(schema).replaceAll('"$ref":"#/', '"$ref":"document#/')) as object;
}
