import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { growth, growthPerRound } from "../../reliability/soak/flat.ts";

const allowance = { what: "megabytes held", most: 5 };

describe("growth over rounds", () => {
    it("of a leak is what leaks each round", () => {
        expect(growthPerRound([10, 12, 14, 16])).toBe(2);
    });

    it("of a saw tooth is nearly none", () => {
        expect(growthPerRound([10, 14, 10, 14, 10])).toBe(0);
    });

    it("the first round warms up and does not count", () => {
        expect(growth([10, 60, 60, 60, 60], allowance)).toBeUndefined();
    });

    it("is told with where it began and ended", () => {
        expect(growth([10, 20, 22, 24, 26], allowance)).toBe(
            "megabytes held grew by 6.0 over 4 rounds, from 20.0 to 26.0; at most 5 is flat",
        );
    });

    it("of fewer than three warm rounds is none", () => {
        expect(growth([10, 20, 40], allowance)).toBeUndefined();
    });

    it("does not depend on where a series starts", () => {
        fc.assert(
            fc.property(
                fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 3, maxLength: 40 }),
                fc.integer({ min: -1000, max: 1000 }),
                (values, shift) => {
                    const shifted = values.map((value) => value + shift);
                    expect(growthPerRound(shifted)).toBeCloseTo(growthPerRound(values), 6);
                },
            ),
        );
    });
});
