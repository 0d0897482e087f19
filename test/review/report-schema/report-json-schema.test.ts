import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { reportSchema } from "../../../review/report.ts";
import { reportJsonSchema } from "../../../review/report-json-schema.ts";
import { richReport } from "../markdown/rich-report.ts";

const text = readFileSync(new URL("../../../review/report.schema.json", import.meta.url), "utf8");
const committed = z.fromJSONSchema(JSON.parse(text));

describe("the JSON Schema of reports", () => {
    it("is the one that npm run schema writes", () => {
        expect(text).toBe(`${JSON.stringify(reportJsonSchema(), null, 2)}\n`);
    });

    it("accepts a report that the code's own schema accepts", () => {
        const data = JSON.parse(JSON.stringify(richReport));

        expect(reportSchema.parse(data)).toEqual(data);
        expect(committed.parse(data)).toEqual(data);
    });

    it.each<[string, (report: Json) => void]>([
        ["version", (report) => (report.version = 2)],
        ["stacks.0", (report) => (report.stacks[0].verdict = "fine")],
        ["stacks.1.outcome", (report) => (report.stacks[1].outcome = "unknown")],
        ["stacks.1.changes.0.risk", (report) => delete report.stacks[1].changes[0].risk],
        ["stacks.1.findings.0.text.0", (report) => (report.stacks[1].findings[0].text = [{ secret: "value" }])],
    ])("refuses a report with a wrong %s", (path, change) => {
        const data = JSON.parse(JSON.stringify(richReport));
        change(data);

        expect(committed.safeParse(data).error?.issues.map((issue) => issue.path.join("."))).toEqual([path]);
    });
});

// biome-ignore lint/suspicious/noExplicitAny: tests set what no type allows
type Json = any;
