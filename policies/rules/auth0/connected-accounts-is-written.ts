import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateMicrosoftConnection } from "../../microsoft-connections.ts";

export const connectedAccountsIsWritten: ResourceValidationPolicy = {
    name: "connected-accounts-is-written",
    description: "A connection to Microsoft says whether Token Vault is on.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps:
        "Write connectedAccounts: { active: true } or { active: false }. Taking the block out again changes nothing in Auth0: Token Vault stays on, and no preview shows it.",
    url: "https://www.pulumi.com/registry/packages/auth0/api-docs/connection/",
    validateResource: validateMicrosoftConnection(({ connectedAccounts }, _args, report) => {
        if (connectedAccounts === undefined)
            report("connectedAccounts is not set; expected { active: true } or { active: false }");
    }),
};
