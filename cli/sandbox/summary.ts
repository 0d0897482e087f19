import type { PolicyViolation, StackOutput } from "../../engine/driver/driver-protocol.ts";
import type { InventoryItem } from "../../sandbox/service/inventory.ts";
import { violationLines } from "../violation-lines.ts";

export interface SummaryInput {
    readonly stack: string;
    readonly seconds: number;

    /** `stand-in providers (the real ones are not installed)`. */
    readonly providers: string;

    /** `engine 3.259.0 from PATH`. */
    readonly engine: string;

    /** Number of resources per engine operation. */
    readonly changes: Readonly<Record<string, number>>;
    readonly tenantDomain: string;
    readonly auth0: readonly InventoryItem[];
    readonly tenantId: string;
    readonly microsoft: readonly InventoryItem[];

    /** What exists in the stack's Azure subscription. @default it has none */
    readonly azure?: { readonly subscriptionId: string; readonly items: readonly InventoryItem[] };
    readonly calls: { readonly auth0: number; readonly microsoft: number; readonly azure?: number };
    readonly outputs: Readonly<Record<string, StackOutput>>;

    /** What the sandbox took for granted or changed in its copies. */
    readonly notes: readonly string[];
    readonly warnings: readonly string[];

    /** What the policy pack said, none of it refusing. */
    readonly violations: readonly PolicyViolation[];

    /** What went wrong on the way, and how often the deployment was run until it succeeded. @default nothing was let go wrong */
    readonly faults?: { readonly runs: number; readonly lines: readonly string[] };
}

/** What a person reads at the end: what exists in each cloud now, the outputs, how long it took and how many calls. */
export function summary(input: SummaryInput): string {
    const created = Object.entries(input.changes)
        .map(([operation, count]) => `${count} ${operation}`)
        .join(", ");
    return [
        `${input.stack} is deployed in the sandbox, in ${input.seconds.toFixed(1)} s: ${created}`,
        `  with ${input.providers}, ${input.engine}; ${callsText(input)}`,
        "",
        `Auth0 tenant ${input.tenantDomain}`,
        ...inventoryLines(input.auth0),
        "",
        `Microsoft directory ${input.tenantId}`,
        ...inventoryLines(input.microsoft),
        ...(input.azure === undefined
            ? []
            : ["", `Azure subscription ${input.azure.subscriptionId}`, ...inventoryLines(input.azure.items)]),
        "",
        "Outputs",
        ...Object.entries(input.outputs).flatMap(([name, output]) => outputLines(name, output)),
        ...section("The sandbox takes for granted, or has otherwise than your files:", input.notes),
        ...section("The policy pack advises:", violationLines(input.violations)),
        ...section("Warnings:", input.warnings),
        ...(input.faults === undefined ? [] : section(faultsTitle(input.faults.runs), input.faults.lines)),
    ].join("\n");
}

function faultsTitle(runs: number): string {
    return runs === 1
        ? "Faults that struck; the deployment succeeded by itself:"
        : `Faults that struck; the deployment failed ${runs === 2 ? "once" : `${runs - 1} times`} and succeeded when it was run again:`;
}

function callsText({ azure, calls }: SummaryInput): string {
    const microsoft = `${calls.auth0} calls to Auth0, ${calls.microsoft} to Microsoft`;
    return azure === undefined ? microsoft : `${microsoft}, ${calls.azure ?? 0} to Azure`;
}

/** One line an item; what was there before the stack is left out. */
export function inventoryLines(items: readonly InventoryItem[]): string[] {
    const own = items.filter((item) => item.system !== true);
    if (own.length === 0) return ["  nothing"];
    const kinds = Math.max(...own.map(({ kind }) => kind.length));
    const names = Math.max(...own.map(({ name }) => name.length));
    return own.map(({ kind, name, detail }) =>
        `  ${kind.padEnd(kinds)}  ${name.padEnd(names)}  ${detail ?? ""}`.trimEnd(),
    );
}

function outputLines(name: string, { value, secret }: StackOutput): string[] {
    if (secret) return [`  ${name}: [secret]`];
    if (typeof value !== "object" || value === null) return [`  ${name}: ${value}`];
    const text = JSON.stringify(value, undefined, 2);
    return `${name}: ${text}`.split("\n").map((line) => `  ${line}`);
}

function section(title: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : ["", title, ...lines.map((line) => `  ${line}`)];
}
