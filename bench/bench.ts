import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { engineForPerson } from "../cli/engine-for-person.ts";
import { type EngineRun, type EngineRunOptions, engineRun } from "./engine-run.ts";
import { linkedClientsStack } from "./linked-clients.ts";
import { median } from "./median.ts";
import { processStart } from "./process-start.ts";
import { serviceLoad } from "./service-load.ts";
import { type Row, table } from "./table.ts";

// npm run bench [-- RUNS]: what things cost on this machine, each figure a median beside its floor, as a table and in bench/results.json.
const runs = Number(process.argv[2] ?? 5);
if (!Number.isInteger(runs) || runs < 1) {
    console.error(`npm run bench -- RUNS: a whole number of runs from 1 on, not "${process.argv[2]}".`);
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

const rows: Row[] = [];
rows.push(...(await starts("load the program", "import-program.ts", "import-hand-written.ts")));
rows.push(...(await starts("start both services", "service-start.ts", "bare-service-start.ts")));
rows.push(...(await loads()));
rows.push(...(await engineRows()));

console.log(table(rows));
const results = {
    date: new Date().toISOString(),
    cpu: cpus()[0]?.model,
    cores: cpus().length,
    node: process.version,
    runs,
    rows,
};
writeFileSync(file("bench/results.json"), `${JSON.stringify(results, null, 2)}\n`);

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
