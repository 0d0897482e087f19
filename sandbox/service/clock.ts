/** The time the sandbox's services live in: real time, shifted when a test or a rehearsal sets it. */
export class Clock {
    private shift = 0;

    /** The services' present. */
    now(): Date {
        return new Date(Date.now() + this.shift);
    }

    /** Makes `time` the services' present; time goes on from there. */
    set(time: Date): void {
        this.shift = time.getTime() - Date.now();
    }

    /** Moves the services' present forward. */
    advance(milliseconds: number): void {
        this.shift += milliseconds;
    }
}
