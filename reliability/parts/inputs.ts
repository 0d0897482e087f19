import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { deployAndProve } from "../inputs/deployed/deployed.ts";
import { shrunk } from "../inputs/deployed/shrunk.ts";
import { attacked } from "../inputs/http/attacks.ts";
import { flooded, floodNames, type Size } from "../inputs/http/floods.ts";
import { startVictim } from "../inputs/http/started-victim.ts";
import { anyStackFile } from "../inputs/settings/any-stack-file.ts";
import { refusedOrRead } from "../inputs/settings/refused-or-read.ts";
import { stackFileOf } from "../inputs/settings/stack-file.ts";
import { validSettings } from "../inputs/settings/valid-settings.ts";
import type { Part, PartRun } from "../part.ts";

const projectFolder = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** How much is tried. */
interface Amount extends Size {
    readonly stackFiles: number;
    readonly attacks: number;
    readonly deployed: number;
}

const amounts: Readonly<Record<PartRun["size"], Amount>> = {
    quick: { stackFiles: 150, attacks: 100, deployed: 0, connections: 20, megabytes: 4, requests: 32 },
    full: { stackFiles: 20_000, attacks: 10_000, deployed: 36, connections: 1500, megabytes: 256, requests: 3000 },
};

/** Generated input: stack files, bad requests, and whole stacks that are deployed and proven. */
export const inputs: Part = {
    name: "inputs",
    title: "Any stack file is accepted or refused by its keys, any valid one can be deployed and proven, any request is borne",
    figures: async (run) => {
        const amount = amounts[run.size];
        const seed = seedOf(run);
        run.say(`seed ${seed}`);
        const files = stackFiles(amount.stackFiles, seed);
        run.say(`${files.counts["stack files tried"]} stack files read`);
        const requests = await badRequests(amount, seed, run);
        const stacks = await deployedStacks(amount.deployed, seed, run);
        return {
            counts: { seed, ...files.counts, ...requests.counts, ...stacks.counts },
            failures: [...files.failures, ...requests.failures, ...stacks.failures],
        };
    },
};

/** The seed of the run that is gone on with, else a new one. */
function seedOf({ folder }: PartRun): number {
    const file = `${folder}/seed`;
    if (existsSync(file)) return Number(readFileSync(file, "utf8"));
    const seed = Date.now() % 2 ** 31;
    writeFileSync(file, String(seed));
    return seed;
}

function stackFiles(count: number, seed: number) {
    const folder = mkdtempSync(`${tmpdir()}/inputs-`);
    try {
        copyFileSync(`${projectFolder}/Pulumi.yaml`, `${folder}/Pulumi.yaml`);
        const outcomes = { accepted: 0, refused: 0, wrong: 0 };
        const failures = new Map<string, string>();
        for (const text of fc.sample(anyStackFile, { numRuns: count, seed })) {
            const read = refusedOrRead(text, folder);
            outcomes[read.outcome] += 1;
            if (read.outcome !== "wrong") continue;
            failures.set(read.why.slice(0, 100), `stack file ${JSON.stringify(text)}: ${read.why} (seed ${seed})`);
        }
        return {
            counts: {
                "stack files tried": count,
                "stack files accepted": outcomes.accepted,
                "stack files refused": outcomes.refused,
                "stack files wrong": outcomes.wrong,
            },
            failures: [...failures.values()],
        };
    } finally {
        rmSync(folder, { recursive: true, force: true });
    }
}

async function badRequests(amount: Amount, seed: number, { say }: PartRun) {
    const victim = await startVictim();
    try {
        const failures = await attacked(victim, amount.attacks, seed);
        say(`${amount.attacks} bad requests sent`);
        for (const name of floodNames) {
            failures.push(...(await flooded(victim, name, amount)));
            say(name);
        }
        const memory = victim.mostMemory();
        return {
            counts: {
                "bad requests tried": amount.attacks,
                "floods tried": floodNames.length,
                ...(memory === undefined ? {} : { "megabytes resident, at most": Math.round(memory / 1024 / 1024) }),
            },
            failures,
        };
    } finally {
        await victim.close();
    }
}

/** What came of each stack, kept so that a run that was stopped goes on after it. */
type Kept = Readonly<Record<string, { readonly outcome: string; readonly failure?: string }>>;

async function deployedStacks(count: number, seed: number, { engine, folder, say }: PartRun) {
    const file = `${folder}/deployed.json`;
    let kept: Kept = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
    const deploy = (text: string) => deployAndProve(text, { projectFolder, engine });
    for (const [index, settings] of fc.sample(validSettings, { numRuns: Math.max(1, count), seed }).entries()) {
        if (index >= count || `${index}` in kept) continue;
        const text = stackFileOf(settings);
        const came = await deploy(text).catch((error) => ({ outcome: "wrong" as const, why: String(error) }));
        say(`stack ${index + 1} of ${count}: ${came.outcome}`);
        if (came.outcome === "wrong") {
            const least = await shrunk(settings, async (less) => (await deploy(stackFileOf(less))).outcome === "wrong");
            writeFileSync(`${folder}/counterexample-${index}.yaml`, stackFileOf(least));
            const failure = `${came.why} (seed ${seed}, stack ${index}; its least form is ${folder}/counterexample-${index}.yaml)`;
            kept = { ...kept, [index]: { outcome: came.outcome, failure } };
        } else kept = { ...kept, [index]: { outcome: came.outcome } };
        writeFileSync(file, JSON.stringify(kept));
    }
    const all = Object.values(kept);
    const counted = (outcome: string) => all.filter((one) => one.outcome === outcome).length;
    return {
        counts: { "stacks deployed": all.length, "stacks held": counted("held"), "stacks refused": counted("refused") },
        failures: all.flatMap(({ failure }) => (failure === undefined ? [] : [failure])),
    };
}
