import type { Driver } from "../../engine/driver/driver.ts";
import type { LoggedRequest } from "../../sandbox/service/request-log.ts";
import { type Picture, pictureOf } from "../stack/picture.ts";
import { type TrialStack, type TrialStackOptions, trialStack } from "../stack/trial-stack.ts";
import type { KilledOperation } from "./kill-case.ts";
import { type Killed, killedOperations } from "./operations.ts";

/** Where kills of one operation begin, and how it ends undisturbed. */
export interface Base {
    readonly killed: Killed;

    /** Puts both clouds, the state and the stack file back to where the operation begins. */
    readonly restore: () => void;

    /** What the operation asked of the services, in order. */
    readonly requests: readonly LoggedRequest[];
    readonly end: Picture;
}

/** One stack on which operations are killed again and again, each from the same beginning. */
export class Ground {
    readonly trial: TrialStack;

    /** Lives through all trials: it performs what is not killed. */
    readonly driver: Driver;
    private readonly bases = new Map<KilledOperation, Base>();
    private readonly beginnings = new Map<Killed["from"], () => void>();

    private constructor(trial: TrialStack) {
        this.trial = trial;
        this.driver = trial.drive();
    }

    static async start(options: TrialStackOptions): Promise<Ground> {
        const ground = new Ground(await trialStack(options));
        // Makes the stack, with nothing in it.
        await ground.performed("outputs");
        ground.beginnings.set("empty", ground.trial.keep());
        return ground;
    }

    /** Performs the operation once without a kill, the first time it is asked for. */
    async base(operation: KilledOperation): Promise<Base> {
        const known = this.bases.get(operation);
        if (known !== undefined) return known;
        const killed = killedOperations[operation];
        (await this.beginning(killed.from))();
        for (const step of killed.before) {
            if (typeof step === "function") step(this.trial);
            else await this.performed(step);
        }
        const restore = this.trial.keep();
        const { requests } = this.trial.world;
        const mark = requests.mark();
        await this.performed(killed.performs);
        const base = { killed, restore, requests: requests.since(mark), end: pictureOf(this.trial) };
        this.bases.set(operation, base);
        if (operation === "up") this.beginnings.set("deployed", this.trial.keep());
        return base;
    }

    close(): Promise<void> {
        return this.trial.close();
    }

    private async beginning(from: Killed["from"]): Promise<() => void> {
        if (from === "deployed") await this.base("up");
        const restore = this.beginnings.get(from);
        if (restore === undefined) throw new Error(`there is no ${from} stack to begin with`);
        return restore;
    }

    private async performed(operation: Parameters<Driver["perform"]>[0]): Promise<void> {
        const { errors, succeeded } = await this.driver.perform(operation, { quiet: true });
        if (!succeeded) throw new Error(`${operation} of ${this.trial.stack} failed undisturbed: ${errors.join("; ")}`);
    }
}
