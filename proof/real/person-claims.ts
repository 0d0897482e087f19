import { graphCalls } from "../apps/graph.ts";
import { maySignIn } from "../cast.ts";
import { scopeToDecline } from "../claims/declined-consent.ts";
import { described } from "../claims/outsiders.ts";
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
    connection: DeployedConnection,
): string[] {
    const { signIn, tokenVault } = connection;
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
                  ...(signIn ? [`${key} links two sign-ins of one person, and unlinks them`] : []),
                  `a refresh token was vaulted: ${key} gets another token once the first has ended`,
              ]
            : []),
    ];
}

/** What is tried with the first client of a connection alone. */
export function claimsOfFirstClient({ key }: DeployedClient, connection: DeployedConnection): string[] {
    const declined = scopeToDecline(connection);
    if (declined === undefined || !connection.tokenVault) return [];
    return [`${key} gets no ${declined} when its user does not consent`];
}

/** Claims of a connection, whoever its clients are, that are tried in a sandbox alone. */
export function connectionClaimsOfSandbox(connection: DeployedConnection): string[] {
    const { adminConsentUrl, name, secretSlots, signIn, strategy, tokenVault } = connection;
    const hasDirectory = adminConsentUrl !== undefined && strategy === "waad";
    const outsiders = kinds.filter((from) => !maySignIn(connection, { from, id: "nobody" }));
    return [
        ...(hasDirectory ? [`an administrator consents to ${name} for everyone, by the link in the outputs`] : []),
        ...(signIn ? outsiders.map((from) => `${described({ from })} cannot sign in with ${name}`) : []),
        ...(tokenVault ? lesserClientClaims(name) : []),
        ...(signIn && secretSlots !== undefined ? [`${name} signs nobody in once its client secret has ended`] : []),
    ];
}

const kinds = ["own directory", "other directory", "personal"] as const;

function lesserClientClaims(name: string): string[] {
    return [
        "a client with all that Token Vault asks for gets a token",
        "a client without a grant on the My Account API cannot connect accounts",
        "a client without the Token Vault grant type is refused",
        "a public client is refused",
        "a client that is not first-party is refused",
        "a rotating refresh token is refused",
        `a client that is not linked to ${name} gets no token`,
        `a client that is not linked to ${name} signs nobody in`,
        "a connection whose purpose Token Vault is off takes no account",
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
