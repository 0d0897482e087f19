import { microsoftGraphScope } from "../../catalogue/microsoft-graph-scopes.ts";
import { clientToken } from "../../clouds/graph-directory.ts";
import type { Management } from "../../clouds/management.ts";
import { Refusal } from "../../clouds/refusal.ts";
import { appOf } from "../apps/app.ts";
import type { Session } from "../apps/web-app.ts";
import type { Deployed, DeployedClient, DeployedConnection } from "../deployed.ts";
import { type LedgerGroup, Unexpected } from "../ledger.ts";
import { missingScopes, shortScope } from "../scopes.ts";
import { activeSecretOf } from "./active-secret.ts";

/** Microsoft's answers that mean the secret, or the app itself. */
const wrongSecret = ["AADSTS7000215", "AADSTS7000222", "AADSTS700016"];

/** Microsoft looks for the service principal of the directory only once it has taken the secret. */
const noServicePrincipal = "AADSTS7000229";

/** Microsoft gives the app registration a token of its own for the secret that Auth0 has: nobody needs to sign in for that. */
export async function acceptsSecret(
    { microsoftTenantId }: Deployed,
    connection: DeployedConnection,
    management: Management,
    ledger: LedgerGroup,
): Promise<void> {
    const claim = `Microsoft accepts the client secret that ${connection.name} signs in with`;
    const secret = await activeSecretOf(connection, management);
    if (secret === undefined) {
        return ledger.untried(claim, "the secret is not to be read: the credentials need read:connections_options");
    }
    const credentials = { tenantId: microsoftTenantId, clientId: connection.entraClientId, clientSecret: secret };
    const answer = await clientToken(credentials, "https://graph.microsoft.com/.default").then(
        () => undefined,
        (error: unknown) => error,
    );
    const number = answer instanceof Refusal ? answer.microsoftNumber : undefined;
    if (answer instanceof Refusal && number !== noServicePrincipal && !wrongSecret.includes(number ?? "")) {
        return ledger.untried(claim, `Microsoft answered ${answer.evidence} before it looked at the secret`);
    }
    await ledger.holds(claim, async () => {
        if (answer === undefined) return [undefined, "200 for client_credentials"];
        if (number !== noServicePrincipal) throw answer;
        return [undefined, `${number}: no service principal, and the secret is right`];
    });
}

/** Auth0 sends whoever signs in to Microsoft as the stack declares: as which app, back to where, and asking for what. */
export async function leadsToMicrosoft(
    deployed: Deployed,
    client: DeployedClient,
    connection: DeployedConnection,
    ledger: LedgerGroup,
): Promise<void> {
    const [callback] = client.callbacks ?? [];
    for (const domain of deployed.domains) {
        const claim = `https://${domain}/authorize leads users of ${client.key} to Microsoft`;
        if (callback === undefined) ledger.untried(claim, "no callback of it is known");
        else if (!connection.signIn) ledger.untried(claim, "nobody signs in with this connection");
        else {
            await ledger.holds(claim, async () => {
                const url = await microsoftAddress(domain, client.clientId, callback, connection.name);
                const scopes = checkedScopes(url, domain, connection);
                return [url, `${connection.entraClientId}, ${scopes.map(shortScope).join(" ")}`];
            });
        }
    }
}

/** Where `/authorize` leads to; it is not followed. */
async function microsoftAddress(domain: string, clientId: string, callback: string, connection: string): Promise<URL> {
    const url = new URL(`https://${domain}/authorize`);
    url.search = new URLSearchParams({
        response_type: "code",
        client_id: clientId,
        redirect_uri: callback,
        scope: "openid profile email offline_access",
        state: "not-followed",
        // Nobody comes back to redeem a code: the challenge of no verifier.
        code_challenge: "A".repeat(43),
        code_challenge_method: "S256",
        connection,
    }).toString();
    const response = await fetch(url, { redirect: "manual" });
    await response.body?.cancel();
    const location = response.headers.get("location");
    if (location === null) throw new Refusal(domain, response.status, "no redirect", "/authorize led nowhere");
    const target = new URL(location, url);
    const error = target.searchParams.get("error");
    if (error !== null) {
        throw new Refusal(domain, response.status, error, target.searchParams.get("error_description") ?? "");
    }
    return target;
}

function checkedScopes({ host, searchParams }: URL, domain: string, connection: DeployedConnection): string[] {
    const expect = (what: string, found: string | null, wanted: string) => {
        if (found !== wanted) throw new Unexpected(`it leads there with ${what} ${found}; declared is ${wanted}`);
    };
    const microsoft = ["login.microsoftonline.com", "login.live.com"];
    if (!microsoft.includes(host)) throw new Unexpected(`it leads to ${host}, not to Microsoft`);
    expect("client id", searchParams.get("client_id"), connection.entraClientId);
    expect("redirect URI", searchParams.get("redirect_uri"), `https://${domain}/login/callback`);
    const asked = (searchParams.get("scope") ?? "").split(" ").filter((scope) => scope !== "");
    const missing = requiredScopes(connection).filter(
        (scope) => !asked.includes(scope) && (isOpenId(scope) || missingScopes([scope], asked).length > 0),
    );
    if (missing.length > 0) throw new Unexpected(`Microsoft is not asked for ${missing.join(", ")}`);
    return asked;
}

/** What a sign-in asks for at least: a `windowslive` connection for its options' scopes, a `waad` one for an ID token. */
function requiredScopes({ scopes, strategy }: DeployedConnection): readonly string[] {
    if (strategy === "waad") return ["openid"];
    return scopes.filter((scope) => microsoftGraphScope(shortScope(scope)).windowsliveOption !== undefined);
}

function isOpenId(scope: string): boolean {
    return scope === "openid" || scope === "offline_access";
}

/** Client, grant type and connection are looked at before the token is: what is refused is the token. */
export async function refusesMadeUpToken(
    deployed: Deployed,
    client: DeployedClient,
    connection: DeployedConnection,
    ledger: LedgerGroup,
): Promise<void> {
    if (!connection.tokenVault) return;
    const claim = `an exchange by ${client.key} with a made-up token fails for the token alone`;
    const app = appOf(client, deployed.domain, undefined);
    if (typeof app === "string") return ledger.untried(claim, app);
    const session: Session = { subject: "", idToken: "", accessToken: "made-up", refreshToken: "made-up" };
    await ledger.refuses(claim, { status: [401, 403], codes: ["invalid_grant"] }, () =>
        app.exchange(session, connection.name),
    );
}
