import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { faultKindNames } from "../../../sandbox/faults/fault-kinds.ts";
import { faultProfileNamed, faultProfileNames, faultProfiles } from "../../../sandbox/faults/fault-profiles.ts";
import { chance, type RandomRule, randomFaults } from "../../../sandbox/faults/random-faults.ts";
import { Clock } from "../../../sandbox/service/clock.ts";
import { Faults, type Target } from "../../../sandbox/service/faults.ts";

const clock = new Clock();
const id = "8f14e45f-ceea-467f-a9f2-2b1d6c3e7a01";
const targets: readonly Target[] = [
    { service: "microsoft", method: "POST", path: "/v1.0/applications" },
    { service: "microsoft", method: "PATCH", path: `/v1.0/applications/${id}` },
    { service: "microsoft", method: "GET", path: `/v1.0/servicePrincipals/${id}` },
    { service: "auth0", method: "POST", path: "/api/v2/clients" },
    { service: "auth0", method: "GET", path: "/api/v2/connections/con_0123456789abcdef" },
];
const requests = fc.array(fc.constantFrom(...targets), { maxLength: 200 });

function struckBy(
    seed: number,
    asked: readonly Target[],
    rules: readonly RandomRule[] = faultProfiles["a bad day"].rules,
) {
    const strike = randomFaults(rules, seed, new Faults(), clock);
    return asked.map((target) => strike(target)?.kind);
}

describe("faults at random", () => {
    it("strike the same requests in the same order for the same seed", () => {
        fc.assert(
            fc.property(fc.nat(), requests, (seed, asked) => {
                expect(struckBy(seed, asked)).toEqual(struckBy(seed, asked));
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });

    it("strike the n-th request of a route alike, whatever other routes are asked in between", () => {
        const rules = [{ kind: "503", rate: 0.3 }] as const;
        fc.assert(
            fc.property(fc.nat(), requests, (seed, asked) => {
                const [one] = targets;
                const alone = asked.filter((target) => target === one);
                const among = struckBy(seed, asked, rules).filter((_, index) => asked[index] === one);
                expect(among).toEqual(struckBy(seed, alone, rules));
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });

    it("strike as often as their rate, and never more than they may", () => {
        const asked = Array.from({ length: 4000 }, () => targets[0] as Target);
        const often = struckBy(1, asked, [{ kind: "503", rate: 0.1 }]).filter((kind) => kind === "503");
        const most = struckBy(1, asked, [{ kind: "503", rate: 0.1, most: 3 }]).filter((kind) => kind === "503");

        expect(often.length).toBeGreaterThan(320);
        expect(often.length).toBeLessThan(480);
        expect(most).toHaveLength(3);
    });

    it("differ from seed to seed", () => {
        const asked = Array.from({ length: 100 }, (_, index) => targets[index % targets.length] as Target);

        expect(new Set([1, 2, 3, 4, 5].map((seed) => JSON.stringify(struckBy(seed, asked)))).size).toBe(5);
        expect(chance(7, "503 microsoft POST /v1.0/applications", 1)).toBe(
            chance(7, "503 microsoft POST /v1.0/applications", 1),
        );
    });
});

describe("the kinds of day", () => {
    it("are found by their names, in any case and with hyphens", () => {
        expect(["a bad day", "A-Bad-Day", "entra-just-after-lunch", "a good day"].map(faultProfileNamed)).toEqual([
            "a bad day",
            "a bad day",
            "Entra just after lunch",
            undefined,
        ]);
    });

    it("say what goes wrong and what the providers survive, and name only kinds that there are, at rates below one", () => {
        for (const name of faultProfileNames) {
            const { rules, says, survived } = faultProfiles[name];
            expect(says.length * survived.length, name).toBeGreaterThan(0);
            expect(rules.filter(({ kind, rate }) => !faultKindNames.includes(kind) || rate <= 0 || rate >= 1)).toEqual(
                [],
            );
        }
    });
});
