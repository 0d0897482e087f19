import type { ResourceValidationPolicy } from "@pulumi/policy";
import { validateTokenVaultClient } from "../../token-vault-clients.ts";

export const tokenVaultClientIsFirstParty: ResourceValidationPolicy = {
    name: "token-vault-client-is-first-party",
    description: "A client that may exchange tokens at Token Vault is first-party.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps: "Set isFirstParty: true. Auth0 gives others' apps no tokens of its users' accounts.",
    url: "https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault/configure-token-vault",
    validateResource: validateTokenVaultClient(({ isFirstParty }, _args, report) => {
        // Left out, Auth0 takes true.
        if (isFirstParty === false) report("isFirstParty is false; expected true");
    }),
};
