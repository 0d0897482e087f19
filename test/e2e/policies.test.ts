import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import type { Driver } from "../../engine/driver/driver.ts";
import { type Rehearsed, rehearsed, rehearsedForTest, repository } from "./rehearsed.ts";

const pack = `${repository}/policies`;
const program = `${repository}/stacks/index.mjs`;

/** Drives the stack with the pack on. */
async function withPolicies({ driver, rehearsal }: Rehearsed): Promise<Driver> {
    // Two drivers would make the stack at once: the first one makes it before the second starts.
    await driver.perform("outputs", { quiet: true });
    return rehearsal.drive(program, { policyPacks: [{ folder: pack }] });
}

/** What rules said, as the engine prints it: level, rule, resource, and the last line of the message. Notes of rules that could not run too. */
function verdictsIn(printed: string): string[] {
    const verdict = /- \[(mandatory|advisory)\](?: \[severity: \w+\])? {2}(\S+) {2}\(\S+ ([^)]+)\)\n((?: {10}.*\n)*)/g;
    return [...printed.matchAll(verdict)]
        .map(
            ([, level, rule, name, text = ""]) =>
                `${level} ${rule}, ${name}: ${text.trim().split("\n").at(-1)?.trim()}`,
        )
        .sort();
}

describe.each([
    {
        stack: "dev",
        told: ["advisory app-registration-has-owners, microsoft: it has 1 owner; expected at least 2"],
    },
    {
        stack: "prod",
        told: ["acme/planner", "acme/planner/api", "acme/portal", "acme/reports", "customers/portal"].map(
            (link) =>
                `advisory linking-is-exclusive-in-production, ${link}: ${link} is linked by itself in stack prod; expected it in a ConnectionClients`,
        ),
    },
])("the $stack stack with the pack on", ({ stack, told }) => {
    let run: Rehearsed;
    let driver: Driver;

    beforeAll(async () => {
        run = await rehearsed({ stack });
        driver = await withPolicies(run);
    });
    afterAll(() => run.close());

    it("breaks no mandatory rule, in its first preview and its first up", async () => {
        const preview = await driver.perform("preview");
        const announced = verdictsIn(run.printed());
        const before = run.printed().length;
        const up = await driver.perform("up");

        expect(preview).toMatchObject({ succeeded: true, errors: [], warnings: [] });
        expect(announced).toEqual([...told].sort());
        expect(up).toMatchObject({ succeeded: true, errors: [], warnings: [] });
        expect(verdictsIn(run.printed().slice(before))).toEqual([...told].sort());
    });

    it("breaks none in its exported state, and is told the same, with the secrets readable or not", () => {
        const state = mkdtempSync(`${tmpdir()}/state-`);
        const { rehearsal } = run;
        const options = { cwd: rehearsal.workFolder, env: { ...rehearsal.environment }, encoding: "utf8" } as const;
        for (const secrets of [["--show-secrets"], []]) {
            writeFileSync(
                `${state}/state.json`,
                execFileSync(inject("engine"), ["stack", "export", "--stack", stack, ...secrets], options),
                { mode: 0o600 },
            );
            const { status, stdout, stderr } = spawnSync(
                inject("engine"),
                ["policy", "analyze", "--policy-pack", pack, "--file", `${state}/state.json`],
                options,
            );

            expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
            expect(verdictsIn(stdout)).toEqual([...told].sort());
        }
    });

    it("takes settings: a rule's own, and its level", () => {
        const { rehearsal } = run;
        const settings = `${mkdtempSync(`${tmpdir()}/settings-`)}/settings.json`;
        const analyzed = (content: object) => {
            writeFileSync(settings, JSON.stringify(content));
            const { status, stdout } = spawnSync(
                inject("engine"),
                ["policy", "analyze", "--policy-pack", pack, "--policy-pack-config", settings, "--stack", stack],
                { cwd: rehearsal.workFolder, env: { ...rehearsal.environment }, encoding: "utf8" },
            );
            return { status, verdicts: verdictsIn(stdout).filter((one) => one.startsWith("mandatory")) };
        };

        expect(analyzed({ "client-secret-ends-in-time": { days: 30 } })).toMatchObject({ status: 1 });
        expect(analyzed({ "client-secret-ends-in-time": { days: 30, enforcementLevel: "advisory" } })).toEqual({
            status: 0,
            verdicts: [],
        });
        expect(analyzed({ "client-secret-ends-in-time": "disabled" })).toEqual({ status: 0, verdicts: [] });
    });
});

it("refuses a change that asks for more than was agreed, with the value seen and the one that would pass", async () => {
    const run = await rehearsedForTest({
        stack: "prod",
        edit: (file) => file.replace("Files.Read, Mail.Send]", "Files.Read, Mail.Send, Directory.Read.All]"),
    });
    const driver = await withPolicies(run);

    const preview = await driver.perform("preview");

    expect(preview.succeeded).toBe(false);
    expect(verdictsIn(run.printed()).filter((one) => one.startsWith("mandatory"))).toEqual([
        'mandatory admin-only-permission-is-named, acme: delegated permission "Directory.Read.All" is for administrators; expected it in adminOnlyScopes, which has []',
        'mandatory admin-only-permission-is-named, acme: delegated permission "Directory.Read.All" is for administrators; expected it in adminOnlyScopes, which has []',
    ]);
});

it("starts with the runner of the vendor's language host too", async () => {
    const runner = `${repository}/node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js`;
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", "."], {
        cwd: pack,
        stdio: ["ignore", "pipe", "inherit"],
    });
    onTestFinished(() => void child.kill());

    const [port] = await once(child.stdout, "data");

    expect(Number(port)).toBeGreaterThan(1023);
});
