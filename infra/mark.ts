/** What an object says of the stack that manages it: all of a client's description, the beginning of an app registration's notes. */
export function mark(owningStack: string): string {
    return `Managed by Pulumi stack ${owningStack}`;
}

/** Whether a description or notes say that a stack manages the object. */
export function claims(text: string, owningStack: string): boolean {
    const claim = mark(owningStack);
    return text === claim || text.startsWith(`${claim}.`);
}

/** The stack that a description or notes name; undefined where they name none. */
export function ownerIn(text: string): string | undefined {
    return /^Managed by Pulumi stack ([^\s]+?)(?:\.(?:\s|$)|$)/.exec(text)?.[1];
}

/** What an app registration is for, as its description says it: no two connections of a tenant have the same. */
export function purposeOf(connectionName: string, tenantDomain: string): string {
    return `Sign-in and Token Vault of Auth0 connection ${connectionName}, tenant ${tenantDomain}`;
}
