import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { byHand } from "./by-hand.ts";
import { type Command, commandsOfTests } from "./commands.ts";

const commands = commandsOfTests("prove-command");

async function runningSandbox(...options: string[]): Promise<Command> {
    const sandbox = commands.run("cli/sandbox.ts", "--providers", "stand-in", ...options);
    await sandbox.says("Up until Ctrl-C.");
    return sandbox;
}

describe("npm run prove", () => {
    it.each(["dev", "prod"])(
        "-- --stack %s deploys into a sandbox of its own where none runs, and holds every claim",
        async (stack) => {
            const proof = commands.run("cli/prove.ts", "--stack", stack, "--json");

            expect(await proof.exited, proof.err() + proof.out()).toBe(0);
            const result = JSON.parse(proof.out());
            expect(result).toMatchObject({ stack, world: "sandbox", broken: 0, untried: 0, causes: [] });
            expect(result.rows.filter((row: { outcome: string }) => row.outcome === "held")).toHaveLength(result.held);
            expect(result.held).toBe({ dev: 27, prod: 90 }[stack]);
        },
    );

    it("proves what runs, says which sandbox that is, and tells no secret", async () => {
        const sandbox = await runningSandbox();
        expect(sandbox.out()).toContain("27 claims held, 0 broken");
        const proof = commands.run("cli/prove.ts");

        expect(await proof.exited, proof.err() + proof.out()).toBe(0);
        expect(proof.err()).toBe(`Proof of dev in the running sandbox (process ${sandbox.child.pid}).\n`);
        expect(proof.out()).toContain("✓ portal connects its user's Microsoft account");
        expect(proof.out()).toContain("27 claims held, 0 broken, in ");
        const { token } = JSON.parse(readFileSync(`${commands.folder()}/run.json`, "utf8"));
        expect(proof.out() + sandbox.out()).not.toContain(token);
        expect(proof.out()).not.toMatch(/eyJ[A-Za-z0-9_-]{10}/);
    });

    it("ends with 1, the broken claim and its cause when something was changed behind the stack's back", async () => {
        const sandbox = await runningSandbox();
        const { origin, token } = JSON.parse(readFileSync(`${commands.folder()}/run.json`, "utf8"));
        const answer = await fetch(`${origin}/control/environment`, { headers: { authorization: `Bearer ${token}` } });
        const { environment } = (await answer.json()) as { environment: Record<string, string> };
        await byHand(environment, switchTokenVaultOff);
        const proof = commands.run("cli/prove.ts");

        expect(await proof.exited).toBe(1);
        expect(proof.out()).toContain("✗ portal connects its user's Microsoft account");
        expect(proof.out()).toContain(
            [
                "Why, and what to change:",
                '  token-vault-purpose: microsoft: its purpose "Connected Accounts for Token Vault" is off',
                "    it was changed outside of the stack: pulumi up --refresh --stack dev",
            ].join("\n"),
        );
        expect(sandbox.child.exitCode).toBeNull();
    });

    it("says that another stack runs, and that a stack which is only served is not deployed", async () => {
        const sandbox = await runningSandbox("--serve");
        const other = commands.run("cli/prove.ts", "--stack", "prod");
        const served = commands.run("cli/prove.ts");

        expect(await other.exited).toBe(1);
        expect(other.err()).toContain(
            `The sandbox that runs (process ${sandbox.child.pid}) is for stack dev, not prod.\nTake that one:  npm run prove -- --stack dev\nOr stop it:  kill ${sandbox.child.pid}\n`,
        );
        expect(await served.exited).toBe(1);
        expect(served.err()).toContain(`Deploy it:  cd ${commands.folder()}/work && pulumi up --stack dev`);
        expect(served.err()).not.toContain("at ");
    });

    it.each([
        [
            ["--unattended"],
            "--unattended and --client are for --real: npm run prove -- --stack dev --real --unattended\n",
        ],
        [["--stack", "staging"], 'There is no stack "staging": no file Pulumi.staging.yaml. Stacks here: dev, prod.\n'],
    ])("says what is wrong with %j", async (options, message) => {
        const proof = commands.run("cli/prove.ts", ...options);

        expect(await proof.exited).toBe(1);
        expect(proof.err()).toBe(message);
    });
});

const switchTokenVaultOff = `
const [{ id }] = await management("GET", "connections");
await management("PATCH", "connections/" + id, { connected_accounts: { active: false } });
`;
