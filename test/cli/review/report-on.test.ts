import { describe, expect, it } from "vitest";
import { noPreview } from "../../../cli/review/record-preview.ts";
import { reportOn } from "../../../cli/review/report-on.ts";

const stack = { stack: "dev", project: "project", operation: "update", settings: {}, isKept: true } as const;

/** A preview of an empty stack in which nothing happens, about which the engine had something to say. */
const recorded = {
    state: JSON.stringify({ version: 3, deployment: {} }),
    events: [
        { diagnosticEvent: { message: "provider azuread is old\n", severity: "warning" } },
        { summaryEvent: { result: "succeeded" } },
    ]
        .map((event) => JSON.stringify(event))
        .join("\n"),
    plan: undefined,
    result: { succeeded: true, errors: [] },
    notes: ["It starts from a sandbox: as a new stack, on nothing."],
};

describe("the report on a recorded preview", () => {
    it("tells what the preview starts from in notes, and what the engine warns of in warnings", () => {
        const { fingerprint, notes, outcome, warnings } = reportOn(stack, recorded);

        expect({ notes, outcome, warnings }).toEqual({
            notes: recorded.notes,
            outcome: "foreseen",
            warnings: ["provider azuread is old"],
        });
        expect(fingerprint).toBeDefined();
    });

    it("names the commit that it starts from, for the command that checks", () => {
        expect(reportOn(stack, { ...recorded, base: "0f3a91c2d4e5" }).base).toBe("0f3a91c2d4e5");
        expect(reportOn(stack, recorded)).not.toHaveProperty("base");
    });

    it("is bound without what a sandbox makes up, where that ends with the review", () => {
        const ofId = (id: string) => {
            const urn = "urn:pulumi:dev::project::auth0:index/client:Client::portal";
            const resources = [{ urn, type: "auth0:index/client:Client", id, outputs: { clientId: id } }];
            return { ...recorded, state: JSON.stringify({ version: 3, deployment: { resources } }) };
        };
        const [one, other] = ["0123456789abcdef0123456789abcdef", "fedcba9876543210fedcba9876543210"].map(ofId);
        const prints = (isKept: boolean) =>
            [one, other].map((each) => each && reportOn({ ...stack, isKept }, each).fingerprint?.state);

        expect(new Set(prints(false)).size).toBe(1);
        expect(new Set(prints(true)).size).toBe(2);
    });

    it("is one of a failure where the engine ended badly and nobody refused it: without a fingerprint", () => {
        const report = reportOn(stack, { ...recorded, result: { succeeded: false, errors: ["it broke"] } });

        expect(report).toMatchObject({ outcome: "failed", errors: ["it broke"], notes: recorded.notes });
        expect(report).not.toHaveProperty("fingerprint");
    });

    it("says why there was no preview at all", () => {
        const report = reportOn(stack, noPreview(["the file cannot be read"], []));

        expect(report).toMatchObject({ outcome: "failed", errors: ["the file cannot be read"], unreadable: [] });
        expect(report).not.toHaveProperty("fingerprint");
    });
});
