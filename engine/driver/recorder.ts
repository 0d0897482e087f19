import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { recordFiles } from "./driver-protocol.ts";

/** Keeps what the engine knows of a preview, in a folder that nobody else can read. */
export class Recorder {
    private readonly folder: string;
    private events: EngineEvent[] = [];

    constructor(folder: string) {
        this.folder = folder;
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        for (const file of Object.values(recordFiles)) rmSync(`${folder}/${file}`, { force: true });
    }

    /** Where the engine saves its plan. */
    get planFile(): string {
        return `${this.folder}/${recordFiles.plan}`;
    }

    /** Takes the state as it is before the preview. */
    state(exported: string): void {
        this.write(recordFiles.state, exported);
    }

    event(event: EngineEvent): void {
        if (isKept(event)) this.events.push(event);
    }

    /** Takes an error that the engine told before there were events, as one of its diagnostics. */
    error(message: string): void {
        const diagnosticEvent = { message, color: "never", severity: "error" };
        this.events.push({ sequence: this.events.length, timestamp: 0, diagnosticEvent } as EngineEvent);
    }

    /** Forgets all but what was said: a preview that nothing refuses follows, because the refusal ended this one half-way. */
    startAgain(): void {
        this.events = this.events.filter(
            ({ diagnosticEvent, policyEvent }) => policyEvent !== undefined || diagnosticEvent !== undefined,
        );
    }

    close(): void {
        this.write(recordFiles.events, this.events.map((event) => `${JSON.stringify(event)}\n`).join(""));
    }

    private write(name: string, text: string): void {
        writeFileSync(`${this.folder}/${name}`, text, { mode: 0o600 });
    }
}

/** Debug diagnostics carry whole replies of the engine, secrets in the clear; what a program prints may hold anything. */
function isKept({ diagnosticEvent, ...event }: EngineEvent): boolean {
    if (diagnosticEvent !== undefined) return ["error", "warning"].includes(diagnosticEvent.severity);
    const { policyEvent, preludeEvent, resOpFailedEvent, resourcePreEvent, resOutputsEvent, summaryEvent } = event;
    return [policyEvent, preludeEvent, resOpFailedEvent, resourcePreEvent, resOutputsEvent, summaryEvent].some(
        (kept) => kept !== undefined,
    );
}
