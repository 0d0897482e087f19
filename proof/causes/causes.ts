import type { Deployed } from "../deployed.ts";
import type { ProofRow } from "../ledger.ts";
import type { Seen } from "../operator/seen.ts";
import type { Cause } from "./cause.ts";
import { checksAtAuth0 } from "./checks-at-auth0.ts";
import { checksAtMicrosoft } from "./checks-at-microsoft.ts";

/** Everything in both clouds that is not as the stack's outputs say, in the order in which it stops people. */
export function causesIn(deployed: Deployed, seen: Seen, now: Date): Cause[] {
    return [...checksAtMicrosoft, ...checksAtAuth0].flatMap(({ id, problems, mend }) =>
        problems(deployed, seen, now).map((problem) => ({ id, problem, mend: mend(deployed) })),
    );
}

/** What the services themselves say, where nothing was found that is not as declared. */
export function unexplained(rows: readonly ProofRow[]): Cause[] {
    const codes = new Set(rows.filter(({ outcome }) => outcome === "broken").map(({ code }) => code ?? "unexpected"));
    return [...codes].map((code) => ({
        id: "unexplained",
        problem: `both clouds hold what the stack declares; the answer was ${code}`,
        mend: "see the evidence above, and Auth0's tenant log under Monitoring > Logs",
    }));
}
