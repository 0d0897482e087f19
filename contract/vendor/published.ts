import { z } from "zod";
import { myAccountRoutes } from "../../sandbox/auth0/my-account/my-account-service.ts";
import { routes } from "../../sandbox/auth0/routes.ts";
import type { JsonSchema } from "./json-schema.ts";
import { publishedMeant } from "./meant.ts";
import { type RouteDifference, routeDifferences, type ServedRoute, servedRoute } from "./openapi-comparison.ts";
import { type OpenApiDocument, operationOf } from "./openapi-document.ts";
import { PublishedReplies } from "./published-replies.ts";
import type { Outcome } from "./replay.ts";

/** What came of the comparison with one document. */
export interface PublishedTally {
    readonly document: string;
    readonly routes: number;

    /** Routes whose scopes, parameters and bodies are the published ones. */
    readonly equal: number;

    /** Routes of which a row of the table explains each difference. */
    readonly onPurpose: number;

    /**
     * Replies of ours that were checked against the published schemas, and the valid ones; `asRecorded` are invalid, but equal to
     * what real Auth0 answered, so that it is the document that is not right.
     */
    readonly replies: { readonly checked: number; readonly valid: number; readonly asRecorded: number };
    readonly meant: Readonly<Record<string, number>>;
    readonly failures: readonly string[];
}

/** The Management API: every route of ours, and every reply that a replay made. */
export function managementPublished(document: OpenApiDocument, outcomes: readonly Outcome[]): PublishedTally {
    const served = routes.map((route) => servedRoute(route, "/api/v2"));
    return tally("management", document, served, replyDifferences(document, outcomes));
}

/** The My Account API: every route of ours. */
export function myAccountPublished(document: OpenApiDocument): PublishedTally {
    const served = myAccountRoutes.map(
        ({ method, path, scope, query, body }): ServedRoute => ({
            method,
            path: path.replaceAll(/:(\w+)/g, "{$1}"),
            scopes: [scope],
            query,
            body: body === undefined ? undefined : zodSchema(body),
        }),
    );
    return tally("my account", document, served, { checked: 0, valid: 0, asRecorded: 0, differences: [] });
}

/** The Authentication API: whether the document has each route that the sandbox serves to apps and browsers. */
export function authenticationPublished(document: OpenApiDocument): PublishedTally {
    const missing = authenticationRoutes.filter(
        ([method = "", path = ""]) => operationOf(document, method, path) === undefined,
    );
    const failures = missing.map((route) => `${route.join(" ")}: the document has no such route`);
    const equal = authenticationRoutes.length - missing.length;
    const replies = { checked: 0, valid: 0, asRecorded: 0 };
    return {
        document: "authentication",
        routes: authenticationRoutes.length,
        equal,
        onPurpose: 0,
        replies,
        meant: {},
        failures,
    };
}

const authenticationRoutes = [
    ["GET", "/authorize"],
    ["POST", "/oauth/token"],
    ["POST", "/oauth/revoke"],
    ["GET", "/userinfo"],
    ["GET", "/v2/logout"],
    ["GET", "/oidc/logout"],
];

interface Replies {
    readonly checked: number;
    readonly valid: number;
    readonly asRecorded: number;
    readonly differences: readonly RouteDifference[];
}

/** Replies about things that the recording brought along are Auth0's own, so they are left out. */
function replyDifferences(document: OpenApiDocument, outcomes: readonly Outcome[]): Replies {
    const published = new PublishedReplies(document);
    const found = outcomes.flatMap(({ route, reply, result }) => {
        const isOwn = reply !== undefined && reply.status < 300 && reply.body !== undefined;
        if (!isOwn || (result.kind === "equal" && result.onSeeded)) return [];
        const [method = "", path = ""] = route.split(" ");
        const problems = published.problems(method, path.slice("/api/v2".length), reply.status, reply.body);
        return problems === undefined ? [] : [{ problems, isRecorded: result.kind === "equal" }];
    });
    const invalid = found.filter(({ problems }) => problems.length > 0);
    return {
        checked: found.length,
        valid: found.length - invalid.length,
        asRecorded: invalid.filter(({ isRecorded }) => isRecorded).length,
        differences: invalid.flatMap(({ problems, isRecorded }) => (isRecorded ? [] : problems)),
    };
}

function tally(
    name: string,
    document: OpenApiDocument,
    served: readonly ServedRoute[],
    replies: Replies,
): PublishedTally {
    const byRoute = served.map((route) => routeDifferences(document, route));
    const all = [...byRoute.flat(), ...replies.differences];
    const meant: Record<string, number> = {};
    const failures = new Set<string>();
    for (const difference of all) {
        const row = publishedMeant(difference);
        const { route, kind, path, published, ours } = difference;
        if (row === undefined) failures.add(`${route}: ${kind} ${path}: published ${published}, ours ${ours}`);
        else meant[row.reason] = (meant[row.reason] ?? 0) + 1;
    }
    const isMeant = (one: RouteDifference) => publishedMeant(one) !== undefined;
    return {
        document: name,
        routes: served.length,
        equal: byRoute.filter((differences) => differences.length === 0).length,
        onPurpose: byRoute.filter((differences) => differences.length > 0 && differences.every(isMeant)).length,
        replies: { checked: replies.checked, valid: replies.valid, asRecorded: replies.asRecorded },
        meant,
        failures: [...failures],
    };
}

function zodSchema(shape: z.ZodType): JsonSchema {
    return z.toJSONSchema(shape, { unrepresentable: "any" }) as JsonSchema;
}
