import { expect, it } from "vitest";
import { ExpiringMap } from "../../../../sandbox/microsoft/login/expiring-map.ts";
import { Clock } from "../../../../sandbox/service/clock.ts";

class StillClock extends Clock {
    time = 0;
    override now(): Date {
        return new Date(this.time);
    }
}

it("keeps a value until its time is over", () => {
    const clock = new StillClock();
    const map = new ExpiringMap<string>(clock, 100, 10);
    map.set("a", "one");
    clock.time = 99;
    expect(map.get("a")).toBe("one");
    clock.time = 100;
    expect(map.get("a")).toBeUndefined();
});

it("starts a value's time anew when it is set again", () => {
    const clock = new StillClock();
    const map = new ExpiringMap<string>(clock, 100, 10);
    map.set("a", "one");
    map.set("b", "two");
    clock.time = 50;
    map.set("a", "three");
    clock.time = 120;
    expect([map.get("a"), map.get("b")]).toEqual(["three", undefined]);
});

it("lets go of what is over and of the oldest when it is full", () => {
    const clock = new StillClock();
    const map = new ExpiringMap<number>(clock, 100, 3);
    for (const index of [1, 2, 3, 4]) map.set(`${index}`, index);
    expect([map.size, map.get("1"), map.get("2")]).toEqual([3, undefined, 2]);
    clock.time = 100;
    map.set("5", 5);
    expect(map.size).toBe(1);
    map.delete("5");
    expect([map.size, map.get("5")]).toEqual([0, undefined]);
});
