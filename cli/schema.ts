import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { reportJsonSchema } from "../review/report-json-schema.ts";
import { settingsReference } from "../stacks/settings/settings-reference.ts";
import { stackFileSchema } from "../stacks/settings/stack-file-schema.ts";

const schema = stackFileSchema();

for (const [name, text] of [
    ["stacks/stack-file.schema.json", `${JSON.stringify(schema, null, 2)}\n`],
    ["docs/settings.md", settingsReference(schema)],
    ["review/report.schema.json", `${JSON.stringify(reportJsonSchema(), null, 2)}\n`],
] as const) {
    writeFileSync(fileURLToPath(new URL(`../${name}`, import.meta.url)), text);
    console.log(`Wrote ${name}.`);
}
