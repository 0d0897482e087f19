import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, utimesSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { withLock } from "../../engine/lock.ts";

let folder: string;
let lock: string;
beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "lock-"));
    lock = join(folder, "deeper", "x.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("lets one work at a time, tells the other once that it waits, and is gone at the end", async () => {
    const events: string[] = [];
    const worker = (name: string) =>
        withLock(lock, { onWait: () => events.push(`${name} waits`) }, async () => {
            events.push(`${name} starts`);
            await sleep(200);
            events.push(`${name} ends`);
        });
    await Promise.all([worker("one"), worker("other")]);

    expect(events).toEqual(["one starts", "other waits", "one ends", "other starts", "other ends"]);
    expect(existsSync(lock)).toBe(false);
});

it("is released when the work fails", async () => {
    await expect(withLock(lock, {}, () => Promise.reject(new Error("broke")))).rejects.toThrow("broke");
    expect(existsSync(lock)).toBe(false);
});

it("is taken over from a process that was killed", async () => {
    mkdirSync(lock, { recursive: true });
    const longAgo = new Date(Date.now() - 60_000);
    utimesSync(lock, longAgo, longAgo);

    expect(await withLock(lock, { onWait: () => expect.unreachable() }, async () => "done")).toBe("done");
});

it("is kept fresh by a process that works for long", async () => {
    const ages: number[] = [];
    await withLock(lock, { staleAfterMs: 500 }, async () => {
        for (let round = 0; round < 6; round++) {
            await sleep(100);
            ages.push(Date.now() - statSync(lock).mtimeMs);
        }
    });
    expect(Math.max(...ages)).toBeLessThan(400);
});

it("stops waiting when it is told to", async () => {
    mkdirSync(lock, { recursive: true });
    const stop = new AbortController();
    const waiting = withLock(
        lock,
        { onWait: () => stop.abort(new Error("stopped")), signal: stop.signal },
        async () => {},
    );

    await expect(waiting).rejects.toThrow("stopped");
    expect(existsSync(lock)).toBe(true);
});
