import { type Finding, weights } from "../report.ts";
import type { StackChange } from "../stack-change.ts";
import { compared, type Rule, type Said } from "./compared.ts";
import { apps } from "./rules/apps.ts";
import { clientSecrets } from "./rules/client-secrets.ts";
import { connections } from "./rules/connections.ts";
import { domains } from "./rules/domains.ts";
import { grants } from "./rules/grants.ts";
import { links } from "./rules/links.ts";
import { myAccount } from "./rules/my-account.ts";
import { protection } from "./rules/protection.ts";
import { registrations } from "./rules/registrations.ts";
import { scopes } from "./rules/scopes.ts";
import { signIn } from "./rules/sign-in.ts";
import { tokens } from "./rules/tokens.ts";

/** What a change can mean. The order counts where findings are of the same weight and about the same thing. */
const rules: readonly Rule[] = [
    connections,
    registrations,
    apps,
    signIn,
    links,
    tokens,
    scopes,
    myAccount,
    grants,
    domains,
    clientSecrets,
    protection,
];

/** Says in the words of identities what a change means; nothing where nothing changes. The worst comes first. */
export function findings(change: StackChange): Finding[] {
    const pictures = compared(change);
    const said = rules.flatMap((rule) => rule(pictures));
    return said.sort(byWeight).map(({ topic, weight, text }) => ({ topic, weight, text }));
}

function byWeight(one: Said, other: Said): number {
    const difference = weights.indexOf(one.weight) - weights.indexOf(other.weight);
    if (difference !== 0) return difference;
    if (one.about === other.about) return 0;
    return one.about < other.about ? -1 : 1;
}
