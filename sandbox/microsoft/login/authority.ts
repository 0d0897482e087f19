import { personalAccountsTenantId } from "../account.ts";
import type { Directory } from "../directory.ts";

/** Whom the `{tenant}` of a login URL lets in. */
export type Authority =
    /** `common`: everybody. `organizations`: work accounts of every directory. `consumers`: personal accounts. */
    | { readonly kind: "common" | "organizations" | "consumers" }
    /** A directory by its id or its domain: its own users only. */
    | { readonly kind: "directory"; readonly tenantId: string };

/** What the `{tenant}` of a login URL means; undefined where Microsoft knows no such tenant. */
export function authorityOf(directory: Directory, tenant: string): Authority | undefined {
    const name = tenant.toLowerCase();
    if (name === "common" || name === "organizations" || name === "consumers") return { kind: name };
    if (name === personalAccountsTenantId) return { kind: "consumers" };
    const tenantId = tenantIdOf(directory, name);
    return tenantId === undefined ? undefined : { kind: "directory", tenantId };
}

/** A directory as Microsoft's texts name it: by its domain. Personal accounts are in Microsoft's own. */
export function directoryName(directory: Directory, tenantId: string): string {
    if (tenantId === directory.tenantId) return directory.domain;
    if (tenantId === personalAccountsTenantId) return "Microsoft Services";
    const account = [...directory.accounts.values()].find((one) => one.tenantId === tenantId);
    return account === undefined ? tenantId : domainOf(account.username);
}

/** Directories other than this one are known by the people who come from there. */
function tenantIdOf(directory: Directory, name: string): string | undefined {
    const own = [directory.tenantId, directory.domain].some((one) => one.toLowerCase() === name);
    if (own) return directory.tenantId;
    const account = [...directory.accounts.values()].find(
        ({ tenantId, username }) =>
            tenantId !== personalAccountsTenantId && (tenantId === name || domainOf(username).toLowerCase() === name),
    );
    return account?.tenantId;
}

function domainOf(username: string): string {
    return username.slice(username.indexOf("@") + 1);
}
