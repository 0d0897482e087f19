import { isChange, rotate } from "../../operate/rotate/rotate.ts";
import { rotationText } from "../../operate/rotate/rotation-text.ts";
import { PersonError } from "../person-error.ts";
import { projectName, stackSettings } from "../stack-settings.ts";
import type { Asked } from "./asked.ts";
import { type IsLive, liveSlots } from "./live-slots.ts";
import { packDaysOf, readStackFile, writeStackFile } from "./stack-file.ts";

export interface RotateStacks extends Asked {
    /** Folder with Pulumi.yaml and the stack files. */
    readonly projectFolder: string;

    /** The present. */
    readonly now: Date;

    /** A stack's outputs. */
    readonly outputsOf: (stack: string) => unknown;
}

/** Rotates the secrets of one stack or several in their files: all of them, or none where one cannot be. Gives what to tell the person. */
export function rotateStacks(options: RotateStacks): string {
    const { connections, dryRun, projectFolder, stacks } = options;
    const files = stacks.map((stack) => fileOf(stack, options));
    const problems = files.flatMap(({ rotation, stack }) => rotation.problems.map((text) => ({ stack, text })));
    // With several stacks a name only has to be known in one.
    const isElsewhere = (text: string) => stacks.length > 1 && / has no connection "/.test(text);
    const isKnownNowhere = problems.length === stacks.length && problems.every(({ text }) => isElsewhere(text));
    const real = problems.filter(({ text }) => connections === undefined || isKnownNowhere || !isElsewhere(text));
    if (real.length > 0) {
        const lines = real.map(({ stack, text }) => `Stack ${stack}: ${text}`);
        throw new PersonError([...lines, "Nothing was written."].join("\n"));
    }

    if (!dryRun) {
        for (const { before, rotation, stack } of files) {
            if (rotation.plans.some(isChange)) writeStackFile(projectFolder, stack, rotation.text);
            else if (before !== rotation.text) throw new Error(`${stack}: changed without a plan`);
        }
    }
    return files
        .map(({ before, now, rotation, settings, stack }) =>
            rotationText({ ...rotation, stack, before, settings, now, dryRun }),
        )
        .join("\n\n");
}

function fileOf(stack: string, options: RotateStacks) {
    const { compromised, connections, due, now, projectFolder, soonDays } = options;
    const settings = stackSettings(projectFolder, stack);
    const before = readStackFile(projectFolder, stack);
    const rotation = rotate({
        stack,
        project: projectName(projectFolder),
        text: before,
        settings,
        now,
        packDays: packDaysOf(projectFolder),
        connections,
        due,
        soonDays,
        compromised,
        isLive: isLiveIn(stack, options),
    });
    return { stack, settings, before, rotation, now };
}

/** Asks the engine once, and only when it has to be known. */
function isLiveIn(stack: string, { live, outputsOf }: RotateStacks): IsLive {
    if (live) return () => true;
    let found: IsLive | undefined;
    return (...slot) => {
        found ??= liveSlots(stack, outputsOf(stack));
        return found(...slot);
    };
}
