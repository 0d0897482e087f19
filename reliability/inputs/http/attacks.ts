import fc from "fast-check";
import { type Attack, attackOn } from "./attack.ts";
import { judgedReply } from "./judged-reply.ts";
import { rawExchange, type Target } from "./raw-exchange.ts";
import type { Victim } from "./started-victim.ts";

/** The servers of a sandbox, as bytes reach them. */
export function targetsOf({ auth0, caPem, desk, microsoft, proxyPort }: Victim): Record<Attack["server"], Target> {
    return {
        auth0: { port: auth0.port, serverName: auth0.host, caPem },
        graph: { port: microsoft.port, serverName: microsoft.host, caPem },
        login: { port: microsoft.port, serverName: microsoft.loginHost, caPem },
        desk: { port: desk.port },
        proxy: { port: proxyPort },
    };
}

/**
 * Sends generated requests, several at a time. @returns what was wrong with an answer, the same thing once, each with what was sent
 *
 * @param seed makes the same requests again
 */
export async function attacked(victim: Victim, count: number, seed: number): Promise<string[]> {
    const targets = targetsOf(victim);
    const waiting = fc.sample(attackOn(victim), { numRuns: count, seed });
    const found = new Map<string, string>();
    const worker = async () => {
        for (let attack = waiting.pop(); attack !== undefined; attack = waiting.pop()) {
            const reply = await rawExchange(targets[attack.server], [attack.text], 250);
            const wrong = judgedReply(attack, reply, victim);
            if (wrong === undefined) continue;
            const kind = wrong.replaceAll(/[\da-f-]{8,}|\d{3,}/g, "N").slice(0, 120);
            found.set(kind, `${wrong} to ${JSON.stringify(withoutTokens(attack.text)).slice(0, 1500)} (seed ${seed})`);
        }
    };
    await Promise.all(Array.from({ length: 12 }, worker));
    const complaint = victim.complaint();
    return [...found.values(), ...(complaint === undefined ? [] : [`${complaint} (seed ${seed})`])];
}

function withoutTokens(text: string): string {
    return text.replaceAll(/Bearer \S+/g, "Bearer [token]");
}
