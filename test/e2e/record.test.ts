import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Rehearsed, rehearsed, repository } from "./rehearsed.ts";

const program = `${repository}/stacks/index.mjs`;
const policyPacks = [{ folder: `${repository}/policies` }];

describe("a recorded preview", () => {
    const folder = `${mkdtempSync(`${tmpdir()}/record-`)}/record`;
    let run: Rehearsed;

    beforeAll(async () => {
        run = await rehearsed();
        expect((await run.driver.perform("up")).errors).toEqual([]);
    });
    afterAll(() => run.close());

    const events = () =>
        readFileSync(`${folder}/events.jsonl`, "utf8")
            .trim()
            .split("\n")
            .map((line) => JSON.parse(line) as Record<string, { metadata?: { op: string; type: string } }>);
    const steps = () =>
        events().flatMap(({ resourcePreEvent }) =>
            resourcePreEvent?.metadata === undefined || resourcePreEvent.metadata.op === "same"
                ? []
                : [`${resourcePreEvent.metadata.op} ${resourcePreEvent.metadata.type}`],
        );

    it("has the state, the events and the plan, for its owner only, and no secret", async () => {
        run.edit((text) => text.replace("Calendars.Read,", "Calendars.Read, Files.Read,"));
        const driver = run.rehearsal.drive(program, { policyPacks });
        const { succeeded } = await driver.perform("preview", { quiet: true, record: folder });

        expect(succeeded).toBe(true);
        expect(statSync(folder).mode & 0o777).toBe(0o700);
        expect(readdirSync(folder).sort()).toEqual(["events.jsonl", "plan.json", "state.json"]);
        expect(steps()).toEqual([
            "update azuread:index/application:Application",
            "update auth0:index/connection:Connection",
        ]);
        const texts = readdirSync(folder).map((name) => readFileSync(`${folder}/${name}`, "utf8"));
        for (const secret of [...run.world.tenant.issued.all, ...run.world.directory.issuedSecrets]) {
            for (const text of texts) expect(text).not.toContain(secret);
        }
    });

    it("has the whole change, and what the policies said, where they refuse it", async () => {
        const second =
            'ends: "2027-05-01"\n          b:\n            issued: "2026-11-20"\n            ends: "2027-05-10"';
        run.edit((text) => text.replace('ends: "2027-05-01"', second).replace("active: a", "active: b"));
        const driver = run.rehearsal.drive(program, { policyPacks });
        const { succeeded, violations } = await driver.perform("preview", { quiet: true, record: folder });

        expect(succeeded).toBe(false);
        expect(violations.filter(({ level }) => level === "mandatory").map(({ rule }) => rule)).toEqual([
            "client-secrets-end-apart",
        ]);
        expect(steps()).toEqual([
            "update azuread:index/application:Application",
            "create azuread:index/applicationPassword:ApplicationPassword",
            "update auth0:index/connection:Connection",
        ]);
        expect(existsSync(`${folder}/plan.json`)).toBe(true);
        expect(events().filter((event) => "policyEvent" in event)).not.toEqual([]);
    });

    it("of destroying has the whole of it, although the active client secret is protected", async () => {
        const { succeeded } = await run.driver.perform("previewDestroy", { quiet: true, record: folder });

        expect(succeeded).toBe(false);
        // 14 as the engine counts, and the two default providers.
        expect(steps().filter((step) => step.startsWith("delete"))).toHaveLength(16);
        expect(readdirSync(folder).sort()).toEqual(["events.jsonl", "state.json"]);
    });
});
