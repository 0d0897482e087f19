import type { Tenant } from "./tenant.ts";

const limit = 20_000;

/** Keeps a secret that is given out among the tenant's issued ones, of which only the latest are kept. */
export function remember(tenant: Tenant, secret: string): string {
    const { issuedSecrets } = tenant;
    if (issuedSecrets.length >= limit) issuedSecrets.splice(0, limit / 2);
    issuedSecrets.push(secret);
    return secret;
}
