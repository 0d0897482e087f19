import { myAccountOf, webAppOf } from "../../../proof/apps/app.ts";
import { Person } from "../../../proof/person/person.ts";
import { setProcessClock } from "../../../proof/process-clock.ts";
import type { CommuterMessage, CommuterRequest, CommuterSettings } from "./commuter-protocol.ts";

// One user of one web application, on the vendors' own SDKs, in a process whose environment leads to the sandbox: signs in with a new
// browser and exchanges for a Microsoft Graph token, again and again, until the channel to its parent closes.
process.on("disconnect", () => process.exit());
const settings = JSON.parse(process.argv[2] ?? "") as CommuterSettings;
const app = webAppOf(settings);
const options = { connection: settings.connection };

await turn("sign-in");
const person = new Person(settings.person);
let session = await app.signIn(person, options);
const myAccount = await myAccountOf(app, person, session);
await myAccount.connect(person, { ...options, scopes: settings.scopes, callback: settings.callback });

for (;;) {
    await attempt("sign-in", async () => {
        session = await app.signIn(new Person(settings.person), options);
    });
    await attempt("exchange", () => app.exchange(session, settings.connection));
}

async function attempt(what: CommuterMessage["begins"], act: () => Promise<unknown>): Promise<void> {
    await turn(what);
    const failure = await act().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error)),
    );
    process.send?.({ ended: what, ...(failure === undefined ? {} : { failure }) });
}

/** Waits for its turn, and takes over the time of the world. */
function turn(begins: CommuterMessage["begins"]): Promise<void> {
    return new Promise((resolve) => {
        process.once("message", ({ now }: CommuterRequest) => {
            setProcessClock(new Date(now));
            resolve();
        });
        process.send?.({ begins });
    });
}
