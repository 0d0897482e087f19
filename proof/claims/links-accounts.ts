import { z } from "zod";
import { Refusal } from "../../clouds/refusal.ts";
import { managementApiOf } from "../apps/app.ts";
import { Unexpected } from "../ledger.ts";
import { Person } from "../person/person.ts";
import type { Travelled } from "./journey.ts";

const identities = z.array(z.object({ provider: z.string(), user_id: z.union([z.string(), z.number()]) }));
const refusal = z.object({ message: z.string(), errorCode: z.string().optional(), error: z.string() });

/** Two ways to sign in become one user, and two again: by the two users' tokens, as Auth0's account-linking guide does it. */
export async function linksAccounts({ journey, session }: Travelled): Promise<void> {
    const { app, cast, client, deployed, ledger, person, signInWith } = journey;
    const claim = `${client.key} links two sign-ins of one person, and unlinks them`;
    const { second } = cast;
    if (second === undefined) return ledger.untried(claim, "there is no second account that may sign in");
    if (!journey.connection.signIn) return ledger.untried(claim, "nobody signs in with this connection");

    await ledger.holds(claim, async () => {
        const audience = managementApiOf(deployed);
        const other = await app.signIn(new Person(second), { connection: signInWith });
        const primary = await app.signInFor(person, audience, "openid update:current_user_identities", signInWith);
        const user = encodeURIComponent(session.subject);
        const linked = await call(app.domain, primary, "POST", `users/${user}/identities`, {
            link_with: other.idToken,
        });
        if (linked.length !== 2) throw new Unexpected(`the user has ${linked.length} identities after linking two`);
        const [provider = "", ...rest] = other.subject.split("|");
        const left = await call(
            app.domain,
            primary,
            "DELETE",
            `users/${user}/identities/${provider}/${encodeURIComponent(rest.join("|"))}`,
        );
        if (left.length !== 1) throw new Unexpected(`the user has ${left.length} identities after unlinking`);
        return [undefined, `${session.subject} and ${other.subject}`];
    });
}

async function call(domain: string, token: string, method: string, path: string, body?: object) {
    const response = await fetch(`https://${domain}/api/v2/${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return identities.parse(answer);
    const { data } = refusal.safeParse(answer);
    throw new Refusal(domain, response.status, data?.errorCode ?? data?.error ?? "error", data?.message ?? "");
}
