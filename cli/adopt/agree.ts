import { createInterface } from "node:readline/promises";

/** Asks a person at the terminal; without one nobody agrees. */
export async function agrees(question: string): Promise<boolean> {
    if (!process.stdin.isTTY) return false;
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
        const answer = await lines.question(`${question} [y/N] `);
        return /^y(es)?$/i.test(answer.trim());
    } finally {
        lines.close();
    }
}
