import { z } from "zod";
import type { Management } from "../../clouds/management.ts";
import { AskedOnce } from "./asked-once.ts";

const strings = z.array(z.string()).default([]);
const connectionSchema = z.object({
    id: z.string(),
    name: z.string(),
    strategy: z.string(),
    // Of the options nothing else is kept: a client secret is among them.
    options: z.object({ client_id: z.string().optional() }).default({}),
});
const clientSchema = z.object({
    client_id: z.string(),
    name: z.string(),
    refresh_token: z
        .object({ policies: z.array(z.object({ audience: z.string(), scope: strings })).nullish() })
        .nullish(),
});
const grantSchema = z.object({
    client_id: z.string().optional(),
    audience: z.string(),
    scope: strings,
    subject_type: z.string().optional(),
});
const apiSchema = z.object({
    identifier: z.string(),
    name: z.string().optional(),
    skip_consent_for_verifiable_first_party_clients: z.boolean().default(false),
    subject_type_authorization: z.object({ user: z.object({ policy: z.string() }) }).optional(),
});
const domainSchema = z.object({ domain: z.string(), status: z.string() });
const logSchema = z.object({
    type: z.string(),
    date: z.string(),
    description: z.string().nullish(),
    client_id: z.string().nullish(),
    connection: z.string().nullish(),
});

export type SeenConnection = z.infer<typeof connectionSchema>;
export type SeenClient = z.infer<typeof clientSchema>;
export type SeenLog = z.infer<typeof logSchema>;

/** The tenant as checks look at it: each list is asked for once, however many checks want it. */
export class TenantView {
    private readonly management: Management;
    private readonly once = new AskedOnce();

    constructor(management: Management) {
        this.management = management;
    }

    /** What the credentials may do. @throws `Refusal` where they are refused */
    scopes(): Promise<string[]> {
        return this.once.answer("scopes", () => this.management.scopes());
    }

    connections(): Promise<SeenConnection[]> {
        return this.all("connections", "connections", connectionSchema);
    }

    clients(): Promise<SeenClient[]> {
        return this.allByNumber("clients", "clients", clientSchema);
    }

    grants(): Promise<z.infer<typeof grantSchema>[]> {
        return this.all("client-grants", "client_grants", grantSchema);
    }

    apis(): Promise<z.infer<typeof apiSchema>[]> {
        return this.allByNumber("resource-servers", "resource_servers", apiSchema);
    }

    customDomains(): Promise<z.infer<typeof domainSchema>[]> {
        return this.once.answer("custom-domains", async () =>
            z.array(domainSchema).parse(await this.management.call("GET", "custom-domains")),
        );
    }

    /** When users are asked for a second factor: `all-applications`, `confidence-score`, or never. */
    mfaPolicies(): Promise<string[]> {
        return this.once.answer("mfa", async () =>
            z.array(z.string()).parse(await this.management.call("GET", "guardian/policies")),
        );
    }

    /** The newest events of the log, at most a hundred. */
    logs(): Promise<SeenLog[]> {
        return this.once.answer("logs", async () =>
            z.array(logSchema).parse(await this.management.call("GET", "logs?per_page=100&sort=date:-1")),
        );
    }

    private all<T extends z.ZodType>(path: string, name: string, item: T): Promise<z.infer<T>[]> {
        return this.once.answer(path, async () => z.array(item).parse(await this.management.all(path, name)));
    }

    /** Clients and APIs have numbered pages only (Auth0's Management API document). */
    private allByNumber<T extends z.ZodType>(path: string, name: string, item: T): Promise<z.infer<T>[]> {
        return this.once.answer(path, async () => z.array(item).parse(await this.management.allByNumber(path, name)));
    }
}
