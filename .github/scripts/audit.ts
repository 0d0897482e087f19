import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { auditFindings, auditSchema, exceptionsSchema } from "./audit-findings.ts";
import { script } from "./runner.ts";

const exceptionsFile = new URL("../audit-exceptions.json", import.meta.url);

if (import.meta.main) await script(async () => audit());

/** Asks the registry for known weaknesses of what the lockfile pins. Fails for each that is not argued away, and where there is no answer. */
export function audit(npm = "npm", today = new Date().toISOString().slice(0, 10)): void {
    const { error, stderr, stdout } = spawnSync(npm, ["audit", "--json"], { encoding: "utf8" });
    if (error !== undefined) throw error;
    const { data } = auditSchema.safeParse(parsed(stdout));
    if (data === undefined) throw new Error(`npm audit gave no report: ${(stdout || stderr).slice(0, 500)}`);
    const exceptions = exceptionsSchema.parse(JSON.parse(readFileSync(exceptionsFile, "utf8")));
    const findings = auditFindings(data, exceptions, today);
    if (findings.length > 0) {
        throw new Error(
            `${findings.join("\n")}\nMend it with an update, or argue in .github/audit-exceptions.json why it does not concern this project, and until when.`,
        );
    }
    console.log(`No known weakness${exceptions.length === 0 ? "" : ` but ${exceptions.length} that are argued away`}.`);
}

function parsed(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
