import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type StandInWorld, startStandIn } from "./stand-in-world.ts";

const getTenant = "auth0:index/getTenant:getTenant";
const client = "auth0:index/client:Client";

let sandbox: StandInWorld;

beforeAll(async () => {
    sandbox = await startStandIn("auth0");
});

afterEach(async () => {
    sandbox.world.faults.clear();
    await sandbox.provider.configure();
});

afterAll(() => sandbox.close());

describe("a stand-in's service", () => {
    it("has the real plugin's version, takes secrets and supports previews", async () => {
        expect(await sandbox.provider.pluginVersion()).toBe("3.49.0");
        expect(await sandbox.provider.configure()).toEqual({
            acceptsecrets: true,
            supportspreview: true,
            acceptresources: false,
            acceptoutputs: false,
            supportsAutonamingConfiguration: false,
        });
    });

    it("makes no call until it has to", async () => {
        const mark = sandbox.world.requests.mark();
        const { inputs } = await sandbox.provider.check(client, "portal", { name: "Portal" });
        await sandbox.provider.create(client, inputs, true);

        expect(sandbox.world.requests.since(mark)).toEqual([]);
    });

    it("fetches one token for many calls at once", async () => {
        const mark = sandbox.world.requests.mark();
        await Promise.all([1, 2, 3].map(() => sandbox.provider.invoke(getTenant, {})));

        const paths = sandbox.world.requests.since(mark).map(({ path }) => path);
        expect(paths.filter((path) => path === "/oauth/token")).toHaveLength(1);
        expect(paths).toHaveLength(4);
    });

    it("takes settings of the stack before the environment's, and refuses those it does not know", async () => {
        const { provider, world } = sandbox;

        expect(await provider.checkConfig({ version: "3.49.0", domain: "other.eu.auth0.com" })).toEqual({
            inputs: { version: "3.49.0", domain: "other.eu.auth0.com" },
            failures: [],
        });
        expect((await provider.checkConfig({ cliLogin: "true" })).failures).toEqual([
            'the stand-in for auth0 takes no setting "auth0:cliLogin"',
        ]);
        await provider.configure({ domain: "other.eu.auth0.com" });
        await expect(provider.invoke(getTenant, {})).rejects.toThrow("https://other.eu.auth0.com/oauth/token");
        expect(world.refused).toContain("other.eu.auth0.com:443");
    });

    it("says what it does not know", async () => {
        await expect(sandbox.provider.check("auth0:index/action:Action", "it", {})).rejects.toThrow(
            "unrecognized resource type: auth0:index/action:Action",
        );
        await expect(sandbox.provider.invoke("auth0:index/getUser:getUser", {})).rejects.toThrow(
            "unrecognized data function: auth0:index/getUser:getUser",
        );
        expect((await sandbox.provider.invoke(getTenant, { extra: 1 })).failures).toEqual([
            `Invalid or unknown key: the stand-in provider takes no "extra". Examine values at 'extra'.`,
        ]);
    });

    it("ends by itself when it has lost its engine", { timeout: 20_000 }, async () => {
        const command = sandbox.provider.process.spawnargs.slice(1, 3);
        // An engine that starts the stand-in, tells its port, and is killed.
        const script = `
            const child = require("node:child_process").spawn(process.execPath, ${JSON.stringify(command)}, { stdio: ["ignore", "pipe", "ignore"] });
            child.stdout.pipe(process.stdout);
            setInterval(() => {}, 1000);`;
        const engine = spawn(process.execPath, ["-e", script], {
            env: sandbox.environment,
            stdio: ["ignore", "pipe", "ignore"],
        });
        const [line] = (await once(engine.stdout, "data")) as [Buffer];
        const port = Number(line.toString());
        expect(await listens(port)).toBe(true);
        engine.kill("SIGKILL");

        await expect.poll(() => listens(port), { timeout: 15_000 }).toBe(false);
    });

    // Last: the stand-in never waits again.
    it("waits no longer when the engine cancels, and ends what is under way", async () => {
        const reset = String(Math.floor(Date.now() / 1000) + 3600);
        const body = { statusCode: 429, error: "Too Many Requests", message: "Global limit has been reached" };
        sandbox.world.faults.add({
            service: "auth0",
            path: /settings/,
            times: 100,
            answer: () => Response.json(body, { status: 429, headers: { "x-ratelimit-reset": reset } }),
        });
        const mark = sandbox.world.requests.mark();
        const refused = expect(sandbox.provider.invoke(getTenant, {})).rejects.toThrow(
            "429 Too Many Requests: Global limit has been reached",
        );
        await expect.poll(() => sandbox.calls(mark)).toHaveLength(1);
        await sandbox.provider.cancel();
        await refused;

        expect(sandbox.calls(mark)).toHaveLength(2);
    });
});

function listens(port: number): Promise<boolean> {
    return new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1", () => {
            socket.destroy();
            resolve(true);
        });
        socket.on("error", () => resolve(false));
    });
}
