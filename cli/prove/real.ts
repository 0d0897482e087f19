import { GraphDirectory } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import { Refusal } from "../../clouds/refusal.ts";
import type { Cause } from "../../proof/causes/cause.ts";
import { differencesIn } from "../../proof/causes/differences.ts";
import { holdsAsDeclared } from "../../proof/claims/as-declared.ts";
import { type Deployed, deployedStack } from "../../proof/deployed.ts";
import { Ledger, type ProofRow } from "../../proof/ledger.ts";
import { proveAttended } from "../../proof/real/attended.ts";
import { CannotProve } from "../../proof/real/cannot-prove.ts";
import { noDirectory, type RealTenants } from "../../proof/real/real-tenants.ts";
import { proveUnattended } from "../../proof/real/unattended.ts";
import { type Verdict, verdictOf } from "../../proof/verdict.ts";
import { deployerCredentials } from "../deployer-credentials.ts";
import { PersonError } from "../person-error.ts";

export interface RealProof {
    readonly stack: string;

    /** What `pulumi stack output --json --show-secrets` says. */
    readonly outputs: unknown;

    /** Whether nobody is there to sign in. */
    readonly unattended: boolean;

    /** Key of the client to prove. @default every client unattended; else the first that can be signed in to from here */
    readonly client: string | undefined;

    /** Holds the deployment's credentials, `AUTH0_…` and `ARM_…` as the providers read them. */
    readonly environment: Readonly<Record<string, string | undefined>>;

    /** Tells the person something; no token is in it. */
    readonly say: (line: string) => void;

    /** Opens the person's browser. */
    readonly openBrowser: (url: string) => Promise<void>;
    readonly onRow?: (row: ProofRow) => void;
}

/** Long enough to find a phone for a second factor. */
const patience = 5 * 60_000;

/** Tries on the real tenants what can be tried there: with a person at a browser, or without. */
export async function proveReal(options: RealProof): Promise<Verdict> {
    const start = performance.now();
    const deployed = read(options);
    const tenants = await signedIn(deployed, options);
    const ledger = new Ledger(options.onRow);
    // Before anything is made, and once: an administrator's consent on the way would hide what is missing.
    const found = await lookedAt(deployed, tenants, ledger);
    try {
        if (options.unattended) await proveUnattended(deployed, tenants, ledger);
        else await proveAttended({ ...options, deployed, tenants, ledger, patience });
    } catch (error) {
        throw error instanceof CannotProve ? new PersonError(error.message) : error;
    }
    return verdictOf(ledger, found, start);
}

function read({ client, outputs, stack }: RealProof): Deployed {
    const deployed = deployedOr(stack, outputs);
    const keys = deployed.clients.map(({ key }) => key);
    if (client !== undefined && !keys.includes(client)) {
        throw new PersonError(`Stack ${stack} has no client "${client}"; it has: ${keys.join(", ") || "none"}.`);
    }
    return deployed;
}

function deployedOr(stack: string, outputs: unknown): Deployed {
    try {
        return deployedStack(stack, outputs);
    } catch (error) {
        throw new PersonError(`${(error as Error).message}\nDeploy it first: pulumi up --stack ${stack}`);
    }
}

async function signedIn(deployed: Deployed, { client, environment }: RealProof): Promise<RealTenants> {
    const { microsoftTenantId: tenantId, stack, tenantDomain } = deployed;
    const { auth0, microsoft } = deployerCredentials(environment, { stack, tenantDomain, tenantId });
    const management = new Management(auth0);
    return {
        management,
        scopes: await scopesOf(management),
        directory: microsoft === undefined ? undefined : new GraphDirectory(microsoft),
        client,
    };
}

/** What the credentials may do at the Management API; credentials that Auth0 refuses are the person's to mend. */
async function scopesOf(management: Management): Promise<string[]> {
    try {
        return await management.scopes();
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new PersonError(
            `Auth0 refuses the deployment's credentials (the variables AUTH0_…): ${error.status} ${error.code}, ${error.message}`,
        );
    }
}

/** What is not as declared, in both clouds; undefined where the credentials do not show it. */
async function lookedAt(
    deployed: Deployed,
    { directory, management }: RealTenants,
    ledger: Ledger,
): Promise<readonly Cause[] | undefined> {
    const group = ledger.group(deployed.stack);
    if (directory === undefined) {
        group.untried("both clouds hold what the stack declares", noDirectory);
        return undefined;
    }
    const found = await differencesIn(deployed, { directory, management }, new Date(), group);
    if (found !== undefined) await holdsAsDeclared(found, group);
    return found;
}
