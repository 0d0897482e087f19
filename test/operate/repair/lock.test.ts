import { describe, expect, it } from "vitest";
import { holdersIn, lockVerdict } from "../../../operate/repair/lock.ts";

const holder = { pid: 7, host: "here", user: "ada", since: "" };

describe("lockVerdict", () => {
    it("opens what a dead engine of this machine holds, refuses a live one, and asks about another machine", () => {
        expect(lockVerdict(holder, "here", () => false)).toBe("open");
        expect(lockVerdict(holder, "here", () => true)).toBe("refuse");
        expect(lockVerdict(holder, "there", () => false)).toBe("ask");
    });
});

describe("holdersIn", () => {
    it("reads whom the engine names", () => {
        const said =
            "error: the stack is currently locked by 1 lock(s).\n  azblob://state/.pulumi/locks/x.json: created by ada@build-7 (pid 4711) at 2026-11-26T05:00:00Z";
        expect(holdersIn(said)).toEqual([{ pid: 4711, host: "build-7", user: "ada", since: "2026-11-26T05:00:00Z" }]);
        expect(holdersIn("error: no such stack")).toEqual([]);
    });
});
