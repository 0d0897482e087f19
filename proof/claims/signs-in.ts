import { type App, appOf } from "../apps/app.ts";
import type { Session } from "../apps/web-app.ts";
import { Person } from "../person/person.ts";
import type { Journey } from "./journey.ts";

/** A user signs in through each registered redirect URI, and comes back to each callback. @returns the session on the apps' domain */
export async function signsIn(journey: Journey): Promise<Session | undefined> {
    const session = await signsInAs(journey, journey.app, journey.person);
    await throughOtherDomains(journey);
    await toOtherCallbacks(journey);
    return session;
}

async function throughOtherDomains(journey: Journey): Promise<void> {
    const { client, deployed, existing, user } = journey;
    for (const domain of deployed.domains.filter((name) => name !== deployed.domain)) {
        const app = appOf(client, domain, existing);
        if (typeof app !== "string") await signsInAs(journey, app, new Person(user));
    }
}

async function toOtherCallbacks(journey: Journey): Promise<void> {
    const { client, deployed, existing, ledger, signInWith, user } = journey;
    for (const callback of (client.callbacks ?? []).slice(1)) {
        const app = appOf(client, deployed.domain, existing, callback);
        if (typeof app === "string") continue;
        await ledger.holds(`${client.key} gets its user back at ${callback}`, async () => {
            const session = await app.signIn(new Person(user), { connection: signInWith });
            return [session, session.subject];
        });
    }
}

function signsInAs({ client, ledger, signInWith }: Journey, app: App, person: Person): Promise<Session | undefined> {
    return ledger.holds(`${client.key} signs a user in through https://${app.domain}/login/callback`, async () => {
        const session = await app.signIn(person, { connection: signInWith });
        return [session, session.subject];
    });
}
