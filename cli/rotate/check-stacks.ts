import { checkStack, type StackCheck } from "../../operate/rotate/check.ts";
import { checkText } from "../../operate/rotate/check-text.ts";
import { exitCodes, mostUrgent } from "../../operate/rotate/urgency.ts";
import { PersonError } from "../person-error.ts";
import { stackSettings } from "../stack-settings.ts";
import type { Asked } from "./asked.ts";
import { readStackFile } from "./stack-file.ts";

export interface CheckStacks extends Pick<Asked, "connections" | "json" | "soonDays" | "stacks"> {
    /** Folder with Pulumi.yaml and the stack files. */
    readonly projectFolder: string;

    /** The present. */
    readonly now: Date;
}

export interface Checked {
    readonly text: string;
    readonly exitCode: number;
}

/** Says how long the client secrets of one stack or several have, from their files alone. Broken settings of any are told as an error. */
export function checkStacks(options: CheckStacks): Checked {
    const broken: string[] = [];
    const checks = options.stacks.flatMap((stack): StackCheck[] => {
        try {
            return [checkOf(stack, options)];
        } catch (error) {
            if (!(error instanceof PersonError)) throw error;
            broken.push(error.message);
            return [];
        }
    });
    if (broken.length > 0) {
        const rest = checks.length === 0 || options.json ? [] : [checkText(checks)];
        throw new PersonError([...rest, ...broken].join("\n\n"));
    }
    const urgency = mostUrgent(checks.map((check) => check.urgency));
    const exitCode = exitCodes[urgency];
    const text = options.json ? JSON.stringify({ urgency, exitCode, stacks: checks }, undefined, 2) : checkText(checks);
    return { text, exitCode };
}

function checkOf(stack: string, { connections, now, projectFolder, soonDays }: CheckStacks): StackCheck {
    const settings = stackSettings(projectFolder, stack);
    const check = checkStack({ stack, text: readStackFile(projectFolder, stack), settings, now, soonDays });
    if (connections === undefined) return check;
    const kept = check.connections.filter(({ connection }) => connections.includes(connection));
    const unknown = connections.filter((key) => !Object.keys(settings.connections).includes(key));
    if (unknown.length > 0) {
        throw new PersonError(
            `Stack ${stack} has no connection ${unknown.join(", ")}; it has: ${Object.keys(settings.connections).join(", ")}.`,
        );
    }
    return { ...check, connections: kept, urgency: mostUrgent(kept.map(({ urgency }) => urgency)) };
}
