import { fingerprintText } from "../fingerprint.ts";
import type { Report, StackReport } from "../report.ts";

/** The command that checks, before a deployment, that what would happen is still what was reviewed. */
export function checkCommand(stack: StackReport, world: Report["world"]): string | undefined {
    if (stack.fingerprint === undefined) return undefined;
    return [
        `npm run review -- --stack ${shellWord(stack.stack)}`,
        ...(world === "real" ? ["--real"] : []),
        ...(stack.base === undefined ? [] : [`--base ${shellWord(stack.base)}`]),
        ...(stack.operation === "destroy" ? ["--destroy"] : []),
        `--check ${shellWord(fingerprintText(stack.fingerprint))}`,
    ].join(" ");
}

/** A word that a shell takes as it is, whatever is in it. */
function shellWord(word: string): string {
    return /^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
