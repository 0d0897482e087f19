import { listedDomains, myAccountAudience } from "../../infra/auth0-domains.ts";
import type { AzureSeed } from "../../sandbox/azure/azure.ts";
import type { Account } from "../../sandbox/microsoft/account.ts";
import type { Settings } from "../../stacks/settings/settings.ts";
import { PersonError } from "../person-error.ts";
import { type WorldSeed, worldSeed } from "../sandbox/world-seed.ts";

/**
 * A world in which a stack can be deployed with the settings it had, and then with those it has now. Fails where no world is both:
 * a stack that moves to another tenant or directory.
 */
export function seedOfBoth(before: Settings, now: Settings, at: Date): WorldSeed {
    refuseMove(before, now);
    const [first, second] = [worldSeed(before, at), worldSeed(now, at)];
    const times = [first.time, second.time].filter((time) => time !== undefined);
    const { principals = [] } = first.directory;
    return {
        tenant: {
            ...first.tenant,
            customDomains: union(first.tenant.customDomains, second.tenant.customDomains, ({ domain }) => domain),
            clients: union(first.tenant.clients ?? [], second.tenant.clients ?? [], ({ clientId }) => clientId),
            organizations: union(
                first.tenant.organizations ?? [],
                second.tenant.organizations ?? [],
                ({ name }) => name,
            ),
            myAccountApis: myAccountApis(before, first, second),
        },
        directory: {
            ...first.directory,
            principals: union(principals, second.directory.principals ?? [], ({ id }) => id),
            accounts: accounts(first.directory.accounts ?? [], second.directory.accounts ?? []),
        },
        ...(times.length === 0 ? {} : { time: new Date(Math.min(...times.map(Number))) }),
        ...azureOfBoth(before, first.azure, second.azure),
        assumptions: [...new Set([...first.assumptions, ...second.assumptions])],
    };
}

function refuseMove(before: Settings, now: Settings): void {
    const moved = [
        ["Auth0 tenant", before.auth0.domain, now.auth0.domain],
        ["Microsoft directory", before.microsoft.tenantId, now.microsoft.tenantId],
        ["Azure subscription", before.keyVault?.subscriptionId, now.keyVault?.subscriptionId],
    ].filter(([, from, to]) => from !== to && from !== undefined && to !== undefined);
    if (moved.length === 0) return;
    throw new PersonError(
        [
            ...moved.map(([what, from, to]) => `The stack moves from ${what} ${from} to ${to}.`),
            "That is a new stack there, and the end of this one here; a sandbox holds one of both at a time. Make a stack of its own for it (npm run new), or review with --real.",
        ].join("\n"),
    );
}

/** What is adopted later has to be there already, unless the stack itself made it before. */
function myAccountApis(before: Settings, first: WorldSeed, second: WorldSeed): string[] {
    const made = before.auth0.myAccountApi === "adopt" ? [] : listedDomains(before.auth0).map(myAccountAudience);
    const adopted = [...(first.tenant.myAccountApis ?? []), ...(second.tenant.myAccountApis ?? [])];
    return [...new Set(adopted)].filter((identifier) => !made.includes(identifier));
}

/** One subscription with what either takes for granted; a vault that the stack made before is there by then. */
function azureOfBoth({ keyVault }: Settings, first?: AzureSeed, second?: AzureSeed): { readonly azure?: AzureSeed } {
    if (first === undefined || second === undefined) {
        const azure = first ?? second;
        return azure === undefined ? {} : { azure };
    }
    const existing = union(first.vaults ?? [], second.vaults ?? [], ({ name }) => name);
    return {
        azure: {
            ...second,
            ...first,
            resourceGroups: union(first.resourceGroups, second.resourceGroups, ({ name }) => name),
            vaults: existing.filter(({ name }) => keyVault?.mode === "existing" || name !== keyVault?.name),
            identities: union(first.identities ?? [], second.identities ?? [], (id) => id),
        },
    };
}

/** Those whom an app registration is assigned to have the ids of the settings; the others are the same few people in both. */
function accounts(first: readonly Account[], second: readonly Account[]): Account[] {
    const assigned = second
        .filter(({ id, username }) => username.startsWith("assigned-") && !first.some((account) => account.id === id))
        .map((account) => ({ ...account, username: `also-${account.username}` }));
    return [...first, ...assigned];
}

function union<T>(first: readonly T[], second: readonly T[], key: (item: T) => string): T[] {
    const known = new Set(first.map(key));
    return [...first, ...second.filter((item) => !known.has(key(item)))];
}
