import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { type KillCase, type KillResult, keyOf } from "./kill-case.ts";

/** What kills came to, a line each in a file that outlives the run; of several on the same kill the last counts. */
export class KillLog {
    private readonly file: string;
    private readonly byKey = new Map<string, KillResult>();

    /** @param tree reads only what was found with this code; undefined reads all */
    constructor(file: string, tree: string | undefined) {
        this.file = file;
        const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
        for (const line of lines.filter((text) => text.endsWith("}"))) {
            const result = JSON.parse(line) as KillResult;
            if (tree === undefined || result.tree === tree) this.byKey.set(keyOf(result), result);
        }
    }

    get results(): KillResult[] {
        return [...this.byKey.values()];
    }

    of(kill: KillCase): KillResult | undefined {
        return this.byKey.get(keyOf(kill));
    }

    hasRecovered(kill: KillCase): boolean {
        return this.of(kill)?.differences.length === 0;
    }

    add(result: KillResult): void {
        this.byKey.set(keyOf(result), result);
        appendFileSync(this.file, `${JSON.stringify(result)}\n`);
    }
}
