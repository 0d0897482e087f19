import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeRunFile } from "../../cli/sandbox/run-file.ts";
import { serve } from "../../cli/sandbox/serve.ts";
import { worldSeed } from "../../cli/sandbox/world-seed.ts";
import { type Rehearsal, startRehearsal } from "../../sandbox/rehearsal.ts";
import { leastRaw, settingsOf } from "../stacks/settings-fixture.ts";

const repository = join(import.meta.dirname, "../..");

let folder: string;
let rehearsal: Rehearsal;
let said: string[];
beforeAll(async () => {
    folder = mkdtempSync(`${tmpdir()}/private-`);
    rehearsal = await startRehearsal({
        ...worldSeed(settingsOf(leastRaw), new Date()),
        folder: `${folder}/sandbox`,
        projectFolder: repository,
        project: "microsoft-connection",
        stack: "dev",
        engine: "/nowhere/pulumi",
        providers: "stand-in",
        pulumiHome: "",
        environment: { LANG: "C", AUTH0_CLIENT_SECRET: "the-person's-own", ARM_CLIENT_SECRET: "the-person's-own" },
    });
    said = [];
    serve(`${folder}/sandbox`, repository, rehearsal, (line) => said.push(line));
    const { proxyUrl } = rehearsal.world;
    const run = { pid: 1, startedAt: "", stack: "dev", proxyUrl, origin: "http://127.0.0.1:1", token: "run-token" };
    writeRunFile(`${folder}/sandbox`, run);
}, 60_000);
afterAll(async () => {
    await rehearsal?.close();
    rmSync(folder, { recursive: true, force: true });
});

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("the folder of a sandbox", () => {
    it("is its owner's alone, and so is every folder with state, keys or copies in it", () => {
        const folders = ["", "/home", "/work", "/state", "/tmp"].map((name) => `${folder}/sandbox${name}`);
        expect(folders.map(mode)).toEqual(folders.map(() => "700"));
    });

    it("has secrets in files that only their owner reads: the environment, and what opens the control routes", () => {
        expect([mode(`${folder}/sandbox/env`), mode(`${folder}/sandbox/run.json`)]).toEqual(["600", "600"]);
    });

    it("has the certificate to trust, and no private key anywhere", () => {
        const names = readdirSync(`${folder}/sandbox`, { recursive: true, encoding: "utf8" });
        expect(names.filter((name) => /\.(pem|key)$/.test(name))).toEqual(["ca.pem"]);
        expect(rehearsal.world.caPem).not.toContain("PRIVATE");
    });
});

describe("what a sandbox says and passes on", () => {
    it("holds no secret of its own: not the deployer's, not the passphrase", () => {
        const { ARM_CLIENT_SECRET, AUTH0_CLIENT_SECRET, PULUMI_CONFIG_PASSPHRASE } = rehearsal.environment;
        const secrets = [ARM_CLIENT_SECRET, AUTH0_CLIENT_SECRET, PULUMI_CONFIG_PASSPHRASE];
        expect(secrets.every((secret) => (secret ?? "").length > 20)).toBe(true);
        expect(secrets.filter((secret) => said.join("\n").includes(secret ?? ""))).toEqual([]);
    });

    it("holds nothing of the person's own credentials", () => {
        expect(Object.values(rehearsal.environment)).not.toContain("the-person's-own");
    });

    it("logs paths without what came behind them: codes, tickets and tokens are in queries and bodies", async () => {
        const { tenant, services, requests } = rehearsal.world;
        const mark = requests.mark();
        const query = "code=secret-code&state=secret-state&ticket=secret-ticket&access_token=secret-token";
        for (const path of ["/login/callback", "/connected-accounts/connect", "/authorize", "/v2/logout"]) {
            await services.auth0.request(
                new Request(`https://${tenant.domain}${path}?${query}`, { headers: { host: tenant.domain } }),
            );
        }

        expect(requests.since(mark).map(({ path }) => path)).toEqual([
            "/login/callback",
            "/connected-accounts/connect",
            "/authorize",
            "/v2/logout",
        ]);
        expect(JSON.stringify(requests.since(mark))).not.toContain("secret");
    });
});
