import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { stackFileSchema } from "../stacks/settings/stack-file-schema.ts";

const file = fileURLToPath(new URL("../stacks/stack-file.schema.json", import.meta.url));

writeFileSync(file, `${JSON.stringify(stackFileSchema(), null, 2)}\n`);
console.log(`Wrote ${file}.`);
