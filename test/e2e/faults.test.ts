import { expect, it } from "vitest";
import { commandsOfTests } from "./commands.ts";

const commands = commandsOfTests("faults");

it("a normal day passes by itself, the stack is proven, and the summary says what struck and how to see it again", async () => {
    const run = commands.run("cli/sandbox.ts", "--providers", "stand-in", "--faults", "a-normal-day", "--seed", "7");
    await run.says("Up until Ctrl-C.");
    run.child.kill("SIGINT");
    await run.exited;
    const printed = run.printed();

    expect(printed).toContain('Faults of "a normal day", seed 7: ');
    expect(printed).toMatch(/ {2}fault 1: (Auth0|Microsoft) (GET|POST|PATCH) \S+: /);
    expect(printed).toMatch(
        /\nFaults that struck; the deployment succeeded by itself:\n( {2}\d+ × (Auth0|Microsoft) \w+ \S+: .+\n)+ {2}The same again: {2}npm run sandbox -- --stack dev --faults "a normal day" --seed 7\n/,
    );
    expect(printed).toMatch(/Microsoft's login knows a new secret after [2-5]\.\d s: waiting for it\./);
    expect(printed).toContain("27 claims held, 0 broken, in ");
});
