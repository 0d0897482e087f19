import { z } from "zod";
import type { ExistingClient } from "./apps/app.ts";
import type { PersonDetails } from "./person/person.ts";

export interface ControlAccess {
    readonly origin: string;
    readonly token: string;
}

const people = z.array(
    z.object({
        id: z.string(),
        username: z.string(),
        displayName: z.string(),
        from: z.enum(["own directory", "other directory", "personal"]),
        isAdministrator: z.boolean(),
    }),
);
const existingClients = z.record(z.string(), z.object({ clientSecret: z.string(), callbacks: z.array(z.string()) }));
const clock = z.object({ now: z.iso.datetime() });

/** The running sandbox's control: its people, other teams' clients, its clock. */
export class SandboxControl {
    private readonly access: ControlAccess;

    constructor(access: ControlAccess) {
        this.access = access;
    }

    async people(): Promise<readonly PersonDetails[]> {
        return people.parse(await this.call("GET", "people"));
    }

    async existingClients(): Promise<Readonly<Record<string, ExistingClient>>> {
        return existingClients.parse(await this.call("GET", "existing-clients"));
    }

    async now(): Promise<Date> {
        return new Date(clock.parse(await this.call("GET", "clock")).now);
    }

    async setClock(now: Date): Promise<void> {
        await this.call("PUT", "clock", { now: now.toISOString() });
    }

    private async call(method: string, path: string, body?: object): Promise<unknown> {
        const response = await fetch(`${this.access.origin}/control/${path}`, {
            method,
            headers: { authorization: `Bearer ${this.access.token}`, "content-type": "application/json" },
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        if (!response.ok) throw new Error(`the sandbox's control answered ${response.status} to ${method} ${path}`);
        return response.status === 204 ? undefined : response.json();
    }
}
