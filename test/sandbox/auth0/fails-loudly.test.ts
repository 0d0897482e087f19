import { afterAll, beforeAll, expect, it } from "vitest";
import type { Shape } from "../../../sandbox/auth0/body-shape.ts";
import { routes } from "../../../sandbox/auth0/routes.ts";
import { type Auth0, startAuth0 } from "./auth0-fixture.ts";

let auth0: Auth0;
beforeAll(async () => {
    auth0 = await startAuth0();
});
afterAll(() => auth0.close());

const all = routes.map((route) => ({ ...route, name: `${route.method} ${route.path}` }));
const taking = all.flatMap(({ body, ...route }) => (body === undefined ? [] : [{ ...route, shape: body.shape }]));
const ask = (method: string, path: string, body?: unknown) =>
    auth0.call(method, path.replace("/api/v2", "").replaceAll(/\{\w+\}/g, "any"), body);

it.each(all)("$name refuses a query parameter that nobody knows", async ({ method, path, body }) => {
    const { status, body: refusal } = await ask(method, `${path}?nobody_knows=1`, body && {});
    expect([status, refusal.message, refusal.errorCode]).toEqual([
        400,
        "Query validation error: 'Additional properties not allowed: nobody_knows'.",
        "invalid_query_string",
    ]);
});

it.each(taking)("$name refuses a key that nobody knows", async ({ method, path, shape }) => {
    const given = { ...withRequired(shape), nobody_knows: 1 };
    const isList = typeof shape === "object" && shape.kind === "listOf";
    const { status, body: refusal } = await ask(method, path, isList ? [given] : given);
    expect([status, refusal.errorCode]).toEqual([400, "invalid_body"]);
    expect(refusal.message).toMatch(/Additional properties not allowed: nobody_knows|No enum match/);
});

it.each(taking)("$name refuses a body of another kind", async ({ method, path }) => {
    const { status, body: refusal } = await ask(method, path, "text");
    expect([status, refusal.errorCode]).toEqual([400, "invalid_body"]);
    expect(refusal.message).toMatch(
        /^Payload validation error: 'Expected type (object|array) but found type string'\.$/,
    );
});

it.each(["GET /jobs/1", "PUT /clients/1", "POST /users", "GET /connections/1/keys"])(
    "says of %s that it is not served",
    async (route) => {
        const [method = "", path = ""] = route.split(" ");
        const { status, body } = await ask(method, path, method === "GET" ? undefined : {});
        expect([status, body.message]).toEqual([501, `the sandbox does not serve ${method} /api/v2${path}`]);
    },
);

/** An object with the keys that a shape asks for: they are looked at before the unknown ones. */
function withRequired(shape: Shape): object {
    const inner = typeof shape === "object" && shape.kind === "listOf" ? shape.item : shape;
    if (typeof inner !== "object" || inner.kind !== "object") return {};
    return Object.fromEntries(inner.required.map((key) => [key, "x"]));
}
