import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedResources } from "../../../operate/drift/changed-resources.ts";
import { shownValue } from "../../../operate/drift/shown-value.ts";
import {
    type PropertyChange,
    type PropertyValue,
    type ResourceChange,
    secretMark,
} from "../../../review/stack-change.ts";
import { resource } from "./state.ts";

const client = resource("auth0:index/client:Client", "portal", { id: "portal" });
const changeOf = (properties: readonly PropertyChange[], more: Partial<ResourceChange> = {}): ResourceChange => ({
    urn: client.urn,
    type: client.type,
    name: client.name,
    operation: "refresh",
    reasons: [],
    properties,
    hidden: 2,
    before: client,
    after: client,
    ...more,
});
const property = (
    path: string,
    kind: PropertyChange["kind"],
    values: Partial<PropertyChange> = {},
): PropertyChange => ({
    path,
    kind,
    replaces: false,
    ...values,
});

describe("what the state knows and is otherwise now", () => {
    it("is told by nested names, with values that never hold a secret; what is none is counted", () => {
        const { changed, hidden } = changedResources(
            "dev",
            [
                changeOf([
                    property("name", "update", { before: "Portal", after: "By hand" }),
                    property("refreshToken.policies[1].scopes", "add", { after: ["a", "b"] }),
                    property("clientMetadata.token", "add", { after: "could be a secret" }),
                    property("signingKeys", "update", { before: secretMark, after: secretMark }),
                ]),
            ],
            [],
        );

        expect(hidden).toBe(2);
        expect(changed.map(({ differences, what }) => [what, differences])).toEqual([
            [
                "changed",
                [
                    { path: "name", kind: "update", before: "Portal", after: "By hand" },
                    { path: "refreshToken.policies[1].scopes", kind: "add", after: "a, b" },
                    { path: "clientMetadata.token", kind: "add" },
                    { path: "signingKeys", kind: "update" },
                ],
            ],
        ]);
    });

    it("is gone, where the service no longer has it", () => {
        const { after: _gone, ...change } = changeOf([]);

        expect(changedResources("dev", [change], []).changed).toMatchObject([
            { name: "portal", what: "gone", differences: [] },
        ]);
    });

    it("leaves out additions that a finding tells of, and nothing else", () => {
        const found = {
            text: [],
            evidence: [],
            mend: [],
            tells: { urn: client.urn, path: "refreshToken.policies" },
        };
        const added = property("refreshToken.policies[1]", "add");
        const removed = property("refreshToken.policies[0]", "delete");
        const paths = (properties: readonly PropertyChange[], urn = client.urn) =>
            changedResources("dev", [changeOf(properties, { urn })], [found]).changed.flatMap(({ differences }) =>
                differences.map(({ path }) => path),
            );

        expect(paths([added])).toEqual([]);
        expect(paths([added, removed])).toEqual(["refreshToken.policies[0]"]);
        expect(paths([added], "another")).toEqual(["refreshToken.policies[1]"]);
    });

    it("is no change that a program makes", () => {
        expect(changedResources("dev", [changeOf([property("name", "update")], { operation: "update" })], [])).toEqual({
            changed: [],
            hidden: 0,
        });
    });
});

describe("a property's value", () => {
    it("is not shown of any property that is not listed", () => {
        const value = fc.oneof(
            fc.string(),
            fc.integer(),
            fc.constant<PropertyValue>(secretMark),
            fc.array(fc.string()),
        );
        const names = ["clientSecret", "value", "options", "configuration", "token", "pem", "upstreamParams", "notes"];
        fc.assert(
            fc.property(
                fc.constantFrom(...names),
                value,
                (name, one) => shownValue(`options.${name}`, one) === undefined,
            ),
            { interruptAfterTimeLimit: 3000 },
        );
    });

    it("is never a secret's, whatever the property", () => {
        expect(shownValue("name", secretMark)).toBeUndefined();
        expect(shownValue("callbacks", ["https://a.example", secretMark])).toBeUndefined();
    });

    it("is cut where it is long", () => {
        expect(shownValue("name", "x".repeat(300))).toBe(`${"x".repeat(200)} …`);
    });
});
