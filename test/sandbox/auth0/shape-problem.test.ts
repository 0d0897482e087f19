import type { Management } from "auth0";
import { describe, expect, it } from "vitest";
import { route } from "../../../sandbox/auth0/api-request.ts";
import { listOf, mapOf, object, oneOf, orNull, type Shape, text } from "../../../sandbox/auth0/body-shape.ts";
import { getConnection } from "../../../sandbox/auth0/connections.ts";
import { shapeProblem } from "../../../sandbox/auth0/shape-problem.ts";

interface Thing {
    name: string;
    tags?: string[];
    inner?: { deep?: boolean };
}
const thing = object<Thing>(
    {
        name: text({ shortest: 1, longest: 3 }),
        tags: listOf("string"),
        inner: object<{ deep: boolean }>({ deep: "boolean" }),
    },
    ["name"],
);

it.each<[unknown, Shape, string | undefined]>([
    [{ name: "a", tags: [], inner: {} }, thing, undefined],
    [{}, thing, "'Missing required property: name'."],
    [{ name: "" }, thing, "'String is too short (0 chars), minimum 1' on property name."],
    [{ name: "abcd" }, thing, "'String is too long (4 chars), maximum 3' on property name."],
    [{ name: 5 }, thing, "'Expected type string but found type integer' on property name."],
    [{ name: "a", b: 1, c: 2 }, thing, "'Additional properties not allowed: b,c'."],
    [{ name: "a", tags: ["x", 1.5] }, thing, "'Expected type string but found type number' on property tags[1]."],
    [
        { name: "a", inner: { deep: "no" } },
        thing,
        "'Expected type boolean but found type string' on property inner.deep.",
    ],
    [{ name: "a", inner: { more: 1 } }, thing, "'Additional properties not allowed: more' on property inner."],
    [null, thing, "'Expected type object but found type null'."],
    ["c", oneOf("a", "b"), "'No enum match for: c'."],
    [{ x: 1 }, oneOf("a"), "'No enum match for: {\"x\":1}'."],
    [null, orNull("string"), undefined],
    [{ a: "x", b: null }, mapOf(orNull("string")), undefined],
    [{ a: 1 }, mapOf("string"), "'Expected type string but found type integer' on property a."],
    [[], listOf("string", { shortest: 1 }), "'Array is too short (0), minimum 1'."],
])("%o is found %s: %s", (value, shape, problem) => {
    expect(shapeProblem(value, shape)).toBe(problem);
});

describe("shapes are held to the vendor's types by the compiler", () => {
    it("a key that the type does not have does not compile, nor one that is left out", () => {
        // @ts-expect-error: `scopes` is the provider's word, Auth0's is `scope`
        object<Management.ClientRefreshTokenPolicy>({ audience: "string", scopes: "string" });
        // @ts-expect-error: `scope` is missing
        object<Management.ClientRefreshTokenPolicy>({ audience: "string" });
        expect(object<Management.ClientRefreshTokenPolicy>({ audience: "string", scope: "string" }).kind).toBe(
            "object",
        );
    });

    it("a handler for a parameter that its path does not have does not compile", () => {
        // @ts-expect-error: the path has no {id}
        route("GET /connections", "read:connections", getConnection);
        expect(route("GET /connections/{id}", "read:connections", getConnection).path).toBe("/api/v2/connections/{id}");
    });
});
