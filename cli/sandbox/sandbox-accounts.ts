import { randomUUID } from "node:crypto";
import { type Account, personalAccountsTenantId } from "../../sandbox/microsoft/account.ts";

/** Directory of another company, for people who come from elsewhere. */
const otherDirectory = { tenantId: "d0c5e1a2-6b47-4f38-9a1e-5c2b7d8f9e04", domain: "fabrikam.example" };

export interface OwnDirectory {
    readonly tenantId: string;
    readonly domain: string;

    /** Object ids of users and groups that app registrations are assigned to. */
    readonly assigned: readonly string[];
}

/** The people of a sandbox: of the stack's own directory, of another company's, and with personal Microsoft accounts. */
export function sandboxAccounts({ tenantId, domain, assigned }: OwnDirectory): Account[] {
    const own = (name: string, displayName: string) => account(tenantId, `${name}@${domain}`, displayName);
    const other = (name: string, displayName: string) =>
        account(otherDirectory.tenantId, `${name}@${otherDirectory.domain}`, displayName);
    const personal = (name: string, displayName: string) =>
        account(personalAccountsTenantId, `${name}@outlook.example`, displayName);
    return [
        own("ada", "Ada Lovelace"),
        own("alan", "Alan Turing"),
        { ...own("grace", "Grace Hopper"), isAdministrator: true },
        ...assigned.map((id, index) => ({ ...own(`assigned-${index + 1}`, `Assigned ${index + 1}`), id })),
        other("olivia", "Olivia Ortega"),
        other("otto", "Otto Oda"),
        { ...other("oscar", "Oscar Olsen"), isAdministrator: true },
        personal("sam", "Sam Rivers"),
        personal("pat", "Pat Morgan"),
    ];
}

function account(tenantId: string, username: string, displayName: string): Account {
    return { id: randomUUID(), tenantId, username, displayName };
}
