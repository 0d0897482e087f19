import type { StackValidationPolicy } from "@pulumi/policy";
import { linksIn } from "../../linked-clients.ts";
import { shown } from "../../shown.ts";
import { hasTokenVault } from "../../token-vault-clients.ts";
import { checkEach } from "../../unknown-values.ts";

export const tokenVaultIsOn: StackValidationPolicy = {
    name: "token-vault-is-on",
    description: "Token Vault is on in every connection that a Token Vault client is linked to.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        "Set connectedAccounts: { active: true } on the connection, beside options; or unlink the client, or take its grant type for Token Vault.",
    url: "https://auth0.com/docs/secure/call-apis-on-users-behalf/token-vault/connected-accounts-for-token-vault",
    validateStack: ({ resources }, report) => {
        const links = linksIn(resources);
        const connections = new Map(links.map(({ connection }) => [connection.resource.urn, connection]));
        checkEach([...connections.values()], ({ resource, properties }) => {
            const clients = links
                .filter(
                    ({ connection, client }) =>
                        connection.resource.urn === resource.urn && hasTokenVault(client.properties),
                )
                .map(({ client }) => client.resource.name);
            const active = properties.connectedAccounts?.active;
            if (clients.length === 0 || active === true) return;
            report(
                `connectedAccounts.active is ${shown(active)} and ${clients.join(", ")} is linked; expected true`,
                resource.urn,
            );
        });
    },
};
