import type { Limiter } from "./limiter.ts";
import type { Replicas } from "./replicas.ts";

/**
 * What comes instead of the service's own answer:
 * - `reset` the connection breaks
 * - `half` it breaks in the middle of the service's own answer, whose work is done
 * - `former` what the same read was answered before the latest change; where there is none, the fault waits on
 * - `own` the service's own, for faults that only delay it
 * - an answer, given the request
 */
export type FaultAnswer = "reset" | "half" | "former" | "own" | ((request: Request) => Response);

/** What a service does instead of, or after, answering a request as it would. */
export interface Fault {
    /** Name of the service: `auth0` or `microsoft`. @default any */
    readonly service?: string;

    /** HTTP method. @default any */
    readonly method?: string;

    /** Matched against the path without its query. */
    readonly path: RegExp;

    /** Strikes only requests with this `Authorization`. @default any */
    readonly authorization?: string;

    /** How many requests that it could strike pass before. @default 0 */
    readonly after?: number;

    /** How many requests it strikes. @default 1 */
    readonly times?: number;

    /** Do the work first, then lose the answer. @default false */
    readonly afterwards?: boolean;

    /** Waits so long before anything else, in milliseconds. @default 0 */
    readonly delayMs?: number;

    /** Answer in place of the service's own. */
    readonly answer: FaultAnswer;

    /** What it is called where struck faults are told. @default it is not told */
    readonly kind?: string;
}

/** What of a fault is done to a request that it strikes. */
export type Blow = Pick<Fault, "afterwards" | "answer" | "delayMs" | "kind">;

/** A request that a fault may strike. */
export interface Target {
    readonly service: string;
    readonly method: string;

    /** Path without its query. */
    readonly path: string;

    /** Needed for stale reads only. @default the path alone */
    readonly url?: string;
    readonly authorization?: string | undefined;
}

/** Decides of every request whether something goes wrong with it. */
export type FaultSource = (target: Target) => Blow | undefined;

/** A fault that has struck. */
export interface StruckFault {
    readonly service: string;
    readonly method: string;
    readonly path: string;
    readonly kind: string;
}

/** Faults waiting to strike, and those that have. None unless someone adds them. */
export class Faults {
    /** Strikes what no waiting fault strikes. @default nothing */
    source: FaultSource | undefined;

    /** What reads can be stale of. Set where a fault may be `former`. @default no read is stale */
    replicas: Replicas | undefined;

    /** By service. @default every request is let through */
    readonly limiters = new Map<string, Limiter>();

    /** Hears of every fault that has a kind, when it strikes. @default nobody */
    onStruck: (fault: StruckFault) => void = () => {};

    /** What has struck, of what has a kind, in order. */
    readonly struck: StruckFault[] = [];

    private waiting: { fault: Fault; before: number; left: number }[] = [];

    add(fault: Fault): void {
        this.waiting.push({ fault, before: fault.after ?? 0, left: fault.times ?? 1 });
    }

    /** Forgets the faults that wait; source and limiters stay. */
    clear(): void {
        this.waiting = [];
    }

    /** What strikes this request, used up by one. */
    strike(service: string, method: string, path: string, more: Pick<Target, "authorization" | "url"> = {}) {
        const target = { service, method, path, ...more };
        return this.waitingFor(target) ?? this.source?.(target);
    }

    /** Takes note of a fault that has struck. */
    note(fault: StruckFault): void {
        if (this.struck.length < mostStruck) this.struck.push(fault);
        this.onStruck(fault);
    }

    private waitingFor(target: Target): Fault | undefined {
        const found = this.waiting.find(({ fault }) => this.fits(fault, target));
        if (found === undefined) return undefined;
        if (found.before > 0) {
            found.before -= 1;
            return undefined;
        }
        found.left -= 1;
        this.waiting = this.waiting.filter(({ left }) => left > 0);
        return found.fault;
    }

    private fits(fault: Fault, { authorization, method, path, service, url }: Target): boolean {
        return (
            (fault.service === undefined || fault.service === service) &&
            (fault.method === undefined || fault.method === method) &&
            (fault.authorization === undefined || fault.authorization === authorization) &&
            fault.path.test(path) &&
            (fault.answer !== "former" || this.replicas?.former(service, url ?? path) !== undefined)
        );
    }
}

const mostStruck = 10_000;
