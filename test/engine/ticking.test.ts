import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { elapsed, ticking } from "../../engine/ticking.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it("reports every five seconds how far the work is, and no longer once it ends", async () => {
    const lines: string[] = [];
    let done = 0;
    const work = ticking(
        { report: (line) => lines.push(line) },
        (time) => `${done} done, ${time}`,
        async () => {
            await new Promise((resolve) => setTimeout(resolve, 12_000));
            return "result";
        },
    );
    await vi.advanceTimersByTimeAsync(5000);
    done = 7;
    await vi.advanceTimersByTimeAsync(7000);
    await vi.advanceTimersByTimeAsync(20_000);

    expect(await work).toBe("result");
    expect(lines).toEqual(["  0 done, 5 s", "  7 done, 10 s"]);
});

it.each([
    [0, "0 s"],
    [59_400, "59 s"],
    [59_600, "1 min 00 s"],
    [185_000, "3 min 05 s"],
])("%i ms read %s", (ms, text) => {
    expect(elapsed(ms)).toBe(text);
});
