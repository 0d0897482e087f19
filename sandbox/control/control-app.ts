import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import { HTTPException } from "hono/http-exception";
import { z } from "zod";
import type { TenantSeed } from "../auth0/tenant.ts";
import { type Account, personalAccountsTenantId } from "../microsoft/account.ts";
import type { World } from "../world.ts";

export interface ControlOptions {
    readonly world: World;

    /** What opens the routes, made anew for each sandbox. */
    readonly token: string;

    /** Applications of other teams, as the tenant had them from the start. */
    readonly existingClients: NonNullable<TenantSeed["clients"]>;

    /** Environment of everything that runs against the sandbox. */
    readonly environment: Readonly<Record<string, string>>;

    /** Folder with the copies of Pulumi.yaml and the stack file. */
    readonly workFolder: string;

    /** Gets the last result of the proof, for whoever shows it. */
    readonly onProof: (result: unknown) => void;
}

/** Somebody who can sign in, as the judge is told. */
export interface SandboxPerson extends Pick<Account, "id" | "username" | "displayName"> {
    /** Where the account is from, seen from the stack's directory. */
    readonly from: "own directory" | "other directory" | "personal";
    readonly isAdministrator: boolean;
}

const proof = z.array(
    z.looseObject({ claim: z.string(), evidence: z.string(), milliseconds: z.number(), outcome: z.string() }),
);
const time = z.strictObject({ now: z.iso.datetime() });

/**
 * What a sandbox tells the commands that work with it, and lets them set: its people, its clock, its environment. For holders of
 * the run's token only.
 */
export function controlApp({ world, token, ...options }: ControlOptions): Hono {
    const app = new Hono();
    app.use("/control/*", async (c, next) => {
        if (!equal(c.req.header("authorization") ?? "", `Bearer ${token}`)) throw new HTTPException(401);
        c.header("cache-control", "no-store");
        await next();
    });
    app.get("/control/environment", (c) =>
        c.json({ environment: options.environment, workFolder: options.workFolder }),
    );
    app.get("/control/people", (c) => c.json(peopleOf(world)));
    app.get("/control/existing-clients", (c) => c.json(existingClientsOf(world, options.existingClients)));
    app.get("/control/clock", (c) => c.json({ now: world.clock.now().toISOString() }));
    app.put("/control/clock", async (c) => {
        const { data } = time.safeParse(await c.req.json().catch(() => undefined));
        if (data === undefined) throw new HTTPException(400, { message: 'expected {"now": "2026-11-25T12:00:00Z"}' });
        world.clock.set(new Date(data.now));
        return c.body(null, 204);
    });
    app.put("/control/proof", async (c) => {
        const { data } = proof.safeParse(await c.req.json().catch(() => undefined));
        if (data === undefined) throw new HTTPException(400, { message: "expected the rows of a proof" });
        options.onProof(data);
        return c.body(null, 204);
    });
    return app;
}

function peopleOf({ directory }: World): SandboxPerson[] {
    return [...directory.accounts.values()].map(({ id, username, displayName, tenantId, isAdministrator = false }) => ({
        id,
        username,
        displayName,
        from: tenantId === directory.tenantId ? "own directory" : elsewhere(tenantId),
        isAdministrator,
    }));
}

function elsewhere(tenantId: string): SandboxPerson["from"] {
    return tenantId === personalAccountsTenantId ? "personal" : "other directory";
}

/** What the team of an application knows of it, by client id. */
function existingClientsOf({ tenant }: World, seeded: ControlOptions["existingClients"]): object {
    return Object.fromEntries(
        seeded.map(({ clientId, callbacks = [] }) => [
            clientId,
            { clientSecret: tenant.clients.get(clientId)?.client_secret, callbacks },
        ]),
    );
}

function equal(given: string, wanted: string): boolean {
    const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
    return a.length === b.length && timingSafeEqual(a, b);
}
