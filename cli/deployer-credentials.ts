import type { DirectoryCredentials } from "../clouds/graph-directory.ts";
import type { OperatorCredentials } from "../clouds/management.ts";
import { auth0Credentials } from "./credentials/auth0-credentials.ts";
import { microsoftCredentials } from "./credentials/microsoft-credentials.ts";
import type { CredentialsFor, Environment } from "./credentials/read.ts";
import { PersonError } from "./person-error.ts";

export type { CredentialsFor, Environment } from "./credentials/read.ts";

export interface DeployerCredentials {
    readonly auth0: OperatorCredentials;

    /** Undefined where the environment says nothing of Microsoft. */
    readonly microsoft: DirectoryCredentials | undefined;
}

/**
 * The credentials that a stack is deployed with, from the variables that both providers read (terraform-provider-auth0 and
 * terraform-provider-azuread, `internal/provider`). Fails for a person with everything that is missing or contradicts itself.
 */
export function deployerCredentials(environment: Environment, of: CredentialsFor): DeployerCredentials {
    const auth0 = auth0Credentials(environment, of);
    const microsoft = microsoftCredentials(environment, of);
    const problems = [...auth0.problems, ...microsoft.problems];
    if (auth0.value !== undefined && problems.length === 0) {
        return { auth0: auth0.value, microsoft: microsoft.value };
    }
    throw new PersonError(
        [
            `The credentials that stack ${of.stack} is deployed with are needed, in the variables that the providers read:`,
            ...problems.map((problem) => `  ${problem}`),
        ].join("\n"),
    );
}
