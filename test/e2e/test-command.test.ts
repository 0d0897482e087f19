import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { engineScript, type PrivateMachine, privateMachine } from "../engine/private-machine.ts";

let machine: PrivateMachine;
beforeEach(() => {
    machine = privateMachine();
    machine.command("pulumi", engineScript("3.260.0"));
    file("vitest.config.mjs", "export default { test: { globals: true } };");
    file("good.test.ts", 'it("passes", () => expect(1).toBe(1)); it("passes too", () => {});');
});
afterEach(() => machine.remove());

const file = (name: string, text: string) => writeFileSync(join(machine.folder, name), text);

/** `npm test -- …` on a folder with tests of its own. */
function command(...args: string[]): { code: number | null; lines: string[] } {
    const { status, stdout } = spawnSync(process.execPath, ["cli/test.ts", "--root", machine.folder, ...args], {
        env: { ...machine.environment, MICROSOFT_CONNECTION_CACHE: machine.cacheFolder, NO_COLOR: "1" },
        encoding: "utf8",
    });
    return { code: status, lines: stdout.trimEnd().split("\n") };
}

it("names the engine first, and ends with one plain line", () => {
    const { code, lines } = command();

    expect(code).toBe(0);
    expect(lines[0]).toBe("Engine 3.260.0: it is on PATH and not older than 3.259.0");
    expect(lines.at(-1)).toBe("2 passed, 0 failed");
});

it("counts failed and skipped tests, and what breaks outside of them, and fails", () => {
    file("bad.test.ts", 'it("fails", () => expect(1).toBe(2)); it.skip("is left out", () => {});');
    file("broken.test.ts", 'throw new Error("cannot be loaded");');
    const { code, lines } = command();

    expect(code).toBe(1);
    expect(lines.at(-1)).toBe("2 passed, 2 failed, 1 skipped");
});

it("passes filters and options on", () => {
    file("bad.test.ts", 'it("fails", () => expect(1).toBe(2));');

    expect(command("good", "-t", "too").lines.at(-1)).toBe("1 passed, 0 failed, 1 skipped");
});

it("fails where no test is found", () => {
    const { code, lines } = command("no-such-file");

    expect(code).toBe(1);
    expect(lines.at(-1)).toBe("0 passed, 0 failed");
});
