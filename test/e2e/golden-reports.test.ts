import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { recordFiles } from "../../engine/driver/driver-protocol.ts";
import { stackChange } from "../../review/engine-data/stack-change.ts";
import { comment, markdown } from "../../review/markdown/markdown.ts";
import type { Report } from "../../review/report.ts";
import { stackReport } from "../../review/report-of.ts";
import type { GoldenChange } from "./golden/change.ts";
import { changesOfDev } from "./golden/changes-of-dev.ts";
import { changesOfProd } from "./golden/changes-of-prod.ts";
import { manyClients } from "./golden/many-clients.ts";
import { normalised } from "./golden/normalised.ts";
import { type Rehearsed, type RehearsedOptions, rehearsed, repository } from "./rehearsed.ts";

// Reports of real changes, made by the engine on the sandbox and kept beside: `npm test -- golden -u` writes them anew. Read what changed
// as a reviewer would, rendered.

const program = `${repository}/stacks/index.mjs`;
const policyPacks = [{ folder: `${repository}/policies` }];

const withCustomDomain: RehearsedOptions["seed"] = (seed) => ({
    ...seed,
    tenant: {
        ...seed.tenant,
        customDomains: [
            ...(seed.tenant.customDomains ?? []),
            { domain: "login.acme-dev.example", status: "ready" as const },
        ],
    },
});

describe.each([
    { title: "dev", options: { stack: "dev", seed: withCustomDomain }, changes: changesOfDev },
    { title: "prod", options: { stack: "prod" }, changes: changesOfProd },
])("the report on a change of $title", ({ title, options, changes }) => {
    let run: Rehearsed;
    let review: (change: GoldenChange) => Promise<Report>;

    beforeAll(async () => {
        run = await rehearsed(options);
        expect((await run.driver.perform("up", { quiet: true })).errors).toEqual([]);
        review = await reviewer(run, title);
    });
    afterAll(() => run.close());

    it.each(changes)("$name", async (change) => {
        const report = await review(change);

        await expect(normalised(markdown(report))).toMatchFileSnapshot(`golden/${title}/${change.name}.md`);
        expect(secretsIn(run, JSON.stringify(report) + markdown(report))).toEqual([]);
    });
});

it.each(["dev", "prod"])("the report on the first deployment of %s", async (stack) => {
    const run = await rehearsed({ stack });
    try {
        const report = await (await reviewer(run, stack))({ name: "first" });

        await expect(normalised(markdown(report))).toMatchFileSnapshot(`golden/${stack}/first-deployment.md`);
    } finally {
        await run.close();
    }
});

describe("the report on 60 clients", () => {
    let run: Rehearsed;
    let review: (change: GoldenChange) => Promise<Report>;

    beforeAll(async () => {
        // Without a state file after each step, which is most of the time of so many.
        const environment = { PULUMI_EXPERIMENTAL: "true", PULUMI_SKIP_CHECKPOINTS: "true" };
        run = await rehearsed({ edit: manyClients(60), environment });
        expect((await run.driver.perform("up", { quiet: true })).errors).toEqual([]);
        review = await reviewer(run, "dev");
    });
    afterAll(() => run.close());

    it("whose callbacks change fits into a comment", async () => {
        const report = await review({
            name: "callbacks",
            edit: (text) => text.replaceAll(".acme-dev.example/auth/callback", ".acme-dev.example/auth/callback2"),
        });

        expect(report.stacks[0]?.counts).toEqual({ update: 60, same: 254 });
        expect(comment(report).length).toBeLessThan(60_000);
        await expect(normalised(comment(report))).toMatchFileSnapshot("golden/dev/many-clients-changed.md");
    });

    it("that are taken away, 300 resources with them, hides none of the clients", async () => {
        const report = await review({ name: "removed", edit: (text) => text.replace(/ {4}app-001:[\s\S]*/, "") });

        expect(report.stacks[0]?.counts).toEqual({ delete: 300, same: 14 });
        expect(comment(report).length).toBeLessThan(60_000);
        await expect(normalised(comment(report))).toMatchFileSnapshot("golden/dev/many-clients-removed.md");
    });
});

/** Makes the report on a change of a stack, as `npm run review` does. */
async function reviewer(run: Rehearsed, stack: string): Promise<(change: GoldenChange) => Promise<Report>> {
    // Two drivers would make the stack at once: the first one makes it before the second starts.
    await run.driver.perform("outputs", { quiet: true });
    const driver = run.rehearsal.drive(program, { policyPacks });
    const record = mkdtempSync(`${tmpdir()}/golden-`);
    const read = (file: string) =>
        existsSync(`${record}/${file}`) ? readFileSync(`${record}/${file}`, "utf8") : undefined;
    return async ({ edit = (text) => text, operation = "update" }) => {
        let original = "";
        run.edit((text) => {
            original = text;
            return edit(text);
        });
        await driver.perform(operation === "destroy" ? "previewDestroy" : "preview", { quiet: true, record });
        run.edit(() => original);

        const stateText = read(recordFiles.state) ?? "";
        const recording = {
            stack,
            project: "microsoft-connection",
            operation,
            state: stateText,
            events: read(recordFiles.events) ?? "",
            plan: read(recordFiles.plan),
        };
        const report = stackReport(stackChange(recording), { settings: {}, stateText });
        // What the settings say of today's date would be other words tomorrow.
        return { version: 1, world: "sandbox", stacks: [{ ...report, warnings: [] }] };
    };
}

function secretsIn({ world }: Rehearsed, text: string): string[] {
    return [...world.tenant.issuedSecrets, ...world.directory.issuedSecrets].filter((secret) => text.includes(secret));
}
