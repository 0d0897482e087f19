import { expect, it } from "vitest";
import { askedFaults } from "../../../cli/sandbox/asked-faults.ts";

const days = [
    '  "a normal day": a few requests too many, now and then a 503, secrets known after some seconds, reads late for a moment',
    '  "a bad day": requests fail, are cut off, or are done and nobody hears of it',
    '  "Entra just after lunch": Entra\'s replicas hear of changes late: 404 and 403 for what was just made, reads of what was before, secrets unknown for long',
    '  "a small tenant": Auth0\'s published limits of the free subscription: two requests a second',
    "  \"a clock that is wrong\": this machine's clock is ten minutes behind both clouds'",
].join("\n");

it("lets nothing go wrong where nothing is asked for", () => {
    expect(askedFaults({})).toBeUndefined();
});

it.each(["a bad day", "a-bad-day", "A Bad Day"])("knows %j, with the seed that is given", (faults) => {
    expect(askedFaults({ faults, seed: "7" })).toEqual({ profile: "a bad day", seed: 7 });
});

it("throws a seed where none is given", () => {
    const seed = askedFaults({ faults: "a-normal-day" })?.seed ?? 0;
    expect(Number.isInteger(seed) && seed > 0).toBe(true);
});

it.each([
    [{ faults: "monday" }, `--faults "monday" is no kind of day. These are:\n${days}`],
    [{ seed: "7" }, `--seed 7 says which faults strike, and needs --faults with a kind of day:\n${days}`],
    [
        { faults: "a bad day", seed: "lucky" },
        "--seed lucky is no seed: a whole number from 0 is. Left out, one is thrown and told.",
    ],
    [
        { faults: "a bad day", seed: "-1" },
        "--seed -1 is no seed: a whole number from 0 is. Left out, one is thrown and told.",
    ],
])("refuses %j and says what would be right", (given, message) => {
    expect(() => askedFaults(given)).toThrow(message);
});
