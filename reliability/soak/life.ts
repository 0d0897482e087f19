import { driftIn } from "../../cli/drift/drift-in.ts";
import { proveInSandbox } from "../../cli/prove/prove-in-sandbox.ts";
import { repairStack } from "../../cli/repair/repair-stack.ts";
import { openDesk } from "../../cli/sandbox/desk.ts";
import { projectName } from "../../cli/stack-settings.ts";
import type { Driver } from "../../engine/driver/driver.ts";
import { outcomeOf } from "../../operate/drift/drift-report.ts";
import { packDays } from "../../operate/rotate/pack-days.ts";
import { rotate } from "../../operate/rotate/rotate.ts";
import { stackFileSettings } from "../../operate/rotate/stack-file-settings.ts";
import { problemText } from "../../stacks/settings/problem.ts";
import { placeOf } from "../stack/place-of.ts";
import type { TrialStack } from "../stack/trial-stack.ts";
import { operation, type Step, type StepOutcome } from "./round.ts";

/** A stack's whole life, from the first `up` to the last thing that a `destroy` leaves; what an earlier life has left is taken back first. */
export function life(trial: TrialStack, driver: Driver): readonly Step[] {
    const original = trial.stackFile();
    const kept = names(trial);
    return [
        { name: "repair", take: () => takenBack(trial) },
        operation(driver, "up"),
        { name: "proof", take: () => proved(trial, driver) },
        { name: "rotate", take: async () => rotated(trial) },
        operation(driver, "up", "up after the rotation"),
        { name: "proof after the rotation", take: () => proved(trial, driver) },
        { name: "drift", take: () => drifted(trial) },
        operation(driver, "unprotect"),
        operation(driver, "destroy"),
        {
            name: "what is left",
            take: async () => {
                trial.edit(() => original);
                const left = names(trial).filter((name) => !kept.includes(name) && !name.startsWith(keptOnPurpose));
                return left.length === 0 ? undefined : left.join(", ");
            },
        },
    ];
}

/** The My Account API belongs to the tenant: it survives the stack that made it. */
const keptOnPurpose = "API Auth0 My Account API";

function names({ world }: TrialStack): string[] {
    return [...world.tenant.inventory(), ...world.directory.inventory()].map(({ kind, name }) => `${kind} ${name}`);
}

async function takenBack(trial: TrialStack): Promise<StepOutcome> {
    if (!names(trial).some((name) => name.startsWith(keptOnPurpose))) return undefined;
    const { outcome } = await repairStack(placeOf(trial), {}, () => {});
    return outcome === "repaired" ? undefined : outcome;
}

async function proved({ rehearsal, seed, stack }: TrialStack, driver: Driver): Promise<StepOutcome> {
    const { outputs = {} } = await driver.perform("outputs");
    const desk = await openDesk(rehearsal, seed, stack);
    try {
        const { rows } = await proveInSandbox({
            stack,
            outputs: Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value])),
            control: desk,
            environment: rehearsal.environment,
        });
        const broken = rows.filter(({ outcome }) => outcome === "broken");
        if (rows.length === 0) return "no claim was tried";
        return broken.length === 0 ? undefined : broken.map(({ claim }) => claim).join("; ");
    } finally {
        await desk.close();
    }
}

/** The change that `npm run rotate` makes, on the day of the services' clock. */
function rotated({ edit, rehearsal, stack, stackFile, world }: TrialStack): StepOutcome {
    const project = projectName(rehearsal.workFolder);
    const text = stackFile();
    const { problems, settings } = stackFileSettings(text, project);
    if (settings === undefined) return problemText(stack, problems);
    const rotation = rotate({ stack, project, text, settings, now: world.clock.now(), packDays: packDays(undefined) });
    if (rotation.problems.length > 0) return rotation.problems.join("; ");
    edit(() => rotation.text);
    return undefined;
}

async function drifted(trial: TrialStack): Promise<StepOutcome> {
    const report = await driftIn(placeOf(trial));
    const outcome = outcomeOf(report);
    if (outcome === "clean") return undefined;
    const found = report.around.flatMap(({ found, kind }) => (found.length === 0 ? [] : [kind.id]));
    return [outcome, ...report.changed.map(({ name }) => name), ...found, ...report.failures].join("; ");
}
