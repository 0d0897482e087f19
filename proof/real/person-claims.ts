import { graphCalls } from "../apps/graph.ts";
import type { Deployed, DeployedClient, DeployedConnection } from "../deployed.ts";
import type { LedgerGroup } from "../ledger.ts";

/** Claims of one client on one connection that a person at a browser lets the judge try, in the judge's own sentences. */
export function claimsWithAPerson(
    deployed: Deployed,
    client: Pick<DeployedClient, "key" | "kind">,
    { tokenVault }: DeployedConnection,
    scopes: readonly string[],
): string[] {
    const { key, kind } = client;
    const signIn = [`${key} signs a user in through https://${deployed.domain}/login/callback`];
    if (!tokenVault) return signIn;
    const isOpen = ({ scopes: any }: (typeof graphCalls)[number]) => any.some((scope) => scopes.includes(scope));
    const shut = graphCalls.find((call) => !isOpen(call));
    return [
        ...signIn,
        `${key} may manage its user's connected accounts`,
        `${key} gets no token for a user who connected no account`,
        `${key} connects its user's Microsoft account`,
        `${key} gets a Microsoft Graph token for a signed-in user`,
        ...(kind === "web" ? [`an AI agent gets the user's token as ${key}`] : []),
        ...graphCalls.filter(isOpen).map(({ gives }) => `with that token Microsoft Graph gives the user's ${gives}`),
        ...(shut === undefined
            ? []
            : [`Microsoft Graph refuses ${key} the user's ${shut.gives}, to which nobody consented`]),
    ];
}

/** Claims that are tried in a sandbox alone: they need several people, another time, or a tenant that is nobody's. */
export function claimsOfSandbox(
    deployed: Deployed,
    { callbacks = [], key }: DeployedClient,
    { tokenVault }: DeployedConnection,
): string[] {
    const others = [...new Set([deployed.tenantDomain, ...deployed.domains])].filter(
        (name) => name !== deployed.domain,
    );
    return [
        ...deployed.domains
            .filter((name) => name !== deployed.domain)
            .map((name) => `${key} signs a user in through https://${name}/login/callback`),
        ...callbacks.slice(1).map((callback) => `${key} gets its user back at ${callback}`),
        ...(tokenVault
            ? [
                  ...others.map((name) => `${name} refuses what ${deployed.domain} gave out`),
                  `${key} connects a second account of the same user`,
                  `${key} keeps two accounts of one user apart by login_hint`,
                  `once disconnected, ${key} gets no more token of that account`,
                  `${key} links two sign-ins of one person, and unlinks them`,
                  `a refresh token was vaulted: ${key} gets another token once the first has ended`,
              ]
            : []),
    ];
}

/** Writes down what was not tried, and why. */
export function listUntried(ledger: LedgerGroup, claims: readonly string[], why: string): void {
    for (const claim of claims) ledger.untried(claim, why);
}

/** Why the sandbox's claims are not tried on real tenants, with the command that tries them. */
export function onlyInSandbox({ stack }: Deployed): string {
    return `tried in a sandbox alone: npm run prove -- --stack ${stack}`;
}

/** Why an unattended run leaves a claim out, with the command that tries it. */
export function needsAPerson({ stack }: Deployed): string {
    return `a person has to sign in: npm run prove -- --stack ${stack} --real`;
}
