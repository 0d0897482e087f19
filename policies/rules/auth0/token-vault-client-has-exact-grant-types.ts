import type { ResourceValidationPolicy } from "@pulumi/policy";
import { tokenVaultGrantType } from "../../auth0-names.ts";
import { shown } from "../../shown.ts";
import { validateTokenVaultClient } from "../../token-vault-clients.ts";

interface Settings {
    readonly moreGrantTypes: readonly string[];
}

export const tokenVaultClientHasExactGrantTypes: ResourceValidationPolicy = {
    name: "token-vault-client-has-exact-grant-types",
    description: "A client that may exchange tokens at Token Vault has the grant types that takes, and no others.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Write grantTypes out: Auth0's defaults have implicit and client_credentials. An app needs authorization_code, refresh_token and Token Vault's; the client of an API (appType resource_server) Token Vault's only. Others belong in the rule's setting moreGrantTypes.",
    url: "https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault/configure-token-vault",
    configSchema: {
        properties: {
            moreGrantTypes: {
                type: "array",
                items: { type: "string" },
                default: [],
                description: "Grant types that such a client may have besides.",
            },
        },
    },
    validateResource: validateTokenVaultClient(({ appType, grantTypes = [] }, args, report) => {
        const { moreGrantTypes } = args.getConfig<Settings>();
        const needed =
            appType === "resource_server"
                ? [tokenVaultGrantType]
                : ["authorization_code", "refresh_token", tokenVaultGrantType];
        const missing = needed.filter((grant) => !grantTypes.includes(grant));
        const extra = grantTypes.filter((grant) => !needed.includes(grant) && !moreGrantTypes.includes(grant));
        if (missing.length > 0) report(`grantTypes lacks ${missing.join(", ")}; expected ${needed.join(", ")}`);
        if (extra.length > 0) report(`grantTypes has ${shown(extra)} too; expected ${needed.join(", ")}`);
    }),
};
