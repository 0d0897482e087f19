import { myAccountApiName } from "../../../catalogue/auth0.ts";
import { computed, optional, optionalComputed, type Properties, required } from "../properties.ts";
import type { Values } from "../property-values.ts";
import type { ResourceType } from "../resource-type.ts";
import { lengthBetween, oneOf } from "../value-checks.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import { type Json, segment } from "./management-client.ts";

const userPolicies = oneOf(["allow_all", "deny_all", "require_client_grant"]);
const clientPolicies = oneOf(["deny_all", "require_client_grant"]);

export const resourceServerProperties: Properties = {
    identifier: required("string", { replaces: true }),
    name: optionalComputed("string", { autoname: true }),
    signingAlg: optionalComputed("string", { check: oneOf(["HS256", "RS256", "PS256"]) }),
    signingSecret: optionalComputed("string", { secret: true, check: lengthBetween(16, 1024) }),
    allowOfflineAccess: optionalComputed("boolean"),
    tokenLifetime: optionalComputed("integer"),
    tokenLifetimeForWeb: optionalComputed("integer"),
    skipConsentForVerifiableFirstPartyClients: optionalComputed("boolean"),
    verificationLocation: optional("string", { json: "verificationLocation" }),
    enforcePolicies: optionalComputed("boolean"),
    tokenDialect: optionalComputed("string", {
        check: oneOf(["access_token", "access_token_authz", "rfc9068_profile", "rfc9068_profile_authz"]),
    }),
    subjectTypeAuthorization: optionalComputed({
        object: {
            user: optionalComputed({ object: { policy: optional("string", { check: userPolicies }) } }),
            client: optionalComputed({ object: { policy: optional("string", { check: clientPolicies }) } }),
        },
    }),
    clientId: computed("string"),
    isSystem: computed("boolean"),
};

/** An API. The My Account API has a name of its own, whatever a program says. */
export const resourceServer: ResourceType<Auth0Api> = {
    token: "auth0:index/resourceServer:ResourceServer",
    properties: resourceServerProperties,
    imported: () => ({}),

    amended: (planned, prior) => (isMyAccount(prior) ? { ...planned, name: myAccountApiName } : planned),

    async create({ management }, { inputs }, made) {
        const { id } = await management.post("resource-servers", bodyOf(resourceServerProperties, inputs));
        made(String(id));
    },

    async read({ management }, id) {
        const body = await orGone(management.get(`resource-servers/${segment(id)}`));
        return { id: String(body["id"]), state: stateOf(resourceServerProperties, body) };
    },

    async update({ management }, id, { inputs, prior }) {
        const { identifier, ...body }: Json = bodyOf(resourceServerProperties, inputs);
        const name = isMyAccount(prior) ? { name: myAccountApiName } : {};
        await orGone(management.patch(`resource-servers/${segment(id)}`, { ...body, ...name }));
    },

    async delete({ management }, id) {
        await orGone(management.delete(`resource-servers/${segment(id)}`));
    },
};

function isMyAccount(prior: Values | undefined): boolean {
    return prior?.["name"] === myAccountApiName;
}
