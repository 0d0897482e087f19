import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateTokenVaultClient } from "../../token-vault-clients.ts";

export const noImplicitGrantWithTokenVault: ResourceValidationPolicy = {
    name: "no-implicit-grant-with-token-vault",
    description: "No client that may exchange tokens at Token Vault gets tokens through the implicit grant.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Take implicit out of grantTypes. It leaves access tokens in the address bar, and whoever has one of them may get the user's Microsoft tokens with it.",
    url: "https://auth0.com/docs/get-started/authentication-and-authorization-flow/implicit-flow-with-form-post",
    validateResource: validateTokenVaultClient(({ grantTypes = [] }, _args, report) => {
        if (grantTypes.includes("implicit"))
            report('grantTypes has "implicit" beside Token Vault\'s; expected "authorization_code" instead');
    }),
};
