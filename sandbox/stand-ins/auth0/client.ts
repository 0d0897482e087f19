import { isValues, type Value, type Values } from "../property-values.ts";
import type { Plan, ResourceType } from "../resource-type.ts";
import { listOf } from "../same-value.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { clientProperties } from "./client-properties.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import { type Json, segment } from "./management-client.ts";

/** An application, in Auth0's API a client. */
export const client: ResourceType<Auth0Api> = {
    token: "auth0:index/client:Client",
    properties: clientProperties,
    imported: () => ({}),

    async create({ management }, { inputs }, made) {
        const { resourceServerIdentifier, ...rest } = inputs;
        const body = await management.post("clients", {
            ...bodyOf(clientProperties, withoutEmptyLists(rest)),
            ...authentication(inputs),
            ...(inputs["appType"] === "resource_server" && resourceServerIdentifier !== undefined
                ? { resource_server_identifier: resourceServerIdentifier }
                : {}),
        });
        made(String(body["client_id"]));
    },

    async read({ management }, id) {
        return { state: clientState(await orGone(management.get(`clients/${segment(id)}`))) };
    },

    async update({ management }, id, plan) {
        const path = `clients/${segment(id)}`;
        const cleared = clearedFields(plan);
        if (Object.keys(cleared).length > 0) await management.patch(path, cleared);
        await orGone(management.patch(path, updateBody(plan)));
    },

    async delete({ management }, id) {
        await orGone(management.delete(`clients/${segment(id)}`));
    },
};

/** State of a client. */
export function clientState(body: Json): Values {
    return stateOf(clientProperties, body);
}

/** How a new client authenticates, which the provider chooses by the type of the app; later it is the credentials' business. */
function authentication({ appType, isTokenEndpointIpHeaderTrusted }: Values): Json {
    const methods: Record<string, string> = {
        native: "none",
        spa: "none",
        regular_web: "client_secret_post",
        non_interactive: "client_secret_post",
    };
    const method =
        methods[String(appType)] ?? (isTokenEndpointIpHeaderTrusted === undefined ? undefined : "client_secret_post");
    return method === undefined ? {} : { token_endpoint_auth_method: method };
}

/** Everything the program gives, whether it changes or not, except what the provider sends on a change only, or never again. */
function updateBody({ inputs, prior, changed }: Plan): Json {
    const { resourceServerIdentifier, jwtConfiguration, clientMetadata, ...rest } = inputs;
    const onChangeOnly = ["sso", "requirePushedAuthorizationRequests", "tokenExchange"];
    const sent = Object.entries(rest).filter(([name]) => !onChangeOnly.includes(name) || changed(name));
    return {
        ...bodyOf(clientProperties, {
            ...withoutEmptyLists(Object.fromEntries(sent)),
            ...(isValues(jwtConfiguration) ? { jwtConfiguration: changedJwt(jwtConfiguration, prior) } : {}),
        }),
        ...(changed("clientMetadata")
            ? { client_metadata: metadataChange(clientMetadata, prior?.["clientMetadata"]) }
            : {}),
    };
}

function changedJwt({ secretEncoded, ...given }: Values, prior: Values | undefined): Values {
    const before = prior?.["jwtConfiguration"];
    const lifetime = isValues(before) ? before["lifetimeInSeconds"] : undefined;
    const { lifetimeInSeconds, ...rest } = given;
    return lifetimeInSeconds === lifetime ? rest : given;
}

/** Metadata that goes has to be named as null. */
function metadataChange(given: Value | undefined, prior: Value | undefined): Json {
    const gone = Object.keys(isValues(prior) ? prior : {}).map((name) => [name, null]);
    return { ...Object.fromEntries(gone), ...(isValues(given) ? given : {}) };
}

/** Lists that the provider cannot empty: sent empty, they are left out. */
function withoutEmptyLists(inputs: Values): Values {
    const { organizationDiscoveryMethods, refreshToken, ...rest } = inputs;
    const { policies, ...token } = isValues(refreshToken) ? refreshToken : {};
    return {
        ...rest,
        ...(listOf(organizationDiscoveryMethods).length > 0 ? { organizationDiscoveryMethods } : {}),
        ...(isValues(refreshToken)
            ? { refreshToken: listOf(policies).length > 0 ? { ...token, policies } : token }
            : {}),
    };
}

/** What is taken back with an explicit null, in a request of its own. */
function clearedFields({ inputs, changed }: Plan): Json {
    const fields: Readonly<Record<string, string>> = {
        crossOriginLoc: "cross_origin_loc",
        oidcLogout: "oidc_backchannel_logout",
        organizationDiscoveryMethods: "organization_discovery_methods",
        tokenExchange: "token_exchange",
    };
    const cleared = Object.entries(fields).filter(([name]) => changed(name) && isNothing(inputs[name]));
    return Object.fromEntries(cleared.map(([, field]) => [field, null]));
}

function isNothing(value: Value | undefined): boolean {
    return value === undefined || (Array.isArray(value) && value.length === 0);
}
