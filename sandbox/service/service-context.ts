import type { Clock } from "./clock.ts";
import type { Exchange } from "./exchange.ts";
import type { Faults } from "./faults.ts";
import type { RequestLog } from "./request-log.ts";

/** What all services of one sandbox share. */
export interface ServiceContext {
    readonly clock: Clock;
    readonly faults: Faults;
    readonly requests: RequestLog;

    /** Gets every exchange whole, before its answer is sent. For recordings only: it carries secrets. @default nobody */
    readonly onExchange?: (exchange: Exchange) => void;
}
