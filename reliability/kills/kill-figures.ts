import { firstFew } from "../first-few.ts";
import type { Figures } from "../part.ts";
import { type KillResult, keyOf } from "./kill-case.ts";
import type { KillRun } from "./run-kills.ts";
import { tree } from "./tree.ts";

/**
 * What a kill run comes to: in all, and by stack, operation and signal.
 *
 * @param code names what is tried today
 */
export function killFigures({ broken, results }: KillRun, code = tree()): Figures {
    const struck = results.filter(({ struck }) => struck !== undefined);
    const count = (is: (result: KillResult) => boolean) => struck.filter(is).length;
    const recovered = struck.filter(({ differences }) => differences.length === 0);
    const groups = Map.groupBy(struck, ({ operation, signal, stack }) => `${stack} ${operation} ${signal}`);
    return {
        counts: {
            killed: struck.length,
            recovered: recovered.length,
            "recovered by running it again": recovered.filter(({ commands }) => commands === 0).length,
            "recovered by npm run repair and running it again": recovered.filter(({ commands }) => commands > 0).length,
            "ended before that request": results.length - struck.length,
            "wrecks put in order": count(({ recovery }) => recovery === "run"),
            "wrecks equal to one of those": count(({ recovery }) => recovery !== "run"),
            "ends proven": count(({ proof }) => proof === "run"),
            "ends equal to a proven one": count(({ proof }) => proof === "equal to a proven one"),
            "with other code": count(({ tree: tried }) => tried !== code),
            ...Object.fromEntries([...groups].sort().map(([name, group]) => [`${name}: killed`, group.length])),
        },
        failures: [
            ...broken,
            ...results
                .filter(({ differences }) => differences.length > 0)
                .map((result) => `${keyOf(result)} (${result.struck}): ${firstFew(result.differences)}`),
        ],
    };
}
