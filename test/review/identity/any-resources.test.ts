import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findings } from "../../../review/identity/findings.ts";
import { types } from "../../../review/identity/types.ts";
import {
    type Properties,
    type PropertyValue,
    type Resource,
    secretMark,
    unknownMark,
} from "../../../review/stack-change.ts";
import { audience, changing, having, resource, said, stack } from "./stack.ts";

describe("any resources", () => {
    const value: fc.Arbitrary<PropertyValue> = fc.letrec<{ value: PropertyValue }>((tie) => ({
        value: fc.oneof(
            { depthSize: "small" },
            fc.string(),
            fc.constantFrom(null, true, 3, unknownMark, secretMark, "waad", "id-of-microsoft", "__proto__", audience),
            fc.array(tie("value")),
            fc.dictionary(fc.constantFrom("active", "scopes", "clientId", "resourceAccesses", "id"), tie("value")),
        ),
    })).value;
    const edits = fc.array(
        fc.tuple(fc.nat(), fc.constantFrom(...stack.flatMap(({ outputs }) => Object.keys(outputs))), value),
    );
    const some = edits.map((list) =>
        list.reduce<readonly Resource[]>(
            (resources, [index, name, property]) =>
                resources.map((one, position): Resource => {
                    const outputs: Properties = { ...one.outputs, [name]: property };
                    return position === index % resources.length ? { ...one, outputs } : one;
                }),
            stack,
        ),
    );

    it("never make it fail, and never make it find something in nothing", () => {
        fc.assert(
            fc.property(some, some, (before, after) => {
                expect(() => findings(changing(before, after))).not.toThrow();
                expect(findings(changing(before, before))).toEqual([]);
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });

    it("say each value of theirs apart from our words", () => {
        const name = "`x` @everyone </details>";
        const hostile = having(types.client, "portal", { name }, having(types.connection, "microsoft", { name }));
        for (const { text } of findings(changing([], hostile))) {
            expect(text.filter((part) => typeof part === "string" && part.includes("@"))).toEqual([]);
        }
    });

    it("may be split over several", () => {
        const split = [
            ...having(types.application, "login", { requiredResourceAccesses: [], web: {} }).map((one) =>
                one.type === types.application ? { ...one, type: types.applicationRegistration } : one,
            ),
            resource(types.apiAccess, "graph", {
                applicationId: "/applications/entra-object",
                apiClientId: "00000003-0000-0000-c000-000000000000",
                scopeIds: ["e1fe6dd8-ba31-4d61-89e7-88639da4683d"],
            }),
        ];
        expect(said(changing([], split))[1]).toContain("The app registration lists <Calendars.Read> and <User.Read>.");
    });
});
