/** The time the sandbox's services live in: real time, shifted when a test or a rehearsal sets it. */
export class Clock {
    private shift = 0;
    private held: number | undefined;

    /** The services' present. */
    now(): Date {
        return new Date(this.held ?? Date.now() + this.shift);
    }

    /** Makes `time` the services' present and keeps it, so that what they answer is the same every time. */
    hold(time: Date): void {
        this.held = time.getTime();
    }

    /** Makes `time` the services' present; time goes on from there. */
    set(time: Date): void {
        this.held = undefined;
        this.shift = time.getTime() - Date.now();
    }

    /** Moves the services' present forward. */
    advance(milliseconds: number): void {
        if (this.held === undefined) this.shift += milliseconds;
        else this.held += milliseconds;
    }
}
