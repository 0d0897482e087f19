/** What a service does instead of, or after, answering a request as it would. */
export interface Fault {
    /** Name of the service: `auth0` or `microsoft`. @default any */
    readonly service?: string;

    /** HTTP method. @default any */
    readonly method?: string;

    /** Matched against the path without its query. */
    readonly path: RegExp;

    /** How many requests that it could strike pass before. @default 0 */
    readonly after?: number;

    /** How many requests it strikes. @default 1 */
    readonly times?: number;

    /** Do the work first, then lose the answer. @default false */
    readonly afterwards?: boolean;

    /** Answer in place of the service's own; `reset` breaks the connection. */
    readonly answer: "reset" | (() => Response);
}

/** Faults waiting to strike. None unless someone adds them. */
export class Faults {
    private waiting: { fault: Fault; before: number; left: number }[] = [];

    add(fault: Fault): void {
        this.waiting.push({ fault, before: fault.after ?? 0, left: fault.times ?? 1 });
    }

    clear(): void {
        this.waiting = [];
    }

    /** The fault that strikes this request, used up by one. */
    strike(service: string, method: string, path: string): Fault | undefined {
        const found = this.waiting.find(
            ({ fault }) =>
                (fault.service === undefined || fault.service === service) &&
                (fault.method === undefined || fault.method === method) &&
                fault.path.test(path),
        );
        if (found === undefined) return undefined;
        if (found.before > 0) {
            found.before -= 1;
            return undefined;
        }
        found.left -= 1;
        this.waiting = this.waiting.filter(({ left }) => left > 0);
        return found.fault;
    }
}
