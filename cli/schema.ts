import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { coverageText } from "../contract/covered/coverage-text.ts";
import { metDifferences } from "../contract/covered/met-differences.ts";
import { recordedScenarios } from "../contract/covered/recorded-scenarios.ts";
import { withSection } from "../contract/page-section.ts";
import { reportJsonSchema } from "../review/report-json-schema.ts";
import { settingsReference } from "../stacks/settings/settings-reference.ts";
import { stackFileSchema } from "../stacks/settings/stack-file-schema.ts";

const schema = stackFileSchema();
const recorded = recordedScenarios();
const fidelity = readFileSync(fileURLToPath(new URL("../docs/fidelity.md", import.meta.url)), "utf8");

for (const [name, text] of [
    ["stacks/stack-file.schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    ["docs/settings.md", settingsReference(schema)],
    ["docs/fidelity.md", withSection(fidelity, "coverage", coverageText(recorded, await metDifferences(recorded)))],
    ["review/report.schema.json", `${JSON.stringify(reportJsonSchema(), null, 2)}\n`],
] as const) {
    writeFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), text);
    console.log(`Wrote ${name}.`);
}
