import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import type { Verdict } from "../../proof/verdict.ts";
import type { World } from "../../sandbox/world.ts";
import { type Damage, only } from "./damages/damage.ts";
import { type DamagedStack, damagedStack } from "./damages/damaged-stack.ts";
import { damagesOfDev } from "./damages/damages-of-dev.ts";
import { damagesOfAssignment, damagesOfProd } from "./damages/damages-of-prod.ts";

describe("the dev stack", () => {
    const run = isJudged("dev", damagesOfDev);

    it("is judged by what its users can do, where the deployer's client secret at Auth0 is another", async () => {
        const verdict = await run().judged(({ tenant }) => {
            const deployer = tenant.clients.get("sandbox-deployer");
            if (deployer === undefined) throw new Error("there is no deployer");
            tenant.clients.set(deployer.client_id, { ...deployer, client_secret: "another" });
        });

        expect(firstBroken(verdict)).toEqual([
            "the deployer sees the stack in both clouds",
            "clients made for trials on microsoft can be made and removed",
        ]);
        expect([...new Set(verdict.causes.map(({ id }) => id))]).toEqual(["unexplained"]);
        expect(verdict.rows.filter(({ group }) => group === "portal on microsoft")).not.toEqual([]);
        expect(secretsIn(verdict, run().world)).toEqual([]);
    });

    it("is judged to the end, where the deployer's client secret at Microsoft is another", async () => {
        const verdict = await run().judged((world) => {
            const { directory } = world;
            const deployer = only(directory.applications, ({ id }) => directory.system.has(id));
            directory.applications.set(deployer.id, { ...deployer, passwordCredentials: [] });
        });

        expect(firstBroken(verdict)).toEqual([
            "the deployer sees the stack in both clouds",
            "every client secret of microsoft is valid until its declared end",
        ]);
        expect([...new Set(verdict.causes.map(({ id }) => id))]).toEqual(["unexplained"]);
    });
});
describe("what the judge leaves", () => {
    it("is no account, no client and no connection of its own, nor one that a run which died has left", async () => {
        const run = await damagedStack("dev");
        onTestFinished(() => run.close());
        const names = ({ tenant }: World) => ({
            accounts: tenant.connectedAccounts.size,
            clients: [...tenant.clients.values()].map(({ name }) => name).sort(),
            connections: [...tenant.connections.values()].map(({ name }) => name).sort(),
        });
        let left: ReturnType<typeof names> | undefined;
        await run.judged(
            ({ tenant }) => {
                const [connection] = tenant.connections.values();
                const [client] = tenant.clients.values();
                if (connection === undefined || client === undefined) throw new Error("nothing is deployed");
                tenant.clients.set("left", { ...client, client_id: "left", name: "Proof, temporary" });
                for (const name of ["proof-temporary-microsoft", "proof-of-concept"]) {
                    tenant.connections.set(name, { ...connection, id: name, name, realms: [name] });
                }
            },
            (world) => {
                left = names(world);
            },
        );

        expect(left).toEqual({
            accounts: 0,
            clients: ["Acme Portal (development)", "Deployments"],
            connections: ["microsoft", "proof-of-concept"],
        });
    });
});
describe("the prod stack", () => void isJudged("prod", damagesOfProd));
describe("the prod stack for two people only", () => void isJudged("prod", damagesOfAssignment, assignedToTwo));

function assignedToTwo(stackFile: string): string {
    const people = ["11111111-2222-4333-8444-555555555501", "11111111-2222-4333-8444-555555555502"];
    return stackFile.replace(
        "      directory: acme.example\n",
        (line) => `${line}      assignedTo: [${people.join(", ")}]\n`,
    );
}

/** The tests of one stack and its damages. @returns the deployed stack, once the tests run */
function isJudged(stack: string, damages: readonly Damage[], edit?: (stackFile: string) => string): () => DamagedStack {
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
    return () => run;
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
