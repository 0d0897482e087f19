import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { type EngineEvent, LocalWorkspace, type OutputMap, type Stack } from "@pulumi/pulumi/automation/index.js";
import type {
    DriverReply,
    DriverRequest,
    DriverTarget,
    Operation,
    OperationResult,
    PolicyViolation,
} from "./driver-protocol.ts";
import { Recorder } from "./recorder.ts";

/**
 * A process of its own for engine and program, so that both run in the environment of one world. It is told its target as an argument,
 * gets one request at a time over the channel to its parent, prints what the engine prints, and ends with the channel.
 */
const target = JSON.parse(process.argv[2] ?? "") as DriverTarget;

// The engine cancels cleanly on an interrupt that the whole process group gets; this process stays to hear how that ended.
process.on("SIGINT", () => {});
process.on("disconnect", () => process.exit());
process.on("message", (request: DriverRequest) => {
    void perform(request).then((result) => {
        process.send?.({ id: request.id, result } satisfies DriverReply);
    });
});

const stack: Promise<Stack> = LocalWorkspace.createOrSelectStack(
    {
        stackName: target.stack,
        projectName: target.project,
        program: async () => {
            const { default: program } = await import(pathToFileURL(target.program).href);
            return program();
        },
    },
    { workDir: target.workDir },
).then(withoutSummaries);
// A failure is told to whoever asks for the first operation.
stack.catch(() => {});

async function perform({ importFile, operation, quiet, record }: DriverRequest): Promise<OperationResult> {
    let changes: Record<string, number> = {};
    // Each once: the engine repeats what a program run in this way says of itself.
    const errors = new Set<string>();
    const warnings = new Set<string>();
    const violations = new Map<string, PolicyViolation>();
    const recorder = record === undefined ? undefined : new Recorder(record);
    const ended = (succeeded: boolean) => {
        recorder?.close();
        return {
            succeeded,
            changes,
            errors: [...errors],
            warnings: [...warnings],
            violations: [...violations.values()],
        };
    };

    const onEvent = (event: EngineEvent) => {
        recorder?.event(event);
        if (event.summaryEvent !== undefined) changes = { ...event.summaryEvent.resourceChanges };
        const diagnostic = event.diagnosticEvent;
        // Debug diagnostics carry whole replies of the engine, secrets in the clear: only these two severities go on.
        if (diagnostic?.severity === "error") errors.add(plainText(diagnostic.message));
        if (diagnostic?.severity === "warning") warnings.add(plainText(diagnostic.message));
        if (event.policyEvent !== undefined) {
            const { enforcementLevel, message, policyName, resourceUrn } = event.policyEvent;
            const violation = {
                rule: policyName,
                level: enforcementLevel as PolicyViolation["level"],
                ...(resourceUrn === undefined ? {} : { urn: resourceUrn }),
                message: plainText(message),
            };
            violations.set(JSON.stringify(violation), violation);
        }
    };
    const options = {
        onEvent,
        onOutput: quiet ? () => {} : (text: string) => process.stdout.write(text),
        color: process.env["FORCE_COLOR"] === undefined ? ("never" as const) : ("always" as const),
        suppressProgress: true,
        suppressOutputs: true,
    };
    const { policyPacks = [] } = target;
    const policies = {
        policyPacks: policyPacks.map(({ folder }) => folder),
        policyPackConfigs: policyPacks.flatMap(({ settingsFile }) => settingsFile ?? []),
    };
    const plan = recorder === undefined ? {} : { plan: recorder.planFile };

    try {
        const selected = await stack;
        recorder?.state(exported());
        const extra = await {
            preview: () =>
                selected.preview({
                    ...options,
                    ...policies,
                    ...plan,
                    ...(importFile === undefined ? {} : { importFile }),
                }),
            up: () => selected.up({ ...options, ...policies }),
            previewRefresh: () => selected.previewRefresh(options),
            refresh: () => selected.refresh(options),
            previewDestroy: () => selected.previewDestroy(options),
            destroy: () => selected.destroy(options),
            import: () => importResources(selected, importFile ?? "", options.onOutput),
            unprotect: async () => unprotect(),
            outputs: () => selected.workspace.stackOutputs(target.stack),
        }[operation]();
        const outputs = operation === "outputs" ? { outputs: extra as OutputMap } : {};
        return { ...ended(true), ...outputs };
    } catch (error) {
        const isRefused =
            [...violations.values()].some(({ level }) => level === "mandatory") || isProtected([...errors]);
        if (recorder !== undefined && isRefused) await recordAgain(await stack, operation, recorder);
        if (errors.size === 0) {
            for (const line of saidBy(error)) {
                errors.add(line);
                recorder?.error(line);
            }
        }
        return ended(false);
    }
}

/**
 * What a refused preview would come to: the refusal ended it half-way. The result stays that of the preview with policies and protection;
 * nothing but a preview is ever run without them.
 */
async function recordAgain(selected: Stack, operation: Operation, recorder: Recorder): Promise<void> {
    recorder.startAgain();
    const options = {
        onEvent: (event: EngineEvent) => recorder.event(event),
        onOutput: () => {},
        color: "never" as const,
    };
    const { envVars } = selected.workspace;
    selected.workspace.envVars = { ...envVars, PULUMI_OPTION_IGNORE_PROTECT: "true" };
    try {
        if (operation === "preview") await selected.preview({ ...options, plan: recorder.planFile });
        if (operation === "previewDestroy") await selected.previewDestroy(options);
    } catch {
        // The record says why.
    } finally {
        selected.workspace.envVars = envVars;
    }
}

/**
 * After each operation the Automation API asks for the outputs, in two commands, and for a summary, in a third: nobody here reads
 * those, and they take as long as a small update.
 */
function withoutSummaries(selected: Stack): Stack {
    selected.outputs = async () => ({});
    selected.info = async () => undefined;
    return selected;
}

/** Whether the engine refused because of protected resources. */
function isProtected(errors: readonly string[]): boolean {
    return errors.some((error) => /as it is currently marked for protection|because it is protected/.test(error));
}

function exported(): string {
    return pulumi("stack", "export", "--stack", target.stack);
}

/** Without generated code: that would show secrets in the clear. Protection comes with the next update, as the program says. */
async function importResources(selected: Stack, file: string, onOutput: (text: string) => void): Promise<void> {
    const { nameTable, resources } = JSON.parse(readFileSync(file, "utf8"));
    await selected.import({ nameTable, resources, generateCode: false, protect: false, onOutput });
}

function unprotect(): void {
    pulumi("state", "unprotect", "--all", "--yes", "--stack", target.stack);
}

/** What a command of the engine prints. */
function pulumi(...options: readonly string[]): string {
    const { status, stderr, stdout } = spawnSync("pulumi", [...options, "--non-interactive"], {
        cwd: target.workDir,
        encoding: "utf8",
        maxBuffer: 1024 ** 3,
    });
    if (status !== 0) throw new Error(stderr);
    return stdout;
}

/** What the engine itself said when it ended before there were events: its error lines, without the command that was run. */
function saidBy(error: unknown): string[] {
    const message = error instanceof Error ? error.message : String(error);
    const lines = [...message.matchAll(/^\s*error: (.+)$/gm)].map(([, line]) => line ?? "");
    if (lines.length > 0) return lines;
    const crash = /^.*?\bpanic: (.+)$/m.exec(message)?.[1];
    return [crash === undefined ? message : crashText(crash, message)];
}

/** What an engine's own crash comes to; its stack trace says no more to a person, but where it was. */
function crashText(crash: string, message: string): string {
    const where = /^([\w./-]+\.[\w./-]+\/\S+?)\(0x/m.exec(message)?.[1];
    return [
        `the engine crashed${where === undefined ? "" : ` in ${where}`}: ${crash}`,
        "It may have left the stack locked, and made what the state does not have. See that the state's place can be reached, then: npm run repair",
    ].join("\n");
}

/** An engine message without its colour directives. */
function plainText(message: string): string {
    return message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
}
