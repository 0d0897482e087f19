import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Rehearsed, rehearsed } from "./rehearsed.ts";

const realLooking = {
    AUTH0_DOMAIN: "acme.eu.auth0.com",
    AUTH0_CLIENT_ID: "aBcDeFgHiJkLmNoPqRsTuVwXyZ012345",
    AUTH0_CLIENT_SECRET: "real-looking-auth0-secret",
    AUTH0_API_TOKEN: "real-looking-auth0-token",
    ARM_TENANT_ID: "3f6d2a5b-1c4e-4f7a-9b8d-0e1f2a3b4c5d",
    ARM_CLIENT_ID: "8a7b6c5d-4e3f-4a2b-8c1d-0f9e8d7c6b5a",
    ARM_CLIENT_SECRET: "real-looking-arm-secret",
    ARM_USE_CLI: "true",
    HTTPS_PROXY: "http://proxy.acme.example:3128",
    PULUMI_ACCESS_TOKEN: "pul-real-looking",
};

describe("with real-looking credentials on the machine and in the stack file", () => {
    const before = { ...process.env };
    const remote = new Set<string>();
    let run: Rehearsed;
    let watch: NodeJS.Timeout;

    beforeAll(async () => {
        Object.assign(process.env, realLooking);
        run = await rehearsed({
            edit: (text) =>
                text.replace(
                    "config:",
                    [
                        "config:",
                        `  auth0:domain: ${realLooking.AUTH0_DOMAIN}`,
                        "  auth0:clientSecret: { secure: v1:AAAA }",
                        "  azuread:clientSecret: real-looking-arm-secret",
                        "  azuread:useCli: true",
                    ].join("\n"),
                ),
        });
        watch = setInterval(() => {
            for (const address of remoteAddresses(run.driver.session)) remote.add(address);
        }, 20);
    });
    afterAll(async () => {
        clearInterval(watch);
        for (const name of Object.keys(realLooking)) {
            if (before[name] === undefined) delete process.env[name];
            else process.env[name] = before[name];
        }
        await run.close();
    });

    it("a rehearsal deploys into the sandbox, and nothing leaves loopback", async () => {
        const up = await run.driver.perform("up");

        expect(up).toMatchObject({ succeeded: true, errors: [] });
        expect(run.world.requests.count("auth0")).toBeGreaterThan(0);
        expect(run.world.requests.count("microsoft")).toBeGreaterThan(0);
        expect(run.world.refused.filter((name) => name !== "cdn.auth0.com:443")).toEqual([]);
        if (process.platform === "linux") expect([...remote]).toEqual(["127.0.0.1"]);
    });

    it("none of the credentials gets into the sandbox's folder", () => {
        const texts = run.written();
        const secrets = Object.values(realLooking).filter((value) => value.includes("real-looking"));

        expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
    });

    it("the summary can say which settings the copy has otherwise", () => {
        expect(run.rehearsal.changes).toEqual([
            "auth0:domain: left out, the sandbox sets its own",
            "auth0:clientSecret: left out, the sandbox sets its own",
            "azuread:clientSecret: left out, the sandbox sets its own",
            "azuread:useCli: left out, the sandbox sets its own",
        ]);
    });
});

/** Remote addresses of the TCP connections that a session has or tries to have. */
function remoteAddresses(session: number): string[] {
    if (process.platform !== "linux") return [];
    const sockets = new Set(
        readdirSync("/proc")
            .filter((name) => /^\d+$/.test(name))
            .flatMap((pid) => socketsOf(pid, session)),
    );
    return ["tcp", "tcp6"].flatMap((table) =>
        readFileSync(`/proc/net/${table}`, "utf8")
            .split("\n")
            .slice(1)
            .map((line) => line.trim().split(/\s+/))
            .filter(([, , remote, state, , , , , , inode]) => state !== "0A" && remote && sockets.has(inode ?? ""))
            .map(([, , remote]) => address(remote ?? "")),
    );
}

function socketsOf(pid: string, session: number): string[] {
    try {
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
            .replace(/^.*\) /s, "")
            .split(" ");
        if (Number(fields[3]) !== session) return [];
        return readdirSync(`/proc/${pid}/fd`).flatMap(
            (name) => /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${name}`))?.[1] ?? [],
        );
    } catch {
        // The process, or one of its files, was gone before it was looked at.
        return [];
    }
}

/** The kernel writes each four bytes of an address as a little-endian number; IPv4 is the last four. */
function address(hexadecimal: string): string {
    const [host = ""] = hexadecimal.split(":");
    const bytes = host.slice(-8).match(/../g) ?? [];
    return bytes
        .reverse()
        .map((byte) => Number.parseInt(byte, 16))
        .join(".");
}
