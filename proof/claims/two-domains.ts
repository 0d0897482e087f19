import { appOf } from "../apps/app.ts";
import type { Travelled } from "./journey.ts";

/** What one domain of the tenant gave out works on no other. */
export async function keepsDomainsApart({ journey, session }: Travelled): Promise<void> {
    const { app, client, connection, deployed, existing, ledger } = journey;
    const others = [...new Set([deployed.tenantDomain, ...deployed.domains])].filter((name) => name !== app.domain);
    for (const domain of others) {
        const elsewhere = appOf(client, domain, existing);
        if (typeof elsewhere === "string") continue;
        await ledger.refuses(
            `${domain} refuses what ${app.domain} gave out`,
            { status: [401, 403], codes: ["invalid_grant", "access_denied", "invalid_request"] },
            () => elsewhere.exchange(session, connection.name),
        );
    }
}
