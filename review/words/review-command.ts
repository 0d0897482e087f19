import type { StackReport } from "../report.ts";

/** The command that checks, before a deployment, that what would happen is still what was reviewed. */
export function checkCommand({ stack, fingerprint }: StackReport): string | undefined {
    if (fingerprint === undefined) return undefined;
    const { plan, state, settings } = fingerprint;
    return `npm run review -- --stack ${shellWord(stack)} --check ${shellWord(`${plan}.${state}.${settings}`)}`;
}

/** A word that a shell takes as it is, whatever is in it. */
function shellWord(word: string): string {
    return /^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
