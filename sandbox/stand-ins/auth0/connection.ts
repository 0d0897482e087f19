import { type MicrosoftStrategy, microsoftStrategies } from "../../../catalogue/auth0.ts";
import { optional, optionalComputed, type Properties, required } from "../properties.ts";
import { isValues, type Value, type Values } from "../property-values.ts";
import type { Plan, ResourceType } from "../resource-type.ts";
import { oneOf } from "../value-checks.ts";
import { type Auth0Api, orGone } from "./auth0-api.ts";
import { connectionOptions, optionsBody, optionsState } from "./connection-options.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import { type Json, segment } from "./management-client.ts";

const purpose: Properties = { active: required("boolean") };

export const connectionProperties: Properties = {
    name: required("string", { autoname: true, replaces: true }),
    strategy: required("string", { replaces: true, check: oneOf(microsoftStrategies) }),
    displayName: optionalComputed("string"),
    isDomainConnection: optionalComputed("boolean"),
    metadata: optional({ map: "string" }),
    realms: optionalComputed({ list: "string" }),
    showAsButton: optional("boolean"),
    options: optionalComputed({ object: connectionOptions }, { json: false }),
    authentication: optionalComputed({ object: purpose }),
    connectedAccounts: optionalComputed({ object: purpose }),
};

/** A connection of one of Auth0's two Microsoft strategies. */
export const connection: ResourceType<Auth0Api> = {
    token: "auth0:index/connection:Connection",
    properties: connectionProperties,
    imported: () => ({}),

    async create({ management }, plan, made) {
        const { id } = await management.post("connections", bodyFor(plan));
        made(String(id));
    },

    async read({ management }, id) {
        const body = await orGone(management.get(`connections/${segment(id)}`));
        return { state: connectionState(body) };
    },

    async update({ management }, id, plan) {
        const path = `connections/${segment(id)}`;
        const { name, strategy, ...body } = bodyFor(plan);
        // Auth0 replaces the options whole, so what only Auth0 itself writes has to go along.
        const kept = strategy === "waad" && "options" in body ? keptOptions(await management.get(path)) : {};
        const options = "options" in body ? { options: { ...(body["options"] as Json), ...kept } } : {};
        await orGone(management.patch(path, { ...body, ...options }));
    },

    async delete({ management }, id) {
        await orGone(management.delete(`connections/${segment(id)}`));
    },
};

/** State of a connection. */
export function connectionState(body: Json): Values {
    const { showAsButton, ...state } = stateOf(connectionProperties, body);
    const strategy = state["strategy"];
    const options = body["options"];
    return {
        ...state,
        ...(strategy === "waad" ? { showAsButton } : {}),
        ...(isMicrosoft(strategy) && typeof options === "object" && options !== null
            ? { options: optionsState(strategy, options as Json) }
            : {}),
    };
}

/** All that the program gives, except what is sent only when it changes. */
function bodyFor({ inputs, planned, prior, changed }: Plan): Json {
    const { strategy, options, showAsButton, realms, authentication, connectedAccounts, ...rest } = inputs;
    const whenChanged = Object.entries({ realms, authentication, connectedAccounts }).filter(([name]) => changed(name));
    const body = bodyOf(connectionProperties, {
        ...rest,
        strategy,
        ...Object.fromEntries(whenChanged),
        ...(strategy === "waad" ? { showAsButton } : {}),
    });
    if (!isMicrosoft(strategy) || !isValues(options)) return body;
    return {
        ...body,
        options: optionsBody(strategy, options, memberOf(planned, "options"), memberOf(prior ?? {}, "options")),
    };
}

function keptOptions(body: Json): Json {
    const options = (body["options"] ?? {}) as Json;
    const names = ["thumbprints", "app_domain", "cert_rollover_notification", "granted", "tenantId"];
    return Object.fromEntries(names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])));
}

function memberOf(values: Values, name: string): Values {
    const member = values[name];
    return isValues(member) ? member : {};
}

function isMicrosoft(strategy: Value | undefined): strategy is MicrosoftStrategy {
    return microsoftStrategies.some((name) => name === strategy);
}
