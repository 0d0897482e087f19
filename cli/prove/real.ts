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
import { PersonError } from "../person-error.ts";

export interface RealProof {
    readonly stack: string;

    /** What `pulumi stack output --json --show-secrets` says. */
    readonly outputs: unknown;

    /** Whether nobody is there to sign in. */
    readonly unattended: boolean;

    /** Key of the client to prove. @default every client unattended; else the first that can be signed in to from here */
    readonly client: string | undefined;

    /** Holds the deployment's credentials, `AUTH0_*` and `ARM_*`. */
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

async function signedIn({ stack, tenantDomain }: Deployed, options: RealProof): Promise<RealTenants> {
    const { environment } = options;
    const need = (names: readonly string[]) => {
        const missing = names.filter((name) => (environment[name] ?? "") === "");
        if (missing.length === 0) return;
        throw new PersonError(
            `The credentials that stack ${stack} is deployed with are needed; not set: ${missing.join(", ")}.`,
        );
    };
    need(["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"]);
    const value = (name: string) => environment[name] ?? "";
    if (value("AUTH0_DOMAIN") !== tenantDomain) {
        throw new PersonError(
            `AUTH0_DOMAIN is ${value("AUTH0_DOMAIN")}, and stack ${stack} is deployed to ${tenantDomain}: set that tenant's credentials.`,
        );
    }
    const management = new Management({
        domain: tenantDomain,
        clientId: value("AUTH0_CLIENT_ID"),
        clientSecret: value("AUTH0_CLIENT_SECRET"),
    });
    const directory = {
        tenantId: value("ARM_TENANT_ID"),
        clientId: value("ARM_CLIENT_ID"),
        clientSecret: value("ARM_CLIENT_SECRET"),
    };
    return {
        management,
        scopes: await scopesOf(management),
        directory: Object.values(directory).includes("") ? undefined : new GraphDirectory(directory),
        client: options.client,
    };
}

/** What the credentials may do at the Management API; credentials that Auth0 refuses are the person's to mend. */
async function scopesOf(management: Management): Promise<string[]> {
    try {
        return await management.scopes();
    } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        throw new PersonError(
            `Auth0 refuses the deployment's credentials (AUTH0_CLIENT_ID, AUTH0_CLIENT_SECRET): ${error.status} ${error.code}, ${error.message}`,
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
