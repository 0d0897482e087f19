/** One request that a service has answered. Bodies and headers are never kept: they carry secrets. */
export interface LoggedRequest {
    readonly service: string;
    readonly method: string;
    /** Path without its query. */
    readonly path: string;
    readonly status: number;
}

const mostKept = 50_000;

/** What was asked of the sandbox's services, in order. Of very many requests only the latest are kept. */
export class RequestLog {
    private readonly requests: LoggedRequest[] = [];
    private dropped = 0;

    add(request: LoggedRequest): void {
        this.requests.push(request);
        if (this.requests.length > mostKept) this.dropped += this.requests.splice(0, mostKept / 2).length;
    }

    /** A place in the log, to ask later what came `since` then. */
    mark(): number {
        return this.dropped + this.requests.length;
    }

    since(mark: number): readonly LoggedRequest[] {
        return this.requests.slice(Math.max(mark - this.dropped, 0));
    }

    /** Number of requests a service has answered since a mark. */
    count(service: string, mark = 0): number {
        return this.since(mark).filter((request) => request.service === service).length;
    }
}
