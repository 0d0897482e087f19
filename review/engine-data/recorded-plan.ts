import { z } from "zod";
import type { Properties } from "../stack-change.ts";
import { fitted, type Reading, read } from "./reading.ts";
import { madeFrom } from "./recorded-state.ts";
import { recordedProperties } from "./recorded-value.ts";

const resourcePlanSchema = z.looseObject({
    goal: z
        .looseObject({
            protect: z.boolean().nullish(),
            ignoreChanges: z.array(z.string()).nullish(),
            deleteBeforeReplace: z.boolean().nullish(),
            propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
        })
        .nullish(),
    state: z.record(z.string(), z.unknown()).nullish(),
});

const planSchema = z.looseObject({ resourcePlans: z.record(z.string(), z.unknown()).nullish() });

/** What the program asks for one resource. */
export interface Goal {
    readonly protect: boolean;
    readonly ignoreChanges: readonly string[];
    readonly deleteBeforeReplace: boolean;
    readonly madeFrom: Readonly<Record<string, readonly string[]>>;

    /** What the provider foresees; absent where it was not asked. */
    readonly outputs?: Properties;
}

/** Reads what `--save-plan` wrote: the program's goals by URN, or none where there is no plan. */
export function recordedPlan(text: string | undefined, reading: Reading): ReadonlyMap<string, Goal> {
    if (text === undefined) return new Map();
    const plans = read("The plan", text, planSchema, reading)?.resourcePlans ?? {};
    return new Map(
        Object.entries(plans).flatMap(([urn, entry]): [string, Goal][] => {
            const plan = fitted(`The plan of ${urn}`, entry, resourcePlanSchema, reading);
            const goal = plan?.goal;
            if (!plan || !goal) return [];
            return [
                [
                    urn,
                    {
                        protect: goal.protect === true,
                        ignoreChanges: goal.ignoreChanges ?? [],
                        deleteBeforeReplace: goal.deleteBeforeReplace === true,
                        madeFrom: madeFrom(goal.propertyDependencies),
                        ...(plan.state ? { outputs: recordedProperties(plan.state) } : {}),
                    },
                ],
            ];
        }),
    );
}
