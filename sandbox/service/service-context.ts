import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";

/** What all services of one sandbox share. */
export interface ServiceContext {
    readonly clock: Clock;
    readonly faults: Faults;
    readonly requests: RequestLog;
}
