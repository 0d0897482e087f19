import { describe, expect, it } from "vitest";
import { commanded } from "../../cli/repair/engine-command.ts";
import { repairStack } from "../../cli/repair/repair-stack.ts";
import type { OperationResult } from "../../engine/driver/driver-protocol.ts";
import type { Repair } from "../../operate/repair/repair.ts";
import { made, madeByDev, type Rehearsed, rehearsedForTest, repository } from "./rehearsed.ts";
import { killedAt } from "./repair/stopped.ts";

function repaired({ rehearsal }: Rehearsed): Promise<Repair> {
    const { environment, workFolder: folder } = rehearsal;
    const program = `${repository}/stacks/index.mjs`;
    const place = { stack: "dev", project: "microsoft-connection", folder, program, environment };
    return repairStack(place, {}, () => {});
}

/** Opens the lock, as people do who know no better, and updates. */
async function plainly({ rehearsal }: Rehearsed): Promise<OperationResult> {
    await commanded(
        { stack: "dev", folder: rehearsal.workFolder, environment: rehearsal.environment },
        "cancel",
        "--yes",
    );
    return rehearsal.drive(`${repository}/stacks/index.mjs`).perform("up", { quiet: true });
}

describe("an update that is killed before it hears of its client", { timeout: 600_000 }, () => {
    it("makes no second one, and after one command ends as an undisturbed one", async () => {
        const run = await rehearsedForTest();
        // The stack is there before the first engine is killed.
        await run.driver.perform("outputs");
        await killedAt(run, "up", { service: "auth0", method: "POST", path: /\/clients$/ });
        const before = made(run.world).filter((one) => one.startsWith("client "));
        const { errors } = await plainly(run);
        expect(errors.join("\n")).toMatch(
            /client "Acme Portal \(development\)" \(\w+\) exists already[\s\S]*npm run repair -- --stack dev/,
        );
        expect(made(run.world).filter((one) => one.startsWith("client A"))).toEqual(before);
        expect((await repaired(run)).diagnosis.takes.map(({ name }) => name)).toContain("portal");

        const up = await run.driver.perform("up", { quiet: true });
        expect(up.errors).toEqual([]);
        expect(made(run.world)).toEqual(madeByDev);
        expect((await repaired(run)).outcome).toBe("healthy");
    });
});
