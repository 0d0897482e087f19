import type { Driver } from "../../engine/driver/driver.ts";
import { type FaultKindName, faultKindNames, faultKinds } from "../../sandbox/faults/fault-kinds.ts";
import type { ProviderKind } from "../../sandbox/providers.ts";
import { routePattern } from "../../sandbox/service/route-pattern.ts";
import type { PartRun } from "../part.ts";
import { type Picture, pictureOf } from "../stack/picture.ts";
import { trialEnvironment } from "../stack/trial-environment.ts";
import { type TrialStack, trialStack } from "../stack/trial-stack.ts";
import type { DisturbedOperation, FaultTrial } from "./fault-trial.ts";

/** A stack on which one trial after the other is made, and what it is like when nothing goes wrong. */
export interface Stage {
    readonly trial: TrialStack;
    readonly driver: Driver;

    /** @throws where the stage was not asked for the operation */
    undisturbed(operation: DisturbedOperation): Undisturbed;

    /** Every kind of fault at every route that each operation asks for, where it can happen; the gravest first. */
    readonly matrix: readonly FaultTrial[];
    close(): Promise<void>;
}

/** An operation when nothing goes wrong. */
export interface Undisturbed {
    /** Puts clouds and state where it begins. */
    readonly begin: () => void;

    /** What there is after it. */
    readonly after: Picture;

    /** What puts a stack in order after it was disturbed. */
    readonly recovery: "up" | "destroy";

    /** What there is after that. */
    readonly afterRecovery: Picture;

    /** Routes it asks for, each once, `microsoft POST /v1.0/applications`. */
    readonly routes: readonly string[];
}

export type StageOptions = Pick<PartRun, "engine" | "environment" | "folder" | "pulumiHome"> & {
    /** @default "dev" */
    readonly stack?: string;

    /** @default "stand-in" */
    readonly providers?: ProviderKind;

    /** What is disturbed on it. @default every operation */
    readonly operations?: readonly DisturbedOperation[];
};

/** Performs each operation once without faults, and keeps where it began. */
export async function stageOf(options: StageOptions): Promise<Stage> {
    const { operations = ["up", "refresh", "destroy"], providers = "stand-in", stack = "dev" } = options;
    const trial = await trialStack({
        ...options,
        stack,
        providers,
        programEnvironment: trialEnvironment(`${options.folder}/compile-cache`),
    });
    const driver = trial.drive();
    try {
        const perform = async (operation: "up" | "refresh" | "destroy" | "unprotect" | "outputs") => {
            const mark = trial.world.requests.mark();
            const { errors, succeeded } = await driver.perform(operation, { quiet: true });
            if (!succeeded) throw new Error(`an undisturbed ${operation} of ${stack} failed: ${errors.join("; ")}`);
            const asked = trial.world.requests.since(mark);
            const routes = asked.map(({ method, path, service }) => `${service} ${method} ${routePattern(path)}`);
            return { after: pictureOf(trial), routes: [...new Set(routes)] };
        };
        // The first operation makes the stack itself.
        await perform("outputs");
        const empty = trial.keep();
        const up = await perform("up");
        const deployed = trial.keep();
        const known = new Map<DisturbedOperation, Undisturbed>([
            ["up", { ...up, begin: empty, recovery: "up", afterRecovery: up.after }],
        ]);
        if (operations.includes("refresh")) {
            const refresh = await perform("refresh");
            const { after } = await perform("up");
            known.set("refresh", { ...refresh, begin: deployed, recovery: "up", afterRecovery: after });
        }
        if (operations.includes("destroy")) {
            deployed();
            await perform("unprotect");
            const unprotected = trial.keep();
            const destroy = await perform("destroy");
            known.set("destroy", { ...destroy, begin: unprotected, recovery: "destroy", afterRecovery: destroy.after });
        }
        return {
            trial,
            driver,
            undisturbed: (operation) => {
                const undisturbed = known.get(operation);
                if (undisturbed === undefined) throw new Error(`${operation} is not performed on this stage`);
                return undisturbed;
            },
            matrix: matrixOf(stack, providers, known),
            close: () => trial.close(),
        };
    } catch (error) {
        await trial.close();
        throw error;
    }
}

function matrixOf(
    stack: string,
    providers: ProviderKind,
    operations: ReadonlyMap<DisturbedOperation, Undisturbed>,
): FaultTrial[] {
    const trials = faultKindNames.flatMap((kind) =>
        [...operations].flatMap(([operation, { routes }]) =>
            routes
                .filter((route) => faultKinds[kind].fits(targetOf(route)))
                .map((route) => ({ stack, providers, operation, disturbance: { kind, route } })),
        ),
    );
    return trials.toSorted((one, other) => rank(one.disturbance) - rank(other.disturbance));
}

/** What may leave something behind comes first, of it what changes something; what only differs in its number comes last. */
function rank({ kind, route }: { readonly kind: FaultKindName; readonly route: string }): number {
    const isRead = route.includes(" GET ");
    return gravestFirst.indexOf(kind) * 2 + (isRead ? gravestFirst.length : 0);
}

const gravestFirst: readonly FaultKindName[] = [
    ...["lost answer", "half answer", "503 afterwards", "Error_MsaAppDoesNotExist", "no backing application yet"],
    ...["not found yet", "forbidden yet", "stale read", "reset", "expired token", "408"],
    ...["503", "throttled", "500", "502", "504", "slow"],
] as readonly FaultKindName[];

function targetOf(route: string) {
    const [service = "", method = "", path = ""] = route.split(" ");
    return { service, method, path };
}
