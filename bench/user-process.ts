import { tokenVaultGrantType } from "../catalogue/auth0.ts";
import { appOf, myAccountOf } from "../proof/apps/app.ts";
import { castFor } from "../proof/cast.ts";
import { deployedStack } from "../proof/deployed.ts";
import { Person } from "../proof/person/person.ts";
import { setProcessClock } from "../proof/process-clock.ts";
import type { ProofRequest } from "../proof/proof-protocol.ts";
import { SandboxControl } from "../proof/sandbox-control.ts";

/** How long a user took from nothing to a Microsoft token, time after time, and the exchange that the app can repeat now. */
export interface UserTold {
    readonly milliseconds: readonly number[];
    readonly hostName: string;
    readonly form: Readonly<Record<string, string>>;
}

const times = 10;

// A process of its own in the sandbox's environment: a web app on the vendor's SDK, and a user with a new browser each time.
process.on("disconnect", () => process.exit());
process.on("message", async (request: ProofRequest) => process.send?.(await signInAgainAndAgain(request)));

async function signInAgainAndAgain({ control, outputs, stack }: ProofRequest): Promise<UserTold> {
    const sandbox = new SandboxControl(control);
    const people = await sandbox.people();
    setProcessClock(await sandbox.now());
    const deployed = deployedStack(stack, outputs);
    const client = deployed.clients.find(({ kind, secret }) => kind === "web" && secret !== undefined);
    const connection = deployed.connections.find(({ name }) => client?.connections.includes(name));
    if (client === undefined || connection === undefined) throw new Error(`${stack} has no linked web app`);
    const { user } = castFor(connection, people);
    const app = appOf(client, deployed.domain, undefined);
    if (user === undefined || typeof app === "string") throw new Error(`nobody can sign in with ${client.key}`);

    const milliseconds: number[] = [];
    for (;;) {
        const start = performance.now();
        const person = new Person(user);
        const session = await app.signIn(person, { connection: connection.name });
        const myAccount = await myAccountOf(app, person, session);
        const scopes = client.connectScopes[connection.name] ?? [];
        await myAccount.connect(person, { connection: connection.name, scopes, callback: app.callback });
        await app.exchange(session, connection.name);
        milliseconds.push(performance.now() - start);
        if (milliseconds.length < times) {
            await myAccount.disconnectAll(connection.name);
            continue;
        }
        const form = {
            grant_type: tokenVaultGrantType,
            client_id: client.clientId,
            client_secret: client.secret ?? "",
            subject_token: session.refreshToken ?? "",
            subject_token_type: "urn:ietf:params:oauth:token-type:refresh_token",
            requested_token_type: "http://auth0.com/oauth/token-type/federated-connection-access-token",
            connection: connection.name,
        };
        return { milliseconds, hostName: deployed.domain, form };
    }
}
