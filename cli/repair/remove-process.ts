import { clientToken } from "../../clouds/graph-directory.ts";
import { Management } from "../../clouds/management.ts";
import { graph } from "../../infra/graph.ts";
import { removeSecret } from "../../infra/leftover-secrets.ts";
import type { Diagnosis } from "../../operate/repair/diagnosis.ts";
import { deployerCredentials } from "../deployer-credentials.ts";
import { answerParent } from "../sandbox/asked-process.ts";
import type { LookRequest } from "./look-process.ts";

/** What the removing process is asked. */
export type RemoveRequest = Omit<LookRequest, "wanted"> & Pick<Diagnosis, "removes" | "secrets">;

// Removes what nobody knows or uses, in the environment of one world.
answerParent(async ({ removes, secrets, ...of }: RemoveRequest): Promise<object> => {
    const { auth0, microsoft } = deployerCredentials(process.env, of);
    const management = new Management(auth0);
    for (const { id } of removes.filter(({ kind }) => kind === "client")) {
        await management.call("DELETE", `clients/${encodeURIComponent(id)}`);
    }
    const applications = removes.filter(({ kind }) => kind === "application");
    if (microsoft === undefined || (applications.length === 0 && secrets.length === 0)) return {};
    const token = await clientToken(microsoft, "https://graph.microsoft.com/.default");
    for (const { keyId, objectId } of secrets) await removeSecret(token, objectId, keyId);
    for (const { id } of applications) await graph(token, "DELETE", `applications/${id}`);
    return {};
});
