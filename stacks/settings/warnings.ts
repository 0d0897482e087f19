import { microsoftGraphScope } from "../../catalogue/microsoft-graph-scopes.ts";
import { daysAfter } from "./dates.ts";
import type { ConnectionSettings, SecretSlotName, Settings } from "./settings.ts";

/** What is allowed and yet will trouble people at this moment, a sentence each. */
export function warningsAt(settings: Settings, now: Date): string[] {
    return [
        ...Object.entries(settings.connections).flatMap(([key, connection]) => [
            ...endedSecrets(connection, now).map((text) => `connections.${key}: ${text}`),
            ...consent(connection).map((text) => `connections.${key}: ${text}`),
            ...identity(connection).map((text) => `connections.${key}: ${text}`),
        ]),
        ...endedVaultSecrets(settings.keyVault, now).map((text) => `keyVault: ${text}`),
    ];
}

function endedVaultSecrets(keyVault: Settings["keyVault"], now: Date): string[] {
    if (keyVault === undefined) return [];
    const ends = daysAfter(keyVault.issued, keyVault.lifetimeDays);
    if (Date.parse(ends) > now.getTime()) return [];
    return [`its secrets ended at ${ends}; rotate the clients' secrets in Auth0 and set issued to the day of it`];
}

function endedSecrets({ clientSecret }: ConnectionSettings, now: Date): string[] {
    const { active, slots = {} } = clientSecret ?? {};
    return (Object.keys(slots) as SecretSlotName[]).flatMap((name) => {
        const ends = slots[name]?.ends ?? "";
        if (Date.parse(ends) > now.getTime()) return [];
        return name === active
            ? [
                  `the active client secret (slot ${name}) ended at ${ends}; nobody gets in until ${idle(name)} is renewed and made active`,
              ]
            : [`the idle client secret (slot ${name}) ended at ${ends}; renew it before it is made active`];
    });
}

function idle(name: SecretSlotName): string {
    return `slot ${name === "a" ? "b" : "a"}`;
}

function consent({ strategy, adminConsent, appRegistration, scopes }: ConnectionSettings): string[] {
    if (strategy !== "waad" || adminConsent || appRegistration !== undefined) return [];
    const refused = scopes.filter((scope) => {
        const { adminOnly, blockedByManagedPolicy } = microsoftGraphScope(scope);
        return adminOnly || blockedByManagedPolicy;
    });
    if (refused.length === 0) return [];
    return [
        `people cannot consent to ${refused.join(", ")} by themselves, or not in directories with Microsoft's default policy; set adminConsent, or send the admin-consent link to an administrator`,
    ];
}

function identity({ scopes }: ConnectionSettings): string[] {
    if (scopes.includes("openid") || scopes.includes("User.Read")) return [];
    return ["scopes has neither openid nor User.Read, without which Auth0 cannot tell whose account it is"];
}
