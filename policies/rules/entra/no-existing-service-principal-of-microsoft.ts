import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateResourceOf } from "../../of-type.ts";
import { ServicePrincipal } from "../../resource-types.ts";
import { shown } from "../../shown.ts";

interface Settings {
    readonly otherClientIds: readonly string[];
}

/** Ids that Microsoft gives its own services, such as 00000003-0000-0000-c000-000000000000, and others of them in wide use. */
const microsofts = /^0000000[0-9a-f]-0000-0[0-9a-f]{3}-c[0-9a-f]00-000000000000$/;
const moreOfMicrosofts = ["797f4846-ba00-4fd7-ba43-dac1f8f63013", "cfa8b339-82a2-471a-a3c9-0fc0be7a4093"];

export const noExistingServicePrincipalOfMicrosoft: ResourceValidationPolicy = {
    name: "no-existing-service-principal-of-microsoft",
    description: "No program takes over the service principal of one of Microsoft's own apps.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Read it with azuread.getServicePrincipal({ clientId }). With useExisting the provider resets its tags and notes on create, and deletes it, for the whole directory, on destroy.",
    url: "https://www.pulumi.com/registry/packages/azuread/api-docs/getserviceprincipal/",
    configSchema: {
        properties: {
            otherClientIds: {
                type: "array",
                items: { type: "string" },
                default: [],
                description: "Client ids of more apps that no program may take over.",
            },
        },
    },
    validateResource: validateResourceOf(ServicePrincipal, (servicePrincipal, args, report) => {
        if (servicePrincipal.useExisting !== true) return;
        const { clientId = "" } = servicePrincipal;
        const { otherClientIds } = args.getConfig<Settings>();
        if (!microsofts.test(clientId) && ![...moreOfMicrosofts, ...otherClientIds].includes(clientId)) return;
        report(
            `useExisting is true for ${shown(clientId)}; expected azuread.getServicePrincipal({ clientId: ${shown(clientId)} })`,
        );
    }),
};
