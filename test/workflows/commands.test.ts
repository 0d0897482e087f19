import { existsSync, readFileSync } from "node:fs";
import type { ArgsDef } from "citty";
import { describe, expect, it } from "vitest";
import { steps } from "./workflow-files.ts";

const root = new URL("../../", import.meta.url);
const { scripts } = JSON.parse(readFileSync(new URL("package.json", root), "utf8"));

/** Commands of the project in the workflows' steps: the script's name and the options after `--`. */
const used = steps.flatMap(({ step, where }) =>
    [...(step.run ?? "").matchAll(/npm (?:run (?:--silent )?([\w-]+)|(test))(?: -- (.*))?$/g)].map(
        ([line, script, test, options = ""]) => ({
            where,
            line,
            script: script ?? test ?? "",
            options: [...options.matchAll(/--([\w-]+)/g)].map(([, option]) => option ?? ""),
        }),
    ),
);

/** The table of a command's arguments, where it has one. */
async function argumentsOf(script: string): Promise<ArgsDef> {
    const module =
        script === "reliability"
            ? await import("../../reliability/arguments.ts")
            : await import(`../../cli/${script}/arguments.ts`);
    return module[`${script}Arguments`];
}

describe("the commands in the workflows", () => {
    it("are these", () => {
        expect([...new Set(used.map(({ script }) => script))].sort()).toEqual([
            "drift",
            "lint",
            "prove",
            "reliability",
            "review",
            "rotate",
            "test",
            "typecheck",
        ]);
    });

    it.each(used)("exist: $line", async ({ options, script }) => {
        expect(Object.keys(scripts)).toContain(script);
        if (options.length === 0) return;

        const known = Object.keys(await argumentsOf(script));
        expect(options.filter((option) => !known.includes(option))).toEqual([]);
    });

    it("run scripts that are there", () => {
        const paths = steps.flatMap(({ step }) =>
            [...(step.run ?? "").matchAll(/\.github\/scripts\/[\w-]+\.ts/g)].map(([path]) => path),
        );

        expect(paths.length).toBeGreaterThan(8);
        expect(paths.filter((path) => !existsSync(new URL(path, root)))).toEqual([]);
    });
});
