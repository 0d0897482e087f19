import { homedir } from "node:os";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Ground } from "../../reliability/kills/ground.ts";
import type { KillCase, KillResult } from "../../reliability/kills/kill-case.ts";
import { killTrial } from "../../reliability/kills/kill-trial.ts";
import { Known } from "../../reliability/kills/known.ts";

/** A sample; every request of every operation is killed by `npm run reliability -- --full --only kills`. */
describe("an up of the dev stack that is stopped, with everything that works on it", () => {
    let ground: Ground;
    const known = new Known();

    beforeAll(async () => {
        ground = await Ground.start({
            engine: inject("engine"),
            providers: process.env["MICROSOFT_CONNECTION_PROVIDERS"] === "real" ? "real" : "stand-in",
            pulumiHome: process.env["PULUMI_HOME"] ?? `${homedir()}/.pulumi`,
            environment: process.env,
        });
    });
    afterAll(() => ground.close());

    async function killedAt(
        method: string,
        path: RegExp,
        { moment, signal }: Pick<KillCase, "moment" | "signal">,
    ): Promise<Omit<KillResult, "tree">> {
        const { requests } = await ground.base("up");
        const request = requests.findIndex((one) => one.method === method && path.test(one.path)) + 1;
        const kill = { stack: "dev", providers: "stand-in", operation: "up", moment, signal, request } as const;
        const result = await killTrial(ground, known, kill);
        known.learn({ ...result, tree: "" });
        return result;
    }

    it("is as an undisturbed one after one repair and another up, where nobody heard that Auth0 had made the client", async () => {
        const result = await killedAt("POST", /\/clients$/, { signal: "SIGKILL", moment: "answer lost" });

        expect(result.struck).toBeDefined();
        expect(result).toMatchObject({ differences: [], tries: 1, commands: 1, proof: "run" });
    });

    it("is as an undisturbed one after another up, where it was asked to end before it had made anything", async () => {
        const result = await killedAt("GET", /\/tenants\/settings$/, { signal: "SIGTERM", moment: "arrival" });

        expect(result.struck).toBeDefined();
        expect(result).toMatchObject({ differences: [], proof: "equal to a proven one" });
    });
});
