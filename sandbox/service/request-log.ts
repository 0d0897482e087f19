/** One request that a service has answered. Bodies and headers are never kept: they carry secrets. */
export interface LoggedRequest {
    readonly service: string;
    readonly method: string;
    /** Path without its query. */
    readonly path: string;
    readonly status: number;
}

/** What was asked of the sandbox's services, in order. */
export class RequestLog {
    private readonly requests: LoggedRequest[] = [];

    add(request: LoggedRequest): void {
        this.requests.push(request);
    }

    /** A place in the log, to ask later what came `since` then. */
    mark(): number {
        return this.requests.length;
    }

    since(mark: number): readonly LoggedRequest[] {
        return this.requests.slice(mark);
    }

    /** Number of requests a service has answered since a mark. */
    count(service: string, mark = 0): number {
        return this.since(mark).filter((request) => request.service === service).length;
    }
}
