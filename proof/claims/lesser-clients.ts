import { z } from "zod";
import type { Management } from "../../clouds/management.ts";
import { type App, myAccountOf, webAppOf } from "../apps/app.ts";
import type { Session } from "../apps/web-app.ts";
import type { Deployed, DeployedConnection } from "../deployed.ts";
import type { ExpectedRefusal, LedgerGroup } from "../ledger.ts";
import { tokenVaultClient, tokenVaultRefreshToken } from "../operator/token-vault-client.ts";
import { Person } from "../person/person.ts";
import type { Travelled } from "./journey.ts";

const created = z.object({ client_id: z.string(), client_secret: z.string() });
const connectionOptions = z.object({ strategy: z.string(), options: z.record(z.string(), z.unknown()) });
const createdConnection = z.object({ id: z.string() });
const createdClient = z.object({ client_id: z.string(), name: z.string() });
const namedConnection = z.object({ id: z.string(), name: z.string() });

/** Name of everything that the judge makes for a trial; a run that died is found again by it. */
const trialName = "Proof, temporary";
const callback = "https://proof.example/callback";

const whole = tokenVaultClient(callback);

const rotating = { refresh_token: { rotation_type: "rotating", expiration_type: "expiring" } };

/** What takes the Token Vault from a client that has everything, one at a time, and how it is refused then. */
const lesser: readonly { readonly claim: string; readonly change: object; readonly expected: ExpectedRefusal }[] = [
    {
        claim: "a client without the Token Vault grant type is refused",
        change: { grant_types: ["authorization_code", "refresh_token"] },
        expected: { status: [403], codes: ["unauthorized_client"] },
    },
    {
        claim: "a public client is refused",
        change: { token_endpoint_auth_method: "none" },
        expected: {
            status: [401, 403],
            codes: ["unauthorized_client", "access_denied", "invalid_client", "invalid_request"],
        },
    },
    {
        claim: "a client that is not first-party is refused",
        change: { is_first_party: false },
        expected: { status: [400, 401, 403], codes: ["unauthorized_client", "access_denied", "invalid_request"] },
    },
];

/**
 * A client made for the trial gets a token as long as it has everything, and none once one thing is missing. It is the same
 * client, user and refresh token throughout, so that nothing but the missing thing can be the reason.
 */
export async function refusesLesserClients(
    travelled: Travelled,
    management: Management,
    ledger: LedgerGroup,
): Promise<void> {
    const { connection, deployed, signInWith, user } = travelled.journey;
    const signInId = deployed.connections.find(({ name }) => name === signInWith)?.id ?? connection.id;
    const links = [...new Set([connection.id, signInId])];
    const client = created.parse(
        await management.call("POST", "clients", {
            name: trialName,
            ...whole,
            ...tokenVaultRefreshToken(deployed.domain),
        }),
    );
    const link = (status: boolean) =>
        Promise.all(
            links.map((id) =>
                management.call("PATCH", `connections/${id}/clients`, [{ client_id: client.client_id, status }]),
            ),
        );
    const set = (change: object) => management.call("PATCH", `clients/${client.client_id}`, change);
    try {
        await link(true);
        const app = webAppOf({
            domain: deployed.domain,
            clientId: client.client_id,
            clientSecret: client.client_secret,
            callback,
        });
        const person = new Person(user);
        const session = await ledger.holds("a client with all that Token Vault asks for gets a token", async () => {
            const signedIn = await app.signIn(person, { connection: signInWith });
            await app.exchange(signedIn, connection.name);
            return [signedIn, "200, made for this trial"];
        });
        if (session === undefined) return;
        await ledger.refuses("a client without a grant on the My Account API cannot connect accounts", noGrant, () =>
            connectAs(app, person, session, connection.name),
        );
        for (const { claim, change, expected } of lesser) {
            await set(change);
            await ledger.refuses(claim, expected, () => app.exchange(session, connection.name));
            await set(Object.fromEntries(Object.entries(whole).filter(([key]) => key in change)));
        }
        await set(rotating);
        await ledger.refuses(
            "a rotating refresh token is refused",
            { status: [400, 401, 403], codes: ["invalid_grant", "invalid_request", "unauthorized_client"] },
            async () => {
                const again = await app.signIn(new Person(user), { connection: signInWith });
                await app.exchange(again, connection.name);
            },
        );
        await set(tokenVaultRefreshToken(deployed.domain));
        await link(false);
        await ledger.refuses(
            `a client that is not linked to ${connection.name} gets no token`,
            { status: [400, 403], codes: ["access_denied", "unauthorized_client", "invalid_request"] },
            () => app.exchange(session, connection.name),
        );
        await ledger.refuses(
            `a client that is not linked to ${connection.name} signs nobody in`,
            { codes: ["access_denied", "unauthorized_client", "invalid_request"] },
            () => app.signIn(new Person(user), { connection: signInWith }),
        );
    } finally {
        await management.call("DELETE", `clients/${client.client_id}`);
    }
}

/** With the purpose switched off, a connection of the same settings takes no account. */
export async function refusesWithoutPurpose(
    travelled: Travelled,
    management: Management,
    ledger: LedgerGroup,
): Promise<void> {
    const { app, client, connection, holder, scopes } = travelled.journey;
    const { options, strategy } = connectionOptions.parse(await management.call("GET", `connections/${connection.id}`));
    const { scope: _computed, ...settings } = options;
    const trial = createdConnection.parse(
        await management.call("POST", "connections", {
            name: trialConnectionName(connection),
            strategy,
            options: strategy === "windowslive" ? settings : options,
            connected_accounts: { active: false },
        }),
    );
    try {
        await management.call("PATCH", `connections/${trial.id}/clients`, [
            { client_id: client.clientId, status: true },
        ]);
        await ledger.refuses(
            "a connection whose purpose Token Vault is off takes no account",
            { status: [400, 403], codes: ["Bad Request", "Invalid Request", "Forbidden", "Operation Not Supported"] },
            () =>
                travelled.myAccount.connect(holder, {
                    connection: trialConnectionName(connection),
                    scopes,
                    callback: app.callback,
                }),
        );
    } finally {
        await management.call("DELETE", `connections/${trial.id}`);
    }
}

/** What an earlier run left behind when it died. */
export async function removeTrials(deployed: Deployed, management: Management): Promise<void> {
    for (const { client_id, name } of await listed(management, "clients", createdClient)) {
        if (name === trialName) await management.call("DELETE", `clients/${client_id}`);
    }
    const ours = new Set(deployed.connections.map(({ id }) => id));
    const trials = new Set(deployed.connections.map(trialConnectionName));
    for (const { id, name } of await listed(management, "connections", namedConnection)) {
        if (trials.has(name) && !ours.has(id)) await management.call("DELETE", `connections/${id}`);
    }
}

/** All of a kind, page after page. */
async function listed<T extends z.ZodType>(management: Management, kind: string, item: T): Promise<z.infer<T>[]> {
    const all: z.infer<T>[] = [];
    for (let page = 0; ; page += 1) {
        const found = z.array(item).parse(await management.call("GET", `${kind}?per_page=100&page=${page}`));
        all.push(...found);
        if (found.length < 100) return all;
    }
}

/** Name of the connection that a trial makes beside a deployed one. */
function trialConnectionName({ name }: Pick<DeployedConnection, "name">): string {
    return `proof-temporary-${name}`.slice(0, 128);
}

const noGrant: ExpectedRefusal = {
    status: [401, 403],
    codes: ["access_denied", "invalid_request", "unauthorized_client"],
};

async function connectAs(app: App, person: Person, session: Session, connection: string): Promise<void> {
    const myAccount = await myAccountOf(app, person, session);
    await myAccount.connect(person, { connection, scopes: ["openid", "offline_access"], callback: app.callback });
}
