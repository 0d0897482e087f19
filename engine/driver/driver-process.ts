import { spawnSync } from "node:child_process";
import { pathToFileURL } from "node:url";
import { type EngineEvent, LocalWorkspace, type OutputMap, type Stack } from "@pulumi/pulumi/automation/index.js";
import type { DriverReply, DriverRequest, DriverTarget, OperationResult } from "./driver-protocol.ts";

/**
 * A process of its own for engine and program, so that both run in the sandbox's environment. It is told its target as an argument,
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
);
// A failure is told to whoever asks for the first operation.
stack.catch(() => {});

async function perform({ operation, quiet }: DriverRequest): Promise<OperationResult> {
    const changes: Record<string, number> = {};
    // Each once: the engine repeats what a program run in this way says of itself.
    const errors = new Set<string>();
    const warnings = new Set<string>();
    const ended = (succeeded: boolean) => ({ succeeded, changes, errors: [...errors], warnings: [...warnings] });

    const onEvent = (event: EngineEvent) => {
        Object.assign(changes, event.summaryEvent?.resourceChanges);
        const diagnostic = event.diagnosticEvent;
        // Debug diagnostics carry whole replies of the engine, secrets in the clear: only these two severities go on.
        if (diagnostic?.severity === "error") errors.add(plainText(diagnostic.message));
        if (diagnostic?.severity === "warning") warnings.add(plainText(diagnostic.message));
    };
    const options = {
        onEvent,
        onOutput: quiet ? () => {} : (text: string) => process.stdout.write(text),
        color: process.env["FORCE_COLOR"] === undefined ? ("never" as const) : ("always" as const),
        suppressProgress: true,
        suppressOutputs: true,
        ...(target.policyPacks === undefined ? {} : { policyPacks: [...target.policyPacks] }),
    };
    const { policyPacks: _none, ...withoutPolicies } = options;

    try {
        const selected = await stack;
        const extra = await {
            preview: () => selected.preview(options),
            up: () => selected.up(options),
            previewRefresh: () => selected.previewRefresh(withoutPolicies),
            refresh: () => selected.refresh(withoutPolicies),
            previewDestroy: () => selected.previewDestroy(withoutPolicies),
            destroy: () => selected.destroy(withoutPolicies),
            unprotect: async () => unprotect(),
            outputs: () => selected.outputs(),
        }[operation]();
        const outputs = operation === "outputs" ? { outputs: extra as OutputMap } : {};
        return { ...ended(true), ...outputs };
    } catch (error) {
        if (errors.size === 0) for (const line of saidBy(error)) errors.add(line);
        return ended(false);
    }
}

function unprotect(): void {
    const { status, stderr } = spawnSync(
        "pulumi",
        ["state", "unprotect", "--all", "--yes", "--stack", target.stack, "--non-interactive"],
        { cwd: target.workDir, encoding: "utf8" },
    );
    if (status !== 0) throw new Error(stderr);
}

/** What the engine itself said when it ended before there were events: its error lines, without the command that was run. */
function saidBy(error: unknown): string[] {
    const message = error instanceof Error ? error.message : String(error);
    const lines = [...message.matchAll(/^\s*error: (.+)$/gm)].map(([, line]) => line ?? "");
    return lines.length > 0 ? lines : [message];
}

/** An engine message without its colour directives. */
function plainText(message: string): string {
    return message.replaceAll(/<\{%[^%]*%\}>/g, "").trim();
}
