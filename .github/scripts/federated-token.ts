import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { workflowToken } from "../../clouds/workflow-token.ts";
import { runner, script, variable } from "./runner.ts";

if (import.meta.main) await script(signInToBackEnd);

/**
 * The back end in Azure Blob Storage and the secrets provider in Key Vault sign in by Microsoft's `DefaultAzureCredential`, which takes
 * a federated token from a file (`AZURE_FEDERATED_TOKEN_FILE`); the providers of Auth0 and Microsoft do not need this.
 */
async function signInToBackEnd(): Promise<void> {
    if ((process.env["AZURE_CLIENT_ID"] ?? "") === "") {
        console.log("AZURE_CLIENT_ID is not set: the back end needs no sign-in to Azure.");
        return;
    }
    const token = await workflowToken({
        url: variable("ACTIONS_ID_TOKEN_REQUEST_URL"),
        bearer: variable("ACTIONS_ID_TOKEN_REQUEST_TOKEN"),
    });
    runner.mask(token);
    const file = join(variable("RUNNER_TEMP"), "federated-token");
    writeFileSync(file, token, { mode: 0o600 });
    runner.variable("AZURE_FEDERATED_TOKEN_FILE", file);
}
