import type { EngineTranscript, ServiceTranscript } from "./transcript.ts";

/** A transcript as its file has it: a call or an exchange a line, so that a difference between two recordings shows where it is. */
export function transcriptText(transcript: EngineTranscript | ServiceTranscript): string {
    const lines = Object.entries(transcript).map(([name, value]) => {
        const isLong = name === "calls" || name === "exchanges";
        return `  ${JSON.stringify(name)}: ${isLong ? list(value as readonly unknown[]) : JSON.stringify(value)}`;
    });
    return `{\n${lines.join(",\n")}\n}\n`;
}

function list(items: readonly unknown[]): string {
    if (items.length === 0) return "[]";
    return `[\n${items.map((item) => `    ${JSON.stringify(item)}`).join(",\n")}\n  ]`;
}
