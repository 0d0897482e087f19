import type { PolicyResource, StackValidationPolicy } from "@pulumi/policy";
import { isMyAccount } from "../../auth0-names.ts";
import { linksIn } from "../../linked-clients.ts";
import { resourcesOf } from "../../of-type.ts";
import { referredTo } from "../../referred-to.ts";
import { Client, ClientGrant } from "../../resource-types.ts";
import { shown } from "../../shown.ts";
import type { ClientProperties } from "../../token-vault-clients.ts";
import { checkEach } from "../../unknown-values.ts";

export const linkedClientHasGrantAndPolicy: StackValidationPolicy = {
    name: "linked-client-has-grant-and-policy",
    description:
        "A client that is linked to a connection has its My Account grant and its refresh-token policy on the same domains.",
    enforcementLevel: "mandatory",
    severity: "high",
    remediationSteps:
        'For each domain that apps use, give the client a ClientGrant with subjectType: "user" and an entry of refreshToken.policies, both with the audience https://<domain>/me/. With one of them missing Auth0 leaves the scopes out in silence, and nobody can connect an account.',
    url: "https://auth0.com/docs/secure/tokens/refresh-tokens/multi-resource-refresh-token",
    validateStack: ({ resources }, report) => {
        const grantsFor = myAccountGrants(resources);
        const clients = new Map(linksIn(resources).map(({ client }) => [client.resource.urn, client]));
        checkEach([...clients.values()], ({ resource, properties }) => {
            // Signs nobody in: it exchanges the access tokens that an app was given for its API.
            if (properties.appType === "resource_server") return;
            const policies = policiesOf(properties);
            const grants = grantsFor.get(resource.urn) ?? [];

            if (policies.length === 0 && grants.length === 0) {
                report(
                    "it has neither a My Account grant nor a refresh-token policy; expected both for https://<domain>/me/",
                    resource.urn,
                );
            }
            for (const audience of policies.filter((one) => !grants.includes(one))) {
                report(
                    `it has a refresh-token policy for ${shown(audience)} and no grant for users; expected one${hint(grants)}`,
                    resource.urn,
                );
            }
            for (const audience of grants.filter((one) => !policies.includes(one))) {
                report(
                    `it has a grant for ${shown(audience)} and no refresh-token policy; expected one${hint(policies)}`,
                    resource.urn,
                );
            }
        });
    },
};

/** Audiences of the grants for users on a My Account API, by the client they are for. */
function myAccountGrants(resources: readonly PolicyResource[]): Map<string, string[]> {
    const audiences = new Map<string, string[]>();
    checkEach(resourcesOf(ClientGrant, resources), ({ resource, properties: { audience = "", subjectType } }) => {
        if (!isMyAccount(audience) || subjectType !== "user") return;
        for (const client of referredTo(resource, "clientId", Client, resources)) {
            audiences.set(client.resource.urn, [...(audiences.get(client.resource.urn) ?? []), audience]);
        }
    });
    return audiences;
}

function policiesOf({ refreshToken }: ClientProperties): string[] {
    const audiences: string[] = [];
    checkEach(refreshToken?.policies, ({ audience }) => {
        if (isMyAccount(audience)) audiences.push(audience);
    });
    return audiences;
}

/** Where the other half is, if it is somewhere else. */
function hint(others: readonly string[]): string {
    return others.length === 0 ? "" : `, there is one for ${others.map(shown).join(", ")}`;
}
