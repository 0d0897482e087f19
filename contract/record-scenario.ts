import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { stringify } from "yaml";
import * as microsoftCatalogue from "../catalogue/microsoft.ts";
import type { Driver } from "../engine/driver/driver.ts";
import { engineVersion } from "../engine/engine-version.ts";
import * as graphPermissions from "../sandbox/microsoft/graph-permissions.ts";
import { pluginFolder, providerPlugins } from "../sandbox/providers.ts";
import { type Rehearsal, startRehearsal } from "../sandbox/rehearsal.ts";
import { Clock } from "../sandbox/service/clock.ts";
import type { Exchange } from "../sandbox/service/exchange.ts";
import { keyThumbprint } from "../sandbox/stand-ins/auth0/key-thumbprint.ts";
import { emptySeed, recordedTime } from "./empty-seed.ts";
import { Gate, seedTexts } from "./gate.ts";
import { recordedExchange, withoutRepeats } from "./recorded-exchange.ts";
import type { Declared, Scenario, Step } from "./scenario.ts";
import { type ProgramFile, programFileVariable } from "./scenario-program.ts";
import { publicKeys } from "./scenarios/public-keys.ts";
import { StableValues } from "./stable-values.ts";
import type {
    Call,
    EngineTranscript,
    Json,
    ProviderName,
    RecordedExchange,
    ServiceTranscript,
    TranscriptHeader,
} from "./transcript.ts";

export interface RecordOptions {
    /** The `pulumi` command, by its path. */
    readonly engine: string;

    /** The Pulumi home with the real provider plugins. */
    readonly pulumiHome: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Recording {
    readonly engine: EngineTranscript;
    readonly service: ServiceTranscript;
}

/** A step ended otherwise than its scenario says. */
export class UnexpectedEnd extends Error {}

/** Runs a scenario with the real providers in a world of its own, and keeps what was said. */
export async function recordScenario(scenario: Scenario, options: RecordOptions): Promise<Recording> {
    const folder = mkdtempSync(`${tmpdir()}/contract-`);
    const tape = new Tape();
    const clock = new Clock();
    clock.hold(recordedTime);
    const rehearsal = await startRehearsal({
        ...(scenario.seed ?? emptySeed),
        clock,
        onExchange: (exchange) => tape.exchange(exchange),
        folder: `${folder}/sandbox`,
        ...project(scenario, folder),
        engine: options.engine,
        // The gates start the real ones themselves.
        providers: "stand-in",
        pulumiHome: options.pulumiHome,
        environment: options.environment,
        onOutput: () => {},
    });
    // A rehearsal takes the providers' settings out of a stack file; here they are what is recorded.
    if (scenario.settings !== undefined) {
        writeFileSync(`${rehearsal.workFolder}/Pulumi.recorded.yaml`, stringify({ config: scenario.settings }));
    }
    const gates = providerPlugins.map((plugin) => gate(plugin.name as ProviderName, options, rehearsal, tape));
    try {
        const ports = await Promise.all(gates.map((one) => one.start()));
        const programFile = `${folder}/program.json`;
        const driver = rehearsal.drive(programOf(scenario), {
            environment: {
                [programFileVariable]: programFile,
                PULUMI_DEBUG_PROVIDERS: providerPlugins.map(({ name }, at) => `${name}:${ports[at]}`).join(","),
                PULUMI_PARALLEL: "1",
            },
        });
        await performSteps(scenario, { driver, gates, programFile, rehearsal, tape });
    } finally {
        await rehearsal.close();
        await Promise.all(gates.map((one) => one.stop()));
        rmSync(folder, { recursive: true, force: true });
    }
    return tape.recording(scenario, rehearsal);
}

interface Stage {
    readonly driver: Driver;
    readonly gates: readonly Gate[];
    readonly programFile: string;
    readonly rehearsal: Rehearsal;
    readonly tape: Tape;
}

async function performSteps(scenario: Scenario, { driver, gates, programFile, rehearsal, tape }: Stage): Promise<void> {
    let resources: readonly Declared[] = [];
    let given: Readonly<Record<string, Json>> = {};
    for (const [at, step] of scenario.steps.entries()) {
        tape.step = at;
        resources = step.resources ?? resources;
        given = { ...given, ...step.before?.(rehearsal.world) };
        if (step.edit !== undefined) edit(rehearsal.workFolder, scenario, step.edit);
        const file: ProgramFile = { resources, lookUps: step.lookUps ?? [], given };
        writeFileSync(programFile, JSON.stringify(file));
        const result = await driver.perform(step.operation ?? "up", { quiet: true });
        await Promise.all(gates.map((one) => one.endProvider()));
        rehearsal.world.faults.clear();
        if (result.succeeded !== (step.fails !== true)) throw unexpected(scenario, step, result.errors);
    }
}

function edit(workFolder: string, { stack }: Scenario, change: (stackFile: string) => string): void {
    const file = `${workFolder}/Pulumi.${stack}.yaml`;
    writeFileSync(file, change(readFileSync(file, "utf8")));
}

function unexpected({ name }: Scenario, { fails, title }: Step, errors: readonly string[]): UnexpectedEnd {
    const how = fails ? "was to fail and succeeded" : `failed: ${errors.join("\n")}`;
    return new UnexpectedEnd(`Scenario ${name}, step "${title}" ${how}`);
}

/** What is said, in order and as it is. */
class Tape {
    step = 0;
    private readonly calls: Call[] = [];
    private readonly exchanges: RecordedExchange[] = [];
    private under: ProviderName | undefined;

    begins(provider: ProviderName): void {
        this.under = provider;
    }

    ended(call: Omit<Call, "step">): void {
        this.calls.push({ step: this.step, ...call });
        this.under = undefined;
    }

    exchange(exchange: Exchange): void {
        // A program's own requests, such as a try of a new secret, are no provider's.
        if (this.under === undefined) return;
        const place = { step: this.step, call: this.calls.length, provider: this.under };
        this.exchanges.push(recordedExchange(exchange, place));
    }

    recording(scenario: Scenario, { world }: Rehearsal): Recording {
        const secrets = () => [...world.tenant.issuedSecrets, ...world.directory.issuedSecrets];
        const stable = new StableValues(secrets, [
            ...knownGuids(),
            ...guidsIn(JSON.stringify(scenario)),
            ...seedTexts,
            ...publicKeys.map((pem) => keyThumbprint(pem) ?? ""),
        ]);
        // Numbered as they were said: a call's question, what the services were asked for it, its answer.
        const exchanges: RecordedExchange[] = [];
        const said = <Value>(value: Value): Value => stable.json(value as Json) as Value;
        const calls = this.calls.map((call, at): Call => {
            const { error, request, response, ...rest } = call;
            const asked = said(request);
            exchanges.push(...said(this.exchanges.filter((one) => one.call === at)));
            return {
                ...rest,
                request: asked,
                ...(response === undefined ? {} : { response: said(response) }),
                ...(error === undefined ? {} : { error: said(error) }),
            };
        });
        const header = headerOf(scenario);
        return {
            engine: { ...header, calls },
            service: { ...header, exchanges: withoutRepeats(exchanges) },
        };
    }
}

function headerOf({ name, seed = emptySeed, steps, title }: Scenario): TranscriptHeader {
    const versionOf = (provider: ProviderName) => ({
        plugin: providerPlugins.find((plugin) => plugin.name === provider)?.version ?? "",
        upstream: upstreamVersions[provider],
    });
    return {
        scenario: name,
        title,
        steps: steps.map((step) => `${step.operation ?? "up"}: ${step.title}`),
        time: recordedTime.toISOString(),
        environment: {
            AUTH0_DOMAIN: seed.tenant.domain,
            AUTH0_CLIENT_ID: seed.tenant.deployer.clientId,
            AUTH0_CLIENT_SECRET: seed.tenant.deployer.clientSecret,
            ARM_TENANT_ID: seed.directory.tenantId,
            ARM_CLIENT_ID: seed.directory.deployer.clientId,
            ARM_CLIENT_SECRET: seed.directory.deployer.clientSecret,
        },
        versions: { engine: engineVersion, auth0: versionOf("auth0"), azuread: versionOf("azuread") },
    };
}

/** What the plugins at these versions are built from (their repositories' `upstream`). */
const upstreamVersions: Readonly<Record<ProviderName, string>> = {
    auth0: "terraform-provider-auth0 1.53.0",
    azuread: "terraform-provider-azuread 3.8.0",
};

function gate(name: ProviderName, { pulumiHome }: RecordOptions, rehearsal: Rehearsal, tape: Tape): Gate {
    const plugin = providerPlugins.find((candidate) => candidate.name === name);
    if (plugin === undefined) throw new Error(`no plugin is called ${name}`);
    return new Gate({
        name,
        command: `${pluginFolder(pulumiHome, plugin)}/pulumi-resource-${name}`,
        environment: rehearsal.environment,
        observer: { begins: () => tape.begins(name), ended: (call) => tape.ended(call) },
        turn: inTurnOf(rehearsal),
    });
}

const turns = new WeakMap<Rehearsal, Promise<unknown>>();

/** Calls of all gates of one rehearsal, one after the other. */
function inTurnOf(rehearsal: Rehearsal) {
    return <Result>(work: () => Promise<Result>): Promise<Result> => {
        const before = turns.get(rehearsal) ?? Promise.resolve();
        const now = before.then(work, work);
        turns.set(rehearsal, now);
        return now;
    };
}

const repository = fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, "");

function programOf({ stack }: Scenario): string {
    return stack === undefined ? `${repository}/contract/scenario-program.ts` : `${repository}/stacks/index.mjs`;
}

/** Where the stack's files are: this repository, or a folder that is made for it. */
function project({ stack }: Scenario, folder: string) {
    if (stack !== undefined) return { projectFolder: repository, project: "microsoft-connection", stack };
    const projectFolder = `${folder}/project`;
    mkdirSync(projectFolder);
    writeFileSync(`${projectFolder}/Pulumi.yaml`, stringify({ name: "contract", runtime: "nodejs" }));
    writeFileSync(`${projectFolder}/Pulumi.recorded.yaml`, stringify({ config: {} }));
    return { projectFolder, project: "contract", stack: "recorded" };
}

/** Ids that Microsoft gave its own applications and permissions: the same in every run. */
function knownGuids(): string[] {
    return guidsIn(JSON.stringify([microsoftCatalogue, graphPermissions, emptySeed]));
}

function guidsIn(text: string): string[] {
    return text.toLowerCase().match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g) ?? [];
}
