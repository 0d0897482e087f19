import type { StackValidationPolicy } from "@pulumi/policy";
import { resourcesOf } from "../../of-type.ts";
import { referredTo } from "../../referred-to.ts";
import { Client, ClientCredentials } from "../../resource-types.ts";
import { shown } from "../../shown.ts";
import { hasTokenVault } from "../../token-vault-clients.ts";
import { checkEach } from "../../unknown-values.ts";

/** Types whose clients Auth0 makes with a way to prove themselves. */
const confidential = ["regular_web", "non_interactive", "resource_server"];

export const tokenVaultClientIsConfidential: StackValidationPolicy = {
    name: "token-vault-client-is-confidential",
    description: "A client that may exchange tokens at Token Vault proves itself to Auth0.",
    enforcementLevel: "mandatory",
    severity: "critical",
    remediationSteps:
        "Give the grant type to a client with a back end: appType regular_web, or resource_server for the API behind a single-page app; and an authenticationMethod other than none.",
    url: "https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault/configure-token-vault",
    validateStack: ({ resources }, report) => {
        checkEach(resourcesOf(Client, resources), ({ resource, properties }) => {
            if (!hasTokenVault(properties) || confidential.includes(properties.appType ?? "")) return;
            report(`appType is ${shown(properties.appType)}; expected one of ${confidential.join(", ")}`, resource.urn);
        });
        checkEach(resourcesOf(ClientCredentials, resources), ({ resource, properties }) => {
            if (properties.authenticationMethod !== "none") return;
            for (const client of referredTo(resource, "clientId", Client, resources)) {
                if (!hasTokenVault(client.properties)) continue;
                report(
                    `authenticationMethod of ${client.resource.name} is "none"; expected client_secret_post, client_secret_basic, private_key_jwt or mTLS`,
                    resource.urn,
                );
            }
        });
    },
};
