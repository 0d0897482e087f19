import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { byHand } from "./by-hand.ts";
import { type Command, commandsOfTests } from "./commands.ts";

const commands = commandsOfTests("doctor-command");

interface Looked {
    readonly id: string;
    readonly outcome: string;
    readonly evidence: string;
    readonly mend?: string;
}

async function doctor(): Promise<{
    readonly exitCode: number;
    readonly of: (id: string) => Looked | undefined;
    readonly all: Looked[];
}> {
    const run: Command = commands.run("cli/doctor.ts", "--json");
    const exitCode = await run.exited;
    const { checks } = JSON.parse(run.out()) as { checks: Looked[] };
    return { exitCode, all: checks, of: (id) => checks.find((check) => check.id === id) };
}

describe("npm run doctor", () => {
    it("looks at what runs: finds nothing but what a sandbox has, then what is damaged, and the mending of it", async () => {
        const sandbox = commands.run("cli/sandbox.ts", "--providers", "stand-in");
        await sandbox.says("Up until Ctrl-C.");

        const before = await doctor();
        expect(
            before.all.filter(({ outcome }) => outcome !== "fine").map(({ id, outcome }) => `${id} ${outcome}`),
        ).toEqual([
            // The sandbox's state is a file that a throw-away passphrase encrypts.
            "secrets-provider attention",
            // The proof at the end of `npm run sandbox` tries what must be refused.
            "recent-failures attention",
        ]);
        expect(before.exitCode).toBe(2);

        const { environment } = await surroundings();
        await byHand(environment, takeGrantAway);
        const damaged = await doctor();
        expect(damaged.of("domains-of-clients")).toMatchObject({
            outcome: "broken",
            evidence: "Acme Portal (development) has no grant on https://acme-dev.eu.auth0.com/me/",
            mend: "pulumi up --refresh --stack dev",
        });
        expect(damaged.exitCode).toBe(3);

        await byHand(environment, giveGrantBack);
        expect((await doctor()).of("domains-of-clients")?.outcome).toBe("fine");
    });

    it("says how to get something to look at where nothing runs", async () => {
        const nothing = commands.run("cli/doctor.ts", "--stack", "prod");

        expect(await nothing.exited).toBe(1);
        expect(nothing.printed()).toBe(
            "No sandbox runs, so there is nothing to look at. Start one, or look at your own tenants:\n  npm run sandbox -- --stack prod\n  npm run doctor -- --stack prod --real\n",
        );
    });
});

const audience = '"https://" + domain + "/me/"';
const takeGrantAway = `
const [{ id }] = await management("GET", "client-grants?audience=" + encodeURIComponent(${audience}));
await management("DELETE", "client-grants/" + id);
`;
const giveGrantBack = `
const { client_id } = (await management("GET", "clients")).find(({ name }) => name === "Acme Portal (development)");
const scope = ["create", "read", "delete"].map((verb) => verb + ":me:connected_accounts");
await management("POST", "client-grants", { client_id, audience: ${audience}, scope, subject_type: "user" });
`;

async function surroundings(): Promise<{ environment: Record<string, string> }> {
    const { origin, token } = JSON.parse(readFileSync(`${commands.folder()}/run.json`, "utf8"));
    const answer = await fetch(`${origin}/control/environment`, { headers: { authorization: `Bearer ${token}` } });
    return (await answer.json()) as { environment: Record<string, string> };
}
