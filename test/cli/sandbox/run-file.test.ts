import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeRunFile, runningSandbox, writeRunFile } from "../../../cli/sandbox/run-file.ts";

const running = {
    pid: process.pid,
    startedAt: "2026-11-23T01:00:00.000Z",
    stack: "dev",
    proxyUrl: "http://127.0.0.1:4711",
    origin: "http://127.0.0.1:4712",
    token: "run-token",
};
let folder: string;

beforeEach(() => {
    folder = mkdtempSync(`${tmpdir()}/run-file-`);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("the run file", () => {
    it("tells of the sandbox that wrote it, to its owner only", () => {
        writeRunFile(folder, running);

        expect(runningSandbox(folder)).toEqual(running);
        expect(statSync(`${folder}/run.json`).mode & 0o777).toBe(0o600);
    });

    it("tells of none before a sandbox starts and after it ended", () => {
        expect(runningSandbox(folder)).toBeUndefined();
        writeRunFile(folder, running);
        removeRunFile(folder);
        expect(runningSandbox(folder)).toBeUndefined();
    });

    it("does not count when its process is gone, or when it was cut off while it was written", () => {
        writeRunFile(folder, { ...running, pid: 2 ** 22 + 1 });
        expect(runningSandbox(folder)).toBeUndefined();

        writeFileSync(`${folder}/run.json`, '{"pid": 1');
        expect(runningSandbox(folder)).toBeUndefined();
    });
});
