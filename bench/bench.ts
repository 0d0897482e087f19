import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { engineForPerson } from "../cli/engine-for-person.ts";
import { type EngineRun, type EngineRunOptions, engineRun } from "./engine-run.ts";
import { linkedClientsStack } from "./linked-clients.ts";
import { median } from "./median.ts";
import { policyRow } from "./policy-cost.ts";
import { processStart } from "./process-start.ts";
import { proofRow } from "./proof-run.ts";
import { serviceLoad } from "./service-load.ts";
import { type Row, table } from "./table.ts";
import { tokenVaultRows } from "./token-vault.ts";

// npm run bench [-- RUNS] [--only PART]: what things cost on this machine, each figure a median beside its floor, as a table and in
// bench/results.json, where the figures of the other parts stay as they are.
const parts = {
    starts: async () => [
        ...(await starts("load the program", "import-program.ts", "import-hand-written.ts")),
        ...(await starts("start both services", "service-start.ts", "bare-service-start.ts")),
    ],
    services: loads,
    exchange: () => tokenVaultRows(stackOptions("dev"), runs),
    proof: async () => [
        await proofRow("dev", stackOptions("dev"), runs),
        await proofRow("prod", stackOptions("prod"), runs),
    ],
    policies: async () => [
        await policyRow("dev", stackOptions("dev"), runs),
        await policyRow("100 clients", withoutCheckpoints("100 clients"), runs),
    ],
    engine: engineRows,
};
const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: "string" } } });
const runs = Number(positionals[0] ?? 5);
if (!Number.isInteger(runs) || runs < 1) {
    console.error(`npm run bench -- RUNS: a whole number of runs from 1 on, not "${positionals[0]}".`);
    process.exit(1);
}
if (values.only !== undefined && !(values.only in parts)) {
    console.error(`npm run bench -- --only PART: one of ${Object.keys(parts).join(", ")}, not "${values.only}".`);
    process.exit(1);
}

const projectFolder = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");
const engine = (await engineForPerson(console.error)).command;
const file = (name: string) => `${projectFolder}/${name}`;
const ours = file("stacks/index.mjs");
const oneClient = linkedClientsStack(1);

const stacks: Record<string, Omit<EngineRunOptions, "engine" | "projectFolder">> = {
    "empty program": { stackFile: oneClient, program: file("bench/empty-program.ts") },
    dev: { stackFile: readFileSync(file("Pulumi.dev.yaml"), "utf8"), program: ours },
    prod: { stack: "prod", stackFile: readFileSync(file("Pulumi.prod.yaml"), "utf8"), program: ours },
    ...Object.fromEntries(
        [1, 10, 100].flatMap((clients) => [
            [`${clients} clients`, { stackFile: linkedClientsStack(clients), program: ours }],
            [
                `${clients} clients, by hand`,
                {
                    stackFile: linkedClientsStack(clients),
                    program: file("bench/hand-written.ts"),
                    environment: { BENCH_CLIENTS: String(clients) },
                },
            ],
        ]),
    ),
};

const measured: Row[] = [];
for (const [part, measure] of Object.entries(parts)) {
    if (values.only === undefined || values.only === part) measured.push(...(await measure()));
}

console.log(table(measured));
const resultsFile = file("bench/results.json");
const machine = { cpu: cpus()[0]?.model, cores: cpus().length, node: process.version };
const about = { date: new Date().toISOString(), ...machine, runs };
const results = values.only === undefined ? { ...about, rows: measured } : withPart(values.only);
writeFileSync(resultsFile, `${JSON.stringify(results, null, 2)}\n`);

/** The results that are there, with one part's figures in the place of its earlier ones, and when and how these were measured. */
function withPart(part: string): object {
    const {
        parts: others,
        rows,
        ...whole
    } = JSON.parse(readFileSync(resultsFile, "utf8")) as {
        readonly parts?: object;
        readonly rows: readonly Row[];
    };
    const isNew = (row: Row) => measured.some(({ what, figure }) => what === row.what && figure === row.figure);
    return {
        ...whole,
        parts: { ...others, [part]: about },
        rows: [...rows.filter((row) => !isNew(row)), ...measured],
    };
}

function stackOptions(name: string): EngineRunOptions {
    const stack = stacks[name];
    if (stack === undefined) throw new Error(`no stack ${name}`);
    return { ...stack, engine, projectFolder };
}

/** A stack whose first `up` writes no state after each step, which is most of the time of many clients and none of a preview's. */
function withoutCheckpoints(name: string): EngineRunOptions {
    return {
        ...stackOptions(name),
        environment: { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" },
    };
}

async function starts(what: string, program: string, floor: string): Promise<Row[]> {
    const measured = await repeat(() => processStart(program));
    const least = await repeat(() => processStart(floor));
    return (["seconds", "megabytes"] as const).map((figure) => ({
        what,
        figure,
        median: median(measured.map((one) => one[figure])),
        floor: median(least.map((one) => one[figure])),
    }));
}

async function loads(): Promise<Row[]> {
    const measured = await repeat(serviceLoad);
    const floor = median(measured.map((one) => one.floor));
    return (["auth0", "microsoft"] as const).map((service) => ({
        what: `answer a request, ${service}`,
        figure: "per second",
        median: median(measured.map((one) => one[service])),
        floor,
    }));
}

async function engineRows(): Promise<Row[]> {
    const measured = new Map<string, EngineRun[]>(Object.keys(stacks).map((name) => [name, []]));
    // Round by round, so that a machine that slows down slows all of them.
    for (let round = 1; round <= runs; round += 1) {
        for (const [name, stack] of Object.entries(stacks)) {
            console.error(`round ${round} of ${runs}: ${name}`);
            measured.get(name)?.push(await engineRun({ ...stack, engine, projectFolder }));
        }
    }
    return [...measured].flatMap(([name, costs]) =>
        (["up", "preview"] as const).flatMap((operation) =>
            (["seconds", "peakMegabytes", "calls"] as const).map((figure) => ({
                what: `${operation === "up" ? "first up" : "preview without changes"}, ${name}`,
                figure,
                median: medianOf(costs, operation, figure),
                floor: medianOf(measured.get(floorOf(name)) ?? [], operation, figure),
            })),
        ),
    );
}

/** Ours beside the same by hand, everything else beside the empty program. */
function floorOf(name: string): string {
    return `${name}, by hand` in stacks ? `${name}, by hand` : "empty program";
}

function medianOf(
    costs: readonly EngineRun[],
    operation: keyof EngineRun,
    figure: keyof EngineRun["up"],
): number | undefined {
    const values = costs.map((cost) => cost[operation][figure]).filter((value) => value !== undefined);
    return values.length === 0 ? undefined : median(values);
}

async function repeat<T>(measure: () => Promise<T>): Promise<T[]> {
    const measured: T[] = [];
    for (let run = 1; run <= runs; run += 1) measured.push(await measure());
    return measured;
}
