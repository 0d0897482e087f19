import type { Figures } from "./part.ts";

/** What a person reads of one part: its numbers, and what did not end as it has to. */
export function figuresText(title: string, { counts, failures }: Figures, seconds: number): string {
    const names = Object.keys(counts);
    const width = Math.max(0, ...names.map((name) => name.length));
    return [
        `${title} (${seconds.toFixed(0)} s)`,
        ...names.map((name) => `  ${name.padEnd(width)}  ${shownCount(counts[name] ?? 0)}`),
        ...failures.flatMap((failure) =>
            failure.split("\n").map((line, index) => `  ${index === 0 ? "! " : "  "}${line}`),
        ),
    ].join("\n");
}

/** The last line: what holds, or what does not. */
export function verdictText(failuresOf: Readonly<Record<string, number>>): string {
    const failing = Object.entries(failuresOf).filter(([, failures]) => failures > 0);
    if (failing.length === 0) return `All of it holds: ${Object.keys(failuresOf).join(", ")}.`;
    return `Does not hold: ${failing.map(([part, failures]) => `${part} (${failures})`).join(", ")}.`;
}

/** A number as people read it. */
export function shownCount(count: number): string {
    return Number.isInteger(count) ? String(count) : count.toFixed(1);
}
