import { forcedWindowsliveOption, type MicrosoftStrategy, waadAttributes } from "../../../catalogue/auth0.ts";
import { microsoftGraphScopes } from "../../../catalogue/microsoft-graph-scopes.ts";
import { optional, optionalComputed, type Properties } from "../properties.ts";
import type { Values } from "../property-values.ts";
import { listOf } from "../same-value.ts";
import { json, oneOf } from "../value-checks.ts";
import { goJson } from "./go-json.ts";
import { bodyOf, stateOf } from "./json-body.ts";
import type { Json } from "./management-client.ts";

/** Options of a `windowslive` or a `waad` connection; each strategy sends and reads some of them. */
export const connectionOptions: Properties = {
    clientId: optional("string"),
    clientSecret: optional("string", { secret: true }),
    strategyVersion: optionalComputed("integer"),
    setUserRootAttributes: optionalComputed("string", {
        check: oneOf(["on_each_login", "on_first_login", "never_on_login"]),
    }),
    nonPersistentAttrs: optionalComputed({ set: "string" }),
    upstreamParams: optional("string", { check: json, json: false }),
    scopes: optionalComputed({ set: "string" }, { json: false }),

    apiEnableUsers: optional("boolean"),
    appId: optional("string"),
    domain: optional("string"),
    domainAliases: optionalComputed({ set: "string" }),
    iconUrl: optional("string"),
    identityApi: optional("string", {
        check: oneOf(["microsoft-identity-platform-v2.0", "azure-active-directory-v1.0"]),
    }),
    maxGroupsToRetrieve: optional("string"),
    shouldTrustEmailVerifiedConnection: optional("string", {
        check: oneOf(["never_set_emails_as_verified", "always_set_emails_as_verified"]),
    }),
    tenantDomain: optional("string"),
    useWsfed: optional("boolean"),
    userIdAttribute: optional("string", { json: "userid_attribute" }),
    waadCommonEndpoint: optional("boolean", { json: "useCommonEndpoint" }),
    waadProtocol: optional("string"),
};

/** Options that a strategy has; the others are dropped without a word. */
export function optionsOf(strategy: MicrosoftStrategy): Properties {
    const common = ["clientId", "clientSecret", "strategyVersion", "setUserRootAttributes", "nonPersistentAttrs"];
    const names = strategy === "waad" ? Object.keys(connectionOptions) : [...common, "upstreamParams", "scopes"];
    return Object.fromEntries(Object.entries(connectionOptions).filter(([name]) => names.includes(name)));
}

/**
 * Body of the options. Scopes are one switch each: true for those planned, false for those that the state has and the plan has not;
 * a name without a switch is dropped without a word.
 */
export function optionsBody(strategy: MicrosoftStrategy, options: Values, planned: Values, prior: Values): Json {
    const body = bodyOf(optionsOf(strategy), options);
    const wanted = listOf(planned["scopes"]).map(String);
    const dropped = listOf(prior["scopes"])
        .map(String)
        .filter((name) => !wanted.includes(name));
    for (const name of [...dropped, ...wanted])
        if (scopeSwitches[strategy].includes(name)) body[name] = wanted.includes(name);
    const params = options["upstreamParams"];
    if (typeof params === "string" && params !== "") body["upstream_params"] = JSON.parse(params);
    // Absent means "on each login"; the provider leaves it out so that the Dashboard shows the switch as on.
    if (strategy === "waad" && body["set_user_root_attributes"] === "on_each_login")
        delete body["set_user_root_attributes"];
    return body;
}

/** State of the options. */
export function optionsState(strategy: MicrosoftStrategy, body: Json): Values {
    const { upstream_params: params } = body;
    const state = stateOf(optionsOf(strategy), body);
    return {
        ...state,
        ...(strategy === "waad" && state["setUserRootAttributes"] === ""
            ? { setUserRootAttributes: "on_each_login" }
            : {}),
        scopes: scopeSwitches[strategy].filter((name) => body[name] === true),
        upstreamParams:
            typeof params === "object" && params !== null && Object.keys(params).length > 0 ? goJson(params) : "",
    };
}

/** Names that the provider knows a switch for. */
const scopeSwitches: Readonly<Record<MicrosoftStrategy, readonly string[]>> = {
    windowslive: [
        forcedWindowsliveOption,
        ...Object.values(microsoftGraphScopes).flatMap((scope) =>
            "windowsliveOption" in scope ? [scope.windowsliveOption] : [],
        ),
    ],
    waad: waadAttributes,
};
