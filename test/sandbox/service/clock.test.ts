import { expect, it } from "vitest";
import { Clock } from "../../../sandbox/service/clock.ts";

it("goes with real time until it is set, and on from where it was set", () => {
    const clock = new Clock();
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000);

    clock.set(new Date("2030-01-01T00:00:00Z"));
    clock.advance(86_400_000);
    expect(clock.now().toISOString().slice(0, 10)).toBe("2030-01-02");
});

it("stands still where it is held, and moves by what it is advanced", () => {
    const clock = new Clock();
    clock.hold(new Date("2030-01-01T00:00:00Z"));
    clock.advance(1500);
    expect(clock.now().toISOString()).toBe("2030-01-01T00:00:01.500Z");

    clock.set(new Date("2031-01-01T00:00:00Z"));
    expect(clock.now().getUTCFullYear()).toBe(2031);
});
