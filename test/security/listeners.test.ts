import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startVictim, type Victim } from "../../reliability/inputs/http/started-victim.ts";

let victim: Victim;
beforeAll(async () => {
    victim = await startVictim();
}, 60_000);
afterAll(() => victim?.close());

/** Addresses on which a process listens, as Linux tells: hexadecimal, `0100007F` is 127.0.0.1. */
function listeners(pid: number): string[] {
    const sockets = new Set(
        readdirSync(`/proc/${pid}/fd`).flatMap((name) => {
            try {
                return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1] ?? [];
            } catch {
                // Closed since.
                return [];
            }
        }),
    );
    return ["tcp", "tcp6", "udp", "udp6"].flatMap((table) =>
        readFileSync(`/proc/${pid}/net/${table}`, "utf8")
            .split("\n")
            .slice(1)
            .map((line) => line.trim().split(/\s+/))
            .filter(([, , , state, , , , , , inode]) => (state === "0A" || state === "07") && sockets.has(inode ?? ""))
            .map(([, local]) => `${table} ${local?.split(":")[0]}`),
    );
}

describe("a running sandbox", () => {
    it.runIf(process.platform === "linux")("listens on 127.0.0.1 alone: both services, the proxy, and the page", () => {
        expect(listeners(victim.pid)).toEqual(["tcp 0100007F", "tcp 0100007F", "tcp 0100007F", "tcp 0100007F"]);
    });

    it.runIf(process.platform === "linux")("would be seen by this test on another address", async () => {
        const { createServer } = await import("node:net");
        const server = createServer().listen(0, "0.0.0.0");
        await new Promise((resolve) => server.once("listening", resolve));
        try {
            expect(listeners(process.pid)).toContain("tcp 00000000");
        } finally {
            server.close();
        }
    });
});

describe("no file of the project", () => {
    it("listens without saying where", () => {
        const root = fileURLToPath(new URL("../..", import.meta.url));
        const calls = ["sandbox", "cli", "proof", "engine", "operate"]
            .flatMap((folder) =>
                readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((name) =>
                    join(folder, name),
                ),
            )
            .filter((name) => name.endsWith(".ts"))
            .flatMap((name) =>
                readFileSync(join(root, name), "utf8")
                    .split("\n")
                    .filter((line) => /\.(listen|bindAsync)\(/.test(line))
                    .map((line) => ({ name, line: line.trim() })),
            );

        expect(calls.length).toBeGreaterThan(3);
        // A person's sign-in comes back to both addresses of loopback, which one `localhost` is the browser decides.
        const known = calls.filter(({ name }) => name !== "proof/real/own-browser.ts");
        expect(known.filter(({ line }) => !/"127\.0\.0\.1[":]/.test(line))).toEqual([]);
    });
});
