import { readFileSync, writeFileSync } from "node:fs";
import { parseDocument } from "yaml";
import type { Rehearsal } from "../../sandbox/rehearsal.ts";
import { environmentFile } from "./environment-file.ts";

/** Lays out what a person's own programs need to work against the sandbox, and says where it is. */
export function serve(folder: string, projectFolder: string, rehearsal: Rehearsal, say: (line: string) => void): void {
    const environment = `${folder}/env`;
    writeFileSync(environment, environmentFile(rehearsal.environment), { mode: 0o600 });

    // With it the vendor's language host runs the programs of the project, while the settings are those of the copies.
    const project = `${rehearsal.workFolder}/Pulumi.yaml`;
    const document = parseDocument(readFileSync(project, "utf8"));
    document.set("main", projectFolder);
    writeFileSync(project, String(document));

    say("In another terminal, for curl, an SDK or your own pulumi:");
    say(`  source ${environment}`);
    say(`  cd ${rehearsal.workFolder}`);
    say(`Host names served: ${rehearsal.world.hostNames.join(", ")}`);
}
