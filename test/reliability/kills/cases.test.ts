import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { killsOf } from "../../../reliability/kills/cases.ts";
import { evenly } from "../../../reliability/kills/evenly.ts";

const operation = { stack: "dev", providers: "stand-in", operation: "up" } as const;

describe("the kills of an operation", () => {
    it("are TERM on arrival and KILL with a lost answer at each request, and both signals at both moments where it writes", () => {
        const requests = [
            { method: "POST", path: "/oauth/token" },
            { method: "GET", path: "/api/v2/clients" },
            { method: "POST", path: "/api/v2/clients" },
        ];
        const kills = killsOf(operation, requests).map(
            ({ moment, request, signal }) => `${request} ${signal} ${moment}`,
        );
        expect(kills).toEqual([
            "1 SIGTERM arrival",
            "1 SIGKILL answer lost",
            "2 SIGTERM arrival",
            "2 SIGKILL answer lost",
            "3 SIGTERM arrival",
            "3 SIGKILL answer lost",
            "3 SIGTERM answer lost",
            "3 SIGKILL arrival",
        ]);
    });

    it("are tried in an order that spreads the first of them over all", () => {
        expect(evenly([0, 1, 2, 3, 4, 5, 6, 7])).toEqual([0, 4, 2, 6, 1, 3, 5, 7]);
        fc.assert(
            fc.property(fc.array(fc.integer()), (items) => {
                expect([...evenly(items)].sort()).toEqual([...items].sort());
            }),
            { interruptAfterTimeLimit: 3000 },
        );
    });
});
