import { expect, it } from "vitest";
import { Clock } from "../../../sandbox/service/clock.ts";
import { ExpiringMap } from "../../../sandbox/service/expiring-map.ts";

it("gives a value until its time is over, and keeps nothing after that", () => {
    const clock = new Clock();
    clock.set(new Date("2030-01-01"));
    const expiring = new ExpiringMap<string>(clock, 1000);
    expiring.set("a", "A");
    clock.advance(900);
    expect([expiring.get("a"), expiring.size]).toEqual(["A", 1]);
    clock.advance(200);
    expect([expiring.get("a"), expiring.size]).toEqual([undefined, 0]);
});

it("lets a value be taken once", () => {
    const expiring = new ExpiringMap<string>(new Clock(), 1000);
    expiring.set("a", "A");
    expect([expiring.take("a"), expiring.take("a")]).toEqual(["A", undefined]);
});

it("keeps the latest, never more than its limit", () => {
    const expiring = new ExpiringMap<number>(new Clock(), 60_000, 3);
    for (let index = 0; index < 100; index += 1) expiring.set(String(index), index);
    expect([expiring.size, expiring.get("99"), expiring.get("96")]).toEqual([3, 99, undefined]);
});

it("starts a value's time anew when it is set again", () => {
    const clock = new Clock();
    clock.set(new Date("2030-01-01"));
    const expiring = new ExpiringMap<string>(clock, 1000);
    expiring.set("a", "one");
    expiring.set("b", "two");
    clock.advance(500);
    expiring.set("a", "three");
    clock.advance(700);
    expect([expiring.get("a"), expiring.get("b")]).toEqual(["three", undefined]);
});

it("has a value no more at the very end of its time", () => {
    const clock = new StandingClock();
    const expiring = new ExpiringMap<string>(clock, 1000);
    expiring.set("a", "A");
    clock.time = 999;
    expect(expiring.get("a")).toBe("A");
    clock.time = 1000;
    expect(expiring.get("a")).toBeUndefined();
});

class StandingClock extends Clock {
    time = 0;
    override now(): Date {
        return new Date(this.time);
    }
}
