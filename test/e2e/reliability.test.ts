import { readFileSync } from "node:fs";
import { expect, it, vi } from "vitest";
import { parts } from "../../reliability/parts.ts";
import type { Results } from "../../reliability/results.ts";
import { commandsOfTests } from "./commands.ts";

const { folder, run } = commandsOfTests("reliability");

// A minute or two where nothing else is done.
vi.setConfig({ testTimeout: 900_000 });

it("npm run reliability tries a sample of every part, prints the figures, stores them, and ends well where all of it holds", async () => {
    const results = `${folder()}/results.json`;
    const reliability = run("reliability/reliability.ts", "--folder", `${folder()}/run`, "--results", results);
    const code = await reliability.exited;

    const stored: Results = JSON.parse(readFileSync(results, "utf8"));
    const names = parts.map(({ name }) => name);
    expect(Object.fromEntries(names.map((name) => [name, stored[name]?.["quick"]?.failures]))).toEqual(
        Object.fromEntries(names.map((name) => [name, []])),
    );
    for (const { title } of parts) expect(reliability.out()).toContain(title);
    expect(reliability.out().trimEnd().split("\n").at(-1)).toBe(`All of it holds: ${names.join(", ")}.`);
    expect(code).toBe(0);
});

it("a part that there is not is refused with the names of those that there are", async () => {
    const reliability = run("reliability/reliability.ts", "--only", "kils", "--folder", `${folder()}/run`);

    expect(await reliability.exited).toBe(1);
    expect(reliability.err()).toBe(
        `--only kils names no part. The parts are: ${parts.map(({ name }) => name).join(", ")}.\n`,
    );
});
