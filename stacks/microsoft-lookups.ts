import { microsoftGraphAppId } from "../catalogue/microsoft.ts";
import { answer, problemsIn } from "./answer.ts";
import type { Looked, Providers } from "./lookups.ts";
import type { Cloud } from "./provider-refusals.ts";
import { setCommand } from "./settings/key-path.ts";
import type { Settings } from "./settings/settings.ts";

/** What is looked up in the directory. */
export interface MicrosoftFound {
    /** Object id of whoever deploys. */
    readonly deployerObjectId: string;

    /** Object id of Microsoft Graph's service principal, where a connection grants its scopes for everyone. */
    readonly microsoftGraphObjectId?: string;
}

/** Compares the settings with the directory that the credentials are for. */
export async function lookUpMicrosoft(
    { connections, microsoft }: Settings,
    { getClientConfig, getServicePrincipal }: Pick<Providers, "getClientConfig" | "getServicePrincipal">,
): Promise<Looked<MicrosoftFound>> {
    const cloud: Cloud = { name: "Microsoft", expected: microsoft.tenantId };
    const consents = Object.values(connections).some(({ adminConsent }) => adminConsent);
    const [deployer, graph] = await Promise.all([
        answer(cloud, getClientConfig()),
        consents ? answer(cloud, getServicePrincipal({ clientId: microsoftGraphAppId })) : undefined,
    ]);

    // Refused credentials are refused for every question.
    if (deployer.problem !== undefined) return { problems: [deployer.problem] };
    const { objectId, tenantId } = deployer.value;
    if (tenantId !== microsoft.tenantId) {
        return {
            problems: [
                {
                    key: "microsoft.tenantId",
                    given: `"${microsoft.tenantId}", and the credentials are for directory ${tenantId}`,
                    allowed: "the directory that the credentials are for",
                    fix: `use credentials of that directory (ARM_TENANT_ID=${microsoft.tenantId}), or: ${setCommand(["microsoft", "tenantId"], tenantId)}`,
                },
            ],
        };
    }
    if (graph === undefined) return { value: { deployerObjectId: objectId }, problems: [] };
    if (graph.problem !== undefined) return { problems: problemsIn([graph]) };
    return { value: { deployerObjectId: objectId, microsoftGraphObjectId: graph.value.objectId }, problems: [] };
}
