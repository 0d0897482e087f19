import type { ResourceValidationPolicy } from "@pulumi/policy";
import { shown } from "../../shown.ts";
import { validateTokenVaultClient } from "../../token-vault-clients.ts";

export const tokenVaultClientIsOidcConformant: ResourceValidationPolicy = {
    name: "token-vault-client-is-oidc-conformant",
    description: "A client that may exchange tokens at Token Vault is OIDC-conformant.",
    enforcementLevel: "mandatory",
    severity: "medium",
    remediationSteps: "Write oidcConformant: true. Left out, Auth0 takes false.",
    url: "https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault/configure-token-vault",
    validateResource: validateTokenVaultClient(({ oidcConformant }, _args, report) => {
        if (oidcConformant !== true) report(`oidcConformant is ${shown(oidcConformant)}; expected true`);
    }),
};
