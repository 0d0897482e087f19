import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { coverageTable, notCovered, tokenOf } from "../../contract/covered/coverage-table.ts";
import { coverageText, withCoverage } from "../../contract/covered/coverage-text.ts";
import type { Recorded } from "../../contract/covered/covered-aspects.ts";
import { metDifferences } from "../../contract/covered/met-differences.ts";
import { neverHappens } from "../../contract/covered/never-happens.ts";
import { recordedScenarios } from "../../contract/covered/recorded-scenarios.ts";
import type { Call } from "../../contract/transcript.ts";

const page = readFileSync(new URL("../../docs/fidelity.md", import.meta.url), "utf8");
const recorded = recordedScenarios();

describe("the recordings", () => {
    it("cover every type of resource and every look-up that a stack uses, in every respect", () => {
        expect(notCovered(recorded)).toEqual([]);
    });

    it("show nothing that is said never to happen", () => {
        const table = coverageTable(recorded);
        for (const [name, aspects] of Object.entries(neverHappens)) {
            for (const aspect of Object.keys(aspects ?? {})) {
                expect([name, aspect, table.get(name as never)?.get(aspect as never)]).toEqual([
                    name,
                    aspect,
                    { never: expect.any(String) },
                ]);
            }
        }
    });

    it("are told of in docs/fidelity.md as they are: npm run schema writes it", async () => {
        expect(page).toBe(withCoverage(page, coverageText(recorded, await metDifferences(recorded))));
    });
});

describe("a call of the engine", () => {
    const token = tokenOf("auth0.Client");
    const call = (method: string, rest: Partial<Call> = {}): Call => ({
        step: 0,
        provider: "auth0",
        method,
        ...rest,
        request: { type: token, ...rest.request },
    });

    it.each<readonly [aspect: string, call: Call, what: string]>([
        ["create", call("Create", { response: {} }), "one"],
        ["delete", call("Delete", { response: {} }), "one"],
        ["no change", call("Diff", { response: { changes: "DIFF_NONE" } }), "one"],
        ["update", call("Diff", { response: { changes: "DIFF_SOME", diffs: ["name"] } }), "name"],
        ["replace", call("Diff", { response: { changes: "DIFF_SOME", diffs: ["name"], replaces: ["name"] } }), "name"],
        ["import", call("Read", { request: { id: "1" }, response: {} }), "one"],
        ["refresh", call("Read", { request: { properties: { a: 1 } }, response: { properties: { a: 1 } } }), "one"],
        ["refresh", call("Read", { step: 1, request: { properties: {} }, response: { properties: {} } }), "one"],
        [
            "foreign change",
            call("Read", { step: 1, request: { properties: { a: 1 } }, response: { properties: { a: 2 } } }),
            "refresh: others change it",
        ],
        [
            "foreign change",
            call("Read", { step: 1, request: { properties: {} }, response: {} }),
            "refresh: others change it",
        ],
        ["errors", call("Update", { error: { message: "no" } }), "Update: no"],
        ["errors", call("Check", { response: { failures: [{ property: "a" }] } }), 'Check: {"property":"a"}'],
    ])("shows %s", (aspect, one, what) => {
        const shown = [...(coverageTable([{ ...ofCalls([one]) }]).get("auth0.Client") ?? [])].filter(
            ([, cell]) => "shown" in cell && cell.shown.length > 0,
        );
        expect(shown).toEqual([[aspect, { shown: [what] }]]);
    });

    it.each([
        ["in a preview", call("Create", { request: { preview: true }, response: {} })],
        ["that compares in a refresh", call("Diff", { step: 1, response: { changes: "DIFF_SOME", diffs: ["name"] } })],
        ["that checks and finds nothing", call("Check", { response: {} })],
    ])("shows nothing %s", (_, one) => {
        const table = coverageTable([ofCalls([one])]).get("auth0.Client");
        expect([...(table ?? [])].flatMap(([, cell]) => ("shown" in cell ? cell.shown : []))).toEqual([]);
    });
});

function ofCalls(calls: readonly Call[]): Recorded {
    const steps = [
        { title: "it is made" },
        { title: "others change it", operation: "refresh", before: () => undefined },
    ] as const;
    const version = { plugin: "1", upstream: "2" };
    return {
        scenario: { name: "one", title: "one", steps },
        transcript: {
            scenario: "one",
            title: "one",
            steps: steps.map((step) => `${"operation" in step ? step.operation : "up"}: ${step.title}`),
            time: "",
            versions: { engine: "3", auth0: version, azuread: version },
            calls,
        },
    };
}
