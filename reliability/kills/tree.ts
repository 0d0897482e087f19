import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Names the code that a kill run tries: another where any of its files differs. */
export function tree(): string {
    const repository = fileURLToPath(new URL("../..", import.meta.url));
    const hash = createHash("sha256");
    for (const folder of tried) {
        const files = readdirSync(`${repository}${folder}`, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && !entry.parentPath.includes("/node_modules"))
            .map((entry) => `${entry.parentPath}/${entry.name}`)
            .sort();
        for (const file of files) hash.update(`${file.slice(repository.length)}\n`).update(readFileSync(file));
    }
    return hash.digest("hex").slice(0, 16);
}

const tried = ["catalogue", "cli/adopt", "cli/repair", "engine", "infra", "operate", "sandbox", "stacks"];
