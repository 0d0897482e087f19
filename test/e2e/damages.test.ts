import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Verdict } from "../../proof/judge.ts";
import type { World } from "../../sandbox/world.ts";
import type { Damage } from "./damages/damage.ts";
import { type DamagedStack, damagedStack } from "./damages/damaged-stack.ts";
import { damagesOfDev } from "./damages/damages-of-dev.ts";
import { damagesOfAssignment, damagesOfProd } from "./damages/damages-of-prod.ts";

describe("the dev stack", () => isJudged("dev", damagesOfDev));
describe("the prod stack", () => isJudged("prod", damagesOfProd));
describe("the prod stack for two people only", () => isJudged("prod", damagesOfAssignment, assignedToTwo));

function assignedToTwo(stackFile: string): string {
    const people = ["11111111-2222-4333-8444-555555555501", "11111111-2222-4333-8444-555555555502"];
    return stackFile.replace(
        "      directory: acme.example\n",
        (line) => `${line}      assignedTo: [${people.join(", ")}]\n`,
    );
}

function isJudged(stack: string, damages: readonly Damage[], edit?: (stackFile: string) => string): void {
    let run: DamagedStack;
    beforeAll(async () => {
        run = await damagedStack(stack, edit);
    });
    afterAll(() => run?.close());

    it("has no broken claim and no cause as it was deployed", async () => {
        const verdict = await run.judged();
        expect(broken(verdict)).toEqual([]);
        expect(verdict.causes).toEqual([]);
        expect(secretsIn(verdict, run.world)).toEqual([]);
    });

    it.each(damages)("$what: $cause", async ({ breaks, cause, inflict }) => {
        const verdict = await run.judged(inflict);
        expect([...new Set(verdict.causes.map(({ id }) => id))]).toEqual([cause]);
        expect(firstBroken(verdict)).toContain(breaks);
        expect(secretsIn(verdict, run.world)).toEqual([]);
    });

    it("has no broken claim once all damages are mended", async () => {
        const verdict = await run.judged();
        expect(broken(verdict)).toEqual([]);
        expect(verdict.causes).toEqual([]);
    });
}

function broken({ rows }: Verdict): string[] {
    return rows.filter(({ outcome }) => outcome === "broken").map(({ claim, evidence }) => `${claim}: ${evidence}`);
}

/** The claim of each group that broke first. */
function firstBroken({ rows }: Verdict): string[] {
    const all = rows.filter(({ outcome }) => outcome === "broken");
    return all.filter((row) => row === all.find(({ group }) => group === row.group)).map(({ claim }) => claim);
}

function secretsIn(verdict: Verdict, { tenant, directory }: World): string[] {
    const text = JSON.stringify(verdict);
    return [...tenant.issuedSecrets, ...directory.issuedSecrets].filter((secret) => text.includes(secret));
}
