import { afterEach, describe, expect, it } from "vitest";
import { setProcessClock } from "../../proof/process-clock.ts";

const RealDate = globalThis.Date;
afterEach(() => {
    globalThis.Date = RealDate;
});

describe("the clock of the judge's process", () => {
    it("goes on from the time it is set to", () => {
        setProcessClock(new RealDate("2031-05-06T07:08:09Z"));

        expect(new Date().toISOString().slice(0, 16)).toBe("2031-05-06T07:08");
        expect(new RealDate(Date.now()).toISOString().slice(0, 16)).toBe("2031-05-06T07:08");
    });

    it("reads the times it is given as they are", () => {
        setProcessClock(new RealDate("2031-05-06T07:08:09Z"));

        expect(new Date(0).toISOString()).toBe("1970-01-01T00:00:00.000Z");
        expect(new Date("2026-11-02").getTime()).toBe(RealDate.UTC(2026, 10, 2));
        expect(Date.UTC(2026, 10, 2)).toBe(RealDate.UTC(2026, 10, 2));
        expect(new Date()).toBeInstanceOf(RealDate);
    });

    it("may be set again, back too, and does not add up", () => {
        setProcessClock(new RealDate("2031-01-01T00:00:00Z"));
        setProcessClock(new Date("2027-01-01T00:00:00Z"));

        expect(new Date().toISOString().slice(0, 16)).toBe("2027-01-01T00:00");
    });

    it("leaves `performance.now()` alone", () => {
        const before = performance.now();
        setProcessClock(new RealDate("2031-01-01T00:00:00Z"));

        expect(performance.now() - before).toBeLessThan(1000);
    });
});
