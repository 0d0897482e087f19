import { fork } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { PersonDetails } from "../../proof/person/person.ts";
import { Prover } from "../../proof/prover.ts";
import type { Verdict } from "../../proof/verdict.ts";
import { controlApp } from "../../sandbox/control/control-app.ts";
import { startLocalServer } from "../../sandbox/local-server.ts";
import type { RealRequest } from "./real-process.ts";
import { made, madeByDev, type Rehearsed, type RehearsedOptions, rehearsedForTest } from "./rehearsed.ts";

interface Answer {
    readonly verdict?: Verdict;
    readonly failure?: string;
    readonly said: readonly string[];
}

/** A deployer who may delete the users that the proof has made. */
const withUsersToDelete: NonNullable<RehearsedOptions["seed"]> = (seed) => {
    const { deployer } = seed.tenant;
    const scopes = [...(deployer.scopes ?? []), "read:users", "delete:users"];
    return { ...seed, tenant: { ...seed.tenant, deployer: { ...deployer, scopes } } };
};

/** A deployed stack, and the proof on it as if it were at the vendors. */
async function deployed(options: RehearsedOptions = {}) {
    const run = await rehearsedForTest({ seed: withUsersToDelete, ...options });
    const { stack = "dev" } = options;
    expect((await run.driver.perform("up")).errors).toEqual([]);
    const { outputs = {} } = await run.driver.perform("outputs");
    const values = Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value]));
    return {
        run,
        outputs: values,
        prove: (request: Partial<RealRequest> = {}) =>
            prove(run, { stack, outputs: values, unattended: false, person: personOf(run, "sam"), ...request }),
    };
}

async function prove(run: Rehearsed, request: RealRequest): Promise<Answer> {
    const child = fork(fileURLToPath(new URL("real-process.ts", import.meta.url)), {
        env: { ...run.rehearsal.environment },
        execArgv: ["--no-warnings"],
        stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const exited = once(child, "exit");
    let answer: Answer = { said: [] };
    child.on("message", (message: Answer) => {
        answer = message;
        child.disconnect();
    });
    child.send(request);
    await exited;
    return answer;
}

function personOf({ world }: Rehearsed, name: string): PersonDetails {
    const account = [...world.directory.accounts.values()].find(({ username }) => username.startsWith(`${name}@`));
    if (account === undefined) throw new Error(`nobody is called ${name}`);
    return { ...account, from: "personal", isAdministrator: false };
}

function rowsOf({ verdict, failure }: Answer): string[] {
    expect(failure).toBeUndefined();
    return (verdict?.rows ?? []).map(
        ({ outcome, group, claim, evidence }) => `${outcome} ${group}: ${claim} | ${evidence}`,
    );
}

async function freePort(): Promise<number> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, "close");
    return port;
}

/** Ids of users and apps differ in each run. */
function withoutIds(rows: readonly string[]): string[] {
    return rows.map((row) => row.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>"));
}

/** What the judge claims of a stack in its sandbox, whatever became of it. */
async function claimsOfJudge({ rehearsal, world }: Rehearsed, stack: string, outputs: unknown): Promise<string[]> {
    const desk = await startLocalServer(() =>
        controlApp({
            world,
            token: "t",
            existingClients: [],
            environment: rehearsal.environment,
            workFolder: rehearsal.workFolder,
            onProof: () => {},
        }),
    );
    const prover = new Prover(rehearsal.environment);
    try {
        const { rows } = await prover.prove({ stack, outputs, control: { origin: desk.origin, token: "t" } });
        return rows.map(({ group, claim }) => `${group}: ${claim}`);
    } finally {
        await prover.close();
        await desk.close();
    }
}

/** What a trip with one client shows on the dev stack. */
function tripOnDev(key: string, scopes: string): string[] {
    const on = `held ${key} on microsoft:`;
    return [
        `${on} ${key} signs a user in through https://acme-dev.eu.auth0.com/login/callback | windowslive|<id>`,
        `${on} ${key} may manage its user's connected accounts | token for https://acme-dev.eu.auth0.com/me/`,
        `${on} ${key} gets no token for a user who connected no account | 401 federated_connection_refresh_token_not_found`,
        `${on} ${key} connects its user's Microsoft account | 201, access_type offline`,
        `${on} ${key} gets a Microsoft Graph token for a signed-in user | 200, ${scopes}`,
        `${on} an AI agent gets the user's token as ${key} | @auth0/ai, no interrupt`,
        `${on} with that token Microsoft Graph gives the user's profile | 200 /me`,
        `${on} with that token Microsoft Graph gives the user's calendar events | 200 /me/calendar/events, 3 entries`,
        `${on} Microsoft Graph refuses ${key} the user's messages, to which nobody consented | 403 ErrorAccessDenied`,
        `${on} once disconnected, ${key} gets no more token of that account | 401 federated_connection_refresh_token_not_found`,
    ];
}

function asDeclared(stack: string): string {
    return `held ${stack}: both clouds hold what the stack declares | every setting that a claim depends on`;
}

const closing = "browser: 200 Done here. You can close this window.";

describe("npm run prove -- --real", () => {
    it("lets a person sign in to a client of the stack, does the rest itself, and leaves nothing", async () => {
        const port = await freePort();
        const dev = await deployed({ edit: (text) => text.replaceAll("localhost:3000", `localhost:${port}`) });
        const answer = await dev.prove();
        const inSandbox = "tried in a sandbox alone: npm run prove -- --stack dev";
        expect(withoutIds(rowsOf(answer))).toEqual([
            asDeclared("dev"),
            ...tripOnDev("portal", "Calendars.Read Mail.Send User.Read"),
            `untried portal on microsoft: portal connects a second account of the same user | ${inSandbox}`,
            `untried portal on microsoft: portal keeps two accounts of one user apart by login_hint | ${inSandbox}`,
            `untried portal on microsoft: portal links two sign-ins of one person, and unlinks them | ${inSandbox}`,
            `untried portal on microsoft: a refresh token was vaulted: portal gets another token once the first has ended | ${inSandbox}`,
        ]);
        expect(withoutIds(answer.said)).toEqual([
            `You sign in to portal with your own browser; it comes back to http://localhost:${port}/auth/callback.`,
            "Your sign-in leaves a user, and connecting leaves a connected account, which is disconnected at the end.",
            "The user is deleted at the end if the sign-in made it; a user who was there before stays.",
            closing,
            closing,
            "Removed: user windowslive|<id>.",
        ]);
        expect(dev.run.world.tenant.users.size).toBe(0);
    });

    it("makes a temporary client where nobody comes back to this machine; the next run removes what a dead one left", async () => {
        const dev = await deployed({
            edit: (text) => text.replaceAll("http://localhost:3000", "https://portal.example"),
        });
        expect(await dev.prove({ diesAt: 2 })).toEqual({ said: [] });
        const { tenant } = dev.run.world;
        const left = made(dev.run.world).filter((item) => !madeByDev.includes(item));
        expect([left, tenant.users.size]).toEqual([
            [
                "client Proof of dev, temporary",
                "client grant Proof of dev, temporary on https://acme-dev.eu.auth0.com/me/",
            ],
            1,
        ]);

        const answer = await dev.prove();
        const rows = withoutIds(rowsOf(answer)).filter((row) => row.startsWith("held"));
        expect(rows).toEqual([
            asDeclared("dev"),
            ...tripOnDev("a temporary client", "User.Read Calendars.Read Mail.Send"),
        ]);
        expect(withoutIds(answer.said)).toEqual([
            "No client of dev brings people back to this machine. A temporary one is made in Auth0:",
            '  client "Proof of dev, temporary", its user grant on https://acme-dev.eu.auth0.com/me/,',
            "  and its enabling on microsoft.",
            "The client, its grant and its enabling are removed at the end. Your sign-in leaves a user, and connecting leaves a connected account, which is disconnected at the end.",
            "The user is deleted at the end if the sign-in made it; a user who was there before stays.",
            'Removed what an earlier run left: client "Proof of dev, temporary".',
            "Removed: user windowslive|<id>.",
            closing,
            closing,
            "Removed: user windowslive|<id>.",
            'Removed: client "Proof of dev, temporary", its grant and its enabling.',
        ]);
        expect([made(dev.run.world), tenant.users.size]).toEqual([madeByDev, 0]);
    });
});

describe("npm run prove -- --real --unattended", () => {
    it("proves prod as far as it needs no person, and lists every other claim of the judge", async () => {
        const prod = await deployed({ stack: "prod" });
        const answer = await prod.prove({ unattended: true });
        const rows = withoutIds(rowsOf(answer));
        const entra = "https://login.acme.example/authorize leads users of";
        expect(rows.filter((row) => !row.startsWith("untried"))).toEqual([
            asDeclared("prod"),
            "held acme-entra: Microsoft accepts the client secret that acme-entra signs in with | 200 for client_credentials",
            "held acme-entra: every client secret of acme-entra is valid until its declared end | a until 2027-01-30, b until 2027-05-01",
            `held planner on acme-entra: ${entra} planner to Microsoft | <id>, openid profile email`,
            "held planner on acme-entra: an exchange by planner with a made-up token fails for the token alone | 401 invalid_grant",
            `held portal on acme-entra: ${entra} portal to Microsoft | <id>, openid profile email`,
            "held portal on acme-entra: an exchange by portal with a made-up token fails for the token alone | 403 invalid_grant",
            "held customers-entra: Microsoft accepts the client secret that customers-entra signs in with | 200 for client_credentials",
            "held customers-entra: every client secret of customers-entra is valid until its declared end | a until 2027-05-01",
            `held portal on customers-entra: ${entra} portal to Microsoft | <id>, openid profile email`,
            "held portal on customers-entra: an exchange by portal with a made-up token fails for the token alone | 403 invalid_grant",
        ]);
        expect(rows).toContain(
            "untried portal on acme-entra: portal connects its user's Microsoft account | a person has to sign in: npm run prove -- --stack prod --real",
        );
        const listed = answer.verdict?.rows.map(({ group, claim }) => `${group}: ${claim}`) ?? [];
        const claims = await claimsOfJudge(prod.run, "prod", prod.outputs);
        expect(claims.filter((claim) => !listed.includes(claim))).toEqual([]);
        const own = /leads users of|with a made-up token|Microsoft accepts|^reports on acme-entra/;
        expect(listed.filter((claim) => !claims.includes(claim) && !own.test(claim))).toEqual([]);
    });

    it("names a client secret that Microsoft does not know", async () => {
        const dev = await deployed();
        const [connection] = dev.run.world.tenant.connections.values();
        if (connection !== undefined) connection.options = { ...connection.options, client_secret: "x".repeat(40) };
        const answer = await dev.prove({ unattended: true });
        const broken = answer.verdict?.rows.filter(({ outcome }) => outcome === "broken") ?? [];
        expect(broken.map(({ claim, code }) => [claim, code])).toEqual([
            ["both clouds hold what the stack declares", "unexpected"],
            ["Microsoft accepts the client secret that microsoft signs in with", "AADSTS7000215"],
        ]);
        expect(answer.verdict?.causes.map(({ id }) => id)).toEqual(["connection-secret"]);
    });

    it("refuses credentials of another tenant, and a stack that is not deployed", async () => {
        const dev = await deployed();
        const elsewhere = await dev.prove({ environment: { AUTH0_DOMAIN: "other.eu.auth0.com" } });
        expect(elsewhere.failure).toBe(
            [
                "PersonError: The credentials that stack dev is deployed with are needed, in the variables that the providers read:",
                "  AUTH0_DOMAIN is other.eu.auth0.com, and stack dev is deployed to acme-dev.eu.auth0.com: set that tenant's credentials",
            ].join("\n"),
        );
        const { failure } = await dev.prove({ outputs: {} });
        expect(failure).toContain("PersonError: The outputs of stack dev are not those of a deployed stack");
        expect(failure?.split("\n").at(-1)).toBe("Deploy it first: pulumi up --stack dev");
    });
});
